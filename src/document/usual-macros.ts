/**
 * @file Commands that are no part of LaTeX and that many documents use, from packages (`physics`,
 * `amsmath`) or from preambles that are not at hand. They are macros where a document does not
 * define them itself.
 */
import type { Macro } from "../notation/index.ts";
import { groupAt } from "./macros.ts";

/** Command → what it stands for; with `#1` it takes an argument. */
const usual: Readonly<Record<string, string>> = {
  norm: "\\lVert #1 \\rVert",
  abs: "\\lvert #1 \\rvert",
  vb: "\\mathbf{#1}",
  dd: "\\mathrm{d}#1",
  vdot: "\\cdot",
  laplacian: "\\nabla^2",
  intop: "\\int",
  ensuremath: "#1",
  substack: "#1",
  part: "\\partial",
  diff: "\\mathrm{d}",
  d: "\\mathrm{d}",
  grad: "\\nabla",
  T: "\\top",
  E: "\\mathbb{E}",
  Var: "\\operatorname{Var}",
  Cov: "\\operatorname{Cov}",
  Pr: "\\operatorname{Pr}",
  relu: "\\operatorname{ReLU}",
  ReLU: "\\operatorname{ReLU}",
  softmax: "\\operatorname{softmax}",
  sigmoid: "\\operatorname{sigmoid}",
  diag: "\\operatorname{diag}",
  trace: "\\operatorname{tr}",
  rank: "\\operatorname{rank}",
  lg: "\\log_{10}",
  ctg: "\\cot",
  arctg: "\\arctan",
  cosec: "\\csc",
  sh: "\\sinh",
  ch: "\\cosh",
  th: "\\tanh",
  hdots: "\\dots",
  colon: ":",
  infin: "\\infty",
  degree: "^\\circ",
  mathbbm: "\\mathbb{#1}",
  var: "\\operatorname{Var}",
  qq: "\\quad\\text{#1}\\quad",
  ...nothing("qty displaylimits Box blacksquare qed"),
  ...nothing("tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"),
};

function nothing(names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, ""]));
}

/** Derivatives of the package physics: of a function by a variable, or by a variable alone. */
const slopes: Readonly<Record<string, string>> = { pdv: "\\partial", dv: "\\mathrm{d}" };

/** \deriv (\sin x), as many preambles have it. */
const operator = "\\frac{\\mathrm{d}}{\\mathrm{d} x}";

/** So many of them tell how they are used in a text. */
const callLimit = 100;

/** The macros of this table that a text uses. */
export function usualMacros(text: string): ReadonlyMap<string, Macro> {
  const found = new Map<string, Macro>();
  for (const [name, body] of Object.entries(usual)) {
    const isUsed = new RegExp(`\\\\${name}(?![A-Za-z])`).test(text);
    if (isUsed) found.set(name, { arity: body.includes("#1") ? 1 : 0, body });
  }
  // with arguments, it is another one
  if (/\\deriv(?![A-Za-z])/.test(text) && !/\\deriv\s*[[{]/.test(text)) {
    found.set("deriv", { arity: 0, body: operator });
  }
  for (const [name, sign] of Object.entries(slopes)) {
    const calls = [...text.matchAll(new RegExp(`\\\\${name}\\s*(?=\\{)`, "g"))];
    const arities = calls.slice(0, callLimit).map((call) => {
      const first = groupAt(text, call.index + call[0].length);
      return first !== null && /^\s*\{/.test(text.slice(first.end, first.end + 4)) ? 2 : 1;
    });
    const [arity] = arities;
    if (arity === undefined || arities.some((one) => one !== arity)) continue;
    const body = arity === 2 ? `\\frac{${sign} #1}{${sign} #2}` : `\\frac{${sign}}{${sign} #1}`;
    found.set(name, { arity, body });
  }
  return found;
}
