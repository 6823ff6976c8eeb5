/**
 * @file Layers without windows: dense (of one example as a column, of a batch with an example in
 * each row), dropout with a given mask, and a plain recurrent cell unrolled over the rows of X.
 */
import { type Form, type Item, optional, scalar, tensor } from "./item.ts";

export const dense: Item = {
  title: "dense layer",
  family: "layer",
  names: ["dense", "linear", "affine"],
  source: "Goodfellow, Bengio, Courville, Deep Learning, eq. 6.36",
  forms: [
    {
      parameters: [tensor("x", "n"), tensor("W", "k", "n"), optional("b", "k")],
      result: ["k"],
      lines: ({ has }) => [`y = W x${has("b") ? " + b" : ""}`],
    },
    {
      parameters: [tensor("X", "m", "n"), tensor("W", "k", "n"), optional("b", "k")],
      result: ["m", "k"],
      lines: ({ has }) => [`Y = X W^T${has("b") ? " + b" : ""}`],
    },
  ],
};

/** A mask of 0 and 1; with the rate q of what is dropped, what is kept is scaled by 1/(1 − q). */
function masked(...shape: readonly string[]): Form {
  return {
    parameters: [tensor("x", ...shape), tensor("M", ...shape), scalar("q", "0")],
    result: shape,
    lines: ({ isZero }) => [isZero("q") ? "y = M \\odot x" : "y = \\frac{M \\odot x}{1 - q}"],
  };
}

export const dropout: Item = {
  title: "dropout with a given mask",
  family: "layer",
  names: ["dropout"],
  source: "Srivastava et al., JMLR 15, 2014, section 4 and 10",
  forms: [masked("n"), masked("m", "n")],
};

export const recurrent: Item = {
  title: "plain recurrent cell, unrolled; the last state",
  family: "layer",
  names: ["rnn", "rnncell", "elman"],
  source: "Goodfellow, Bengio, Courville, Deep Learning, eq. 10.8 and 10.9",
  forms: [
    {
      parameters: [
        tensor("X", "T", "n"),
        tensor("W", "k", "n"),
        tensor("U", "k", "k"),
        optional("b", "k"),
        tensor("h", "k"),
      ],
      result: ["k"],
      needs: ["T"],
      lines: ({ has, size }) =>
        Array.from({ length: Number(size("T")) }, (_, k) => {
          const before = k === 0 ? "h" : `h^{(${k})}`;
          const sum = `W X_{${k + 1}} + U ${before}${has("b") ? " + b" : ""}`;
          return `h^{(${k + 1})} = \\tanh(${sum})`;
        }),
    },
  ],
};
