/**
 * @file The names under which functions are read and written: those of the pages, and the
 * vocabulary, words that a formula uses for something other than one operation (tr A and Aᵀ are
 * contractions, max over an axis and mean are built from several). Of the spellings of a name,
 * the first with a backslash is what LaTeX writes and the first without what plain text writes.
 */
import { operations } from "./operations/index.ts";

/** Words without a page of their own → their spellings. Elaboration says what they mean. */
export const vocabulary = {
  /** Σ over all entries. */
  sum: ["sum"],
  /** The arithmetic mean of all entries. */
  mean: ["mean"],
  /** The trace. */
  tr: ["\\tr", "tr", "trace", "Tr", "\\Tr"],
  /** The matrix with a given diagonal, or the diagonal of a matrix. */
  diag: ["diag"],
  transpose: ["transpose"],
  /** The operation `inverse`, as a word. */
  inv: ["inv"],
  /** The operation `determinant`, as a word. */
  det: ["\\det", "det"],
  /** The root of degree three. */
  cbrt: ["cbrt"],
  /** n! and the number of choices of k out of n, which LaTeX writes in their own way. */
  factorial: ["factorial"],
  binomial: ["binomial"],
} as const;

/** Other capitals in which activations are read, and never written. */
const variants: Readonly<Record<string, readonly string[]>> = {
  sigmoid: ["Sigmoid", "SIGMOID"],
  softmax: ["Softmax", "SoftMax", "SOFTMAX"],
  tanh: ["Tanh"],
  relu: ["Relu", "RELU"],
  softplus: ["Softplus", "SoftPlus"],
};

/** Words that are read and never written. */
export const readOnly: ReadonlySet<string> = new Set(Object.values(variants).flat());

/** Spelling as written (LaTeX command with its backslash, or plain word) → operation's name. */
export const spellings: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(operations).map(([name, { notation }]): [string, readonly string[]] => {
      return [name, notation === null ? [] : [...notation.latex, ...notation.plain]];
    }),
    ...Object.entries(vocabulary),
    ...Object.entries(variants),
  ].flatMap(([name, words]) => words.map((word): [string, string] => [word, name])),
);
