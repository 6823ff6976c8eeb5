/**
 * @file Commands that are no part of LaTeX and that many documents use, from packages (`physics`,
 * `amsmath`) or from preambles that are not at hand. They are macros where a document does not
 * define them itself.
 */
import { isCommand, type Macro } from "../notation/index.ts";
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
  hslash: "\\hbar",
  mathds: "\\mathbb{#1}",
  tpose: "\\top",
  transp: "\\top",
  EE: "\\mathbb{E}",
  P: "\\mathbb{P}",
  PP: "\\mathbb{P}",
  cov: "\\operatorname{Cov}",
  arccosh: "\\operatorname{arccosh}",
  arcsinh: "\\operatorname{arcsinh}",
  arctanh: "\\operatorname{arctanh}",
  half: "\\frac{1}{2}",
  eps: "\\epsilon",
  Dot: "\\dot",
  Ddot: "\\ddot",
  Vec: "\\vec",
  Hat: "\\hat",
  Bar: "\\bar",
  Tilde: "\\tilde",
  diff: "\\mathrm{d}",
  d: "\\mathrm{d}",
  grad: "\\nabla",
  T: "\\top",
  E: "\\mathbb{E}",
  Var: "\\operatorname{Var}",
  Cov: "\\operatorname{Cov}",
  Pr: "\\operatorname{Pr}",
  Re: "\\operatorname{Re}",
  Im: "\\operatorname{Im}",
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
  sen: "\\sin",
  senh: "\\sinh",
  arcsen: "\\arcsin",
  Arrowvert: "\\Vert",
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
  ...nothing("displaylimits Box blacksquare qed"),
  ...nothing("tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"),
};

function nothing(names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, ""]));
}

/** A command, and what stands for it as it is used: null where that is not known. */
interface Habit {
  readonly names: string;
  readonly macro: (use: Use) => Macro | null;
}

/** How a text uses a command. */
interface Use {
  readonly name: string;
  /** The groups behind each of its calls. */
  readonly calls: readonly (readonly string[])[];
  readonly text: string;
}

const plainNumber = /^\s*[-+]?\d+(?:\.\d+)?\s*$/;

const habits: readonly Habit[] = [
  // derivatives of physics and its like: of a function by a variable, or by a variable alone
  { names: "pdv pd pder pderiv parder partialderiv", macro: slope("\\partial") },
  { names: "dv der deriv derv derivative", macro: slope("\\mathrm{d}") },
  // a matrix, or a letter for one
  { names: "pmat pvec colvec cvec vect vc vec mat matr", macro: grid("pmatrix") },
  { names: "bmat bvec bpnt", macro: grid("bmatrix") },
  { names: "vmat", macro: grid("vmatrix") },
  { names: "va vu vct", macro: (use) => counted(use, 1, "\\mathbf{#1}") },
  { names: "eval", macro: (use) => counted(use, 1, "\\left. #1 \\right|") },
  { names: "flatfrac", macro: (use) => counted(use, 2, "\\frac{#1}{#2}") },
  { names: "inner ip innerproduct", macro: (use) => counted(use, 2, "\\langle #1, #2\\rangle") },
  { names: "cases", macro: (use) => counted(use, 1, "\\begin{cases}#1\\end{cases}") },
  { names: "br brk brac prn paren parens pqty bqty", macro: bracketed },
  { names: "ddt ddx", macro: ({ name }) => operator(name.at(-1)!) },
  { names: "EXP", macro: (use) => counted(use, 1, "\\exp\\left(#1\\right)") },
  { names: "floor", macro: (use) => counted(use, 1, "\\lfloor #1 \\rfloor") },
  { names: "ceil", macro: (use) => counted(use, 1, "\\lceil #1 \\rceil") },
  // siunitx, where its numbers are plain and its units are words
  {
    names: "num",
    macro: (use) => (use.calls.every(([x]) => isPlain(x)) ? counted(use, 1, "#1") : null),
  },
  { names: "SI", macro: quantity },
  // of physics, an opening bracket's size
  { names: "qty", macro: (use) => quantity(use) ?? { arity: 0, body: "" } },
  { names: "unit si", macro: (use) => counted(use, 1, "\\text{#1}") },
];

function isPlain(x: string | undefined): boolean {
  return x !== undefined && plainNumber.test(x);
}

/** The body, where every call has that many groups; others go by another meaning. */
function counted({ calls }: Use, arity: number, body: string): Macro | null {
  return calls.length > 0 && calls.every((groups) => groups.length >= arity)
    ? { arity, body }
    : null;
}

function quantity(use: Use): Macro | null {
  const isRead = use.calls.every(([x, unit]) => isPlain(x) && !unit?.includes("\\"));
  return isRead ? counted(use, 2, "#1\\,\\text{#2}") : null;
}

function slope(sign: string): Habit["macro"] {
  const macro: Macro = {
    arity: 3,
    preset: "",
    body: `\\frac{${sign}^{#1} #2}{${sign} #3^{#1}}`,
    shorter: `\\frac{${sign}^{#1}}{${sign} #2^{#1}}`,
  };
  return ({ calls, name, text }) => {
    if (calls.every((groups) => groups.length > 0) || /^p?dv$/.test(name)) return macro;
    // \deriv (\sin x), as many preambles have it
    const isOperator = calls.every((groups) => groups.length === 0) && name === "deriv";
    return isOperator && !/\\deriv\s*\[/.test(text) ? operator("x") : null;
  };
}

/** d/dx */
const operator = (letter: string): Macro => {
  return { arity: 0, body: `\\frac{\\mathrm{d}}{\\mathrm{d} ${letter}}` };
};

function bracketed(use: Use): Macro | null {
  return counted(use, 1, "\\left(#1\\right)");
}

function grid(environment: string): Habit["macro"] {
  return (use) => {
    const isGrid = use.calls.some(([entries]) => /&|\\\\/.test(entries ?? ""));
    if (isGrid) return counted(use, 1, `\\begin{${environment}}#1\\end{${environment}}`);
    return use.name === "vec" ? null : counted(use, 1, "\\mathbf{#1}");
  };
}

/**
 * Letters in the dress of a vector, a matrix or a random vector: `\vx`, `\mW`, `\rvx` of the macros
 * that go with *Deep Learning* (Goodfellow, Bengio & Courville 2016), `\bx`, `\bfx`.
 */
const dressed = /^(?:rv|ev|bf|bs)([A-Za-z])$|^v([a-z])$|^m([A-Z])$|^b([g-hn-zA-Z])$/;

/** ∂ under whatever name: what begins both sides of a fraction, `\frac{\p f}{\p x}`. */
const sidesOfSlope =
  /\\[dt]?frac\s*\{\s*\\([a-z]{1,4})(?![A-Za-z])[^{}]*\}\s*\{\s*\\\1(?![A-Za-z])[^{}]*\}/g;

/** So many of them tell how they are used in a text. */
const callLimit = 100;

/** The macros of this table that a text uses. */
export function usualMacros(text: string): ReadonlyMap<string, Macro> {
  const found = new Map<string, Macro>();
  const uses = usesIn(text);
  for (const [name, body] of Object.entries(usual)) {
    if (uses.has(name)) found.set(name, { arity: body.includes("#1") ? 1 : 0, body });
  }
  const use = (name: string): Use => ({ name, calls: uses.get(name)!, text });
  for (const { names, macro } of habits) {
    for (const name of names.split(" ")) {
      const read = uses.has(name) ? macro(use(name)) : null;
      if (read !== null) found.set(name, read);
    }
  }
  for (const name of uses.keys()) {
    const letter = isCommand(`\\${name}`) ? undefined : dressed.exec(name)?.slice(1).find(Boolean);
    if (letter !== undefined && !found.has(name)) {
      found.set(name, { arity: 0, body: `\\mathbf{${letter}}` });
    }
  }
  for (const [, name] of text.matchAll(sidesOfSlope)) {
    if (!found.has(name!) && !isCommand(`\\${name}`)) {
      found.set(name!, { arity: 0, body: "\\partial" });
    }
  }
  return found;
}

/** The commands of a text, and the groups behind each of their calls. */
function usesIn(text: string): Map<string, (readonly string[])[]> {
  const uses = new Map<string, (readonly string[])[]>();
  for (const match of text.matchAll(/\\([A-Za-z]+)/g)) {
    const calls = uses.get(match[1]!) ?? [];
    uses.set(match[1]!, calls);
    if (calls.length >= callLimit) continue;
    const groups: string[] = [];
    let at = match.index + match[0].length;
    for (let k = 0; k < 2; k++) {
      const group = /^\s*\{/.test(text.slice(at, at + 4)) ? groupAt(text, at) : null;
      if (group === null) break;
      groups.push(group.text);
      at = group.end;
    }
    calls.push(groups);
  }
  return uses;
}
