/**
 * @file The words of the notation, for completion: what LaTeX writes with a backslash and what
 * plain text writes, each with what it means and with what is to be filled in. Functions come from
 * the table of operations, layers and losses from the vocabulary.
 */
import { operations, vocabulary } from "pengrad/expression";
import { readFormula, writeUnicode } from "pengrad/notation";
import { signatureOf, vocabularyItems } from "pengrad/worksheet";
import type { Word, Words } from "../model.ts";

/** Places to fill in are written `#{}`. */
const forms: readonly Word[] = [
  ["\\frac", "fraction", "\\frac{#{}}{#{}}"],
  ["\\dfrac", "large fraction", "\\dfrac{#{}}{#{}}"],
  ["\\sqrt", "square root", "\\sqrt{#{}}"],
  ["\\sum", "sum", "\\sum_{#{i=1}}^{#{n}} #{}"],
  ["\\prod", "product", "\\prod_{#{i=1}}^{#{n}} #{}"],
  ["\\partial", "partial derivative", "\\partial "],
  ["\\nabla", "gradient", "\\nabla_{#{}} #{}"],
  ["\\cdot", "times", "\\cdot "],
  ["\\times", "times", "\\times "],
  ["\\odot", "entrywise product", "\\odot "],
  ["\\top", "transpose, in an exponent", "\\top"],
  ["\\left(", "brackets as high as needed", "\\left(#{}\\right)"],
  ["\\lVert", "norm", "\\lVert #{} \\rVert"],
  ["\\begin{bmatrix}", "matrix", "\\begin{bmatrix} #{} & #{} \\\\ #{} & #{} \\end{bmatrix}"],
  ["\\begin{cases}", "by cases", "\\begin{cases} #{} & #{} \\\\ #{} & #{} \\end{cases}"],
  ["\\mathbf", "bold", "\\mathbf{#{}}"],
  ["\\mathbb{R}", "real numbers", "\\mathbb{R}^{#{}}"],
  ["\\hat", "hat", "\\hat{#{}}"],
  ["\\operatorname", "a function by its name", "\\operatorname{#{}}"],
  ["\\in", "is of the shape", "\\in "],
  ["\\text", "words", "\\text{#{}}"],
].map(([label, detail, template]) => ({ label: label!, detail: detail!, template: template! }));

const letters =
  "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi " +
  "pi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma " +
  "Upsilon Phi Psi Omega";

/** What a line of a problem begins with. */
const openings: readonly Word[] = [
  { label: "at", detail: "values: at x = 2, y = 3", template: "at #{x} = #{2}" },
  { label: "find", detail: "what is asked: find dy/dx", template: "find #{}" },
  { label: "update", detail: "a step of descent", template: "update #{W} by #{gradient descent}" },
  { label: "part", detail: "a part of its own", template: "part #{A}: #{}" },
];

/** All words; made once. */
export function wordsOf(): Words {
  const functions = Object.entries(operations).flatMap(([name, { notation, title }]) => {
    return notation === null || notation.plain.length === 0 ? [] : [{ name, notation, title }];
  });
  const others = Object.entries(vocabulary).map(([name, spelled]) => ({
    name,
    notation: {
      latex: spelled.filter((word) => word.startsWith("\\")),
      plain: spelled.filter((word) => !word.startsWith("\\")),
    },
    title: meanings[name as keyof typeof vocabulary],
  }));
  const known = [...functions, ...others];
  const items = vocabularyItems.flatMap(({ names: [name], title, forms: [form] }) => {
    return name === undefined || form === undefined
      ? []
      : [{ name, title, detail: signatureOf(name, form) }];
  });
  return {
    openings,
    plain: [
      ...known.map(({ notation, title }) => word(notation.plain[0]!, title)),
      ...items.map(({ name, detail }) => ({ ...word(name, detail) })),
    ],
    latex: [
      ...forms,
      ...letters.split(" ").map((letter) => {
        const label = `\\${letter}`;
        return { label, detail: writeUnicode(readFormula(label).syntax), template: label };
      }),
      ...known.map(({ notation, title }) => {
        const [command] = notation.latex;
        if (command === undefined) return named(notation.plain[0]!, title);
        return { label: command, detail: title, template: `${command}\\left(#{}\\right)` };
      }),
      ...items.map(({ name, detail }) => named(name, detail)),
    ],
  };
}

/** What the words of the vocabulary mean. */
const meanings: Readonly<Record<keyof typeof vocabulary, string>> = {
  sum: "sum of all entries",
  mean: "mean of all entries",
  tr: "trace",
  diag: "diagonal matrix",
  transpose: "transpose",
  inv: "inverse",
  det: "determinant",
  cbrt: "cube root",
  factorial: "factorial",
  binomial: "binomial coefficient",
};

const word = (label: string, detail: string): Word => ({
  label,
  detail,
  template: `${label}(#{})`,
});

/** A function that LaTeX has no command for. */
const named = (name: string, detail: string): Word => ({
  label: `\\${name}`,
  detail,
  template: `\\operatorname{${name}}(#{})`,
});
