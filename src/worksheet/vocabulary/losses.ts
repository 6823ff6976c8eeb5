/**
 * @file Losses of predictions against targets, as means over all entries: squared and absolute
 * error, binary cross-entropy of probabilities and of logits, and the hinge loss. A scalar is its
 * own mean.
 */
import { anything, type Form, type Item, type TensorParameter, tensor } from "./item.ts";

/** The forms of a loss of two arguments: of scalars as it stands, of tensors its mean. */
function meanOf(
  names: readonly [string, string],
  entry: (product: string) => string,
  before: readonly string[] = [],
): Form[] {
  const shapes: readonly (readonly string[])[] = [[], ["n"], ["m", "n"]];
  return shapes.map((shape): Form => {
    const [a, b] = names.map((name): TensorParameter => tensor(name, ...shape)) as [
      TensorParameter,
      TensorParameter,
    ];
    const loss = entry(shape.length === 0 ? "" : "\\odot");
    const last = shape.length === 0 ? loss : `\\operatorname{mean}(${loss})`;
    return { parameters: [a, b], result: [], lines: () => [...before, `L = ${last}`] };
  });
}

export const squaredError: Item = {
  title: "mean-squared error",
  family: "loss",
  names: ["mse", "mseloss", "meansquarederror"],
  source: "Bishop, Pattern Recognition and Machine Learning, eq. 1.2",
  forms: meanOf(["y", "t"], () => "(y - t)^2"),
};

export const absoluteError: Item = {
  title: "mean absolute error",
  family: "loss",
  names: ["mae", "maeloss", "meanabsoluteerror"],
  source: "Goodfellow, Bengio, Courville, Deep Learning, section 6.2.1.2",
  forms: meanOf(["y", "t"], () => "|y - t|"),
};

/** −t ln p − (1 − t) ln(1 − p) */
const binary = (times: string) => `-t${times} \\ln(p) - (1 - t)${times} \\ln(1 - p)`;

export const binaryCrossEntropy: Item = {
  title: "binary cross-entropy of probabilities",
  family: "loss",
  names: ["bce", "bceloss", "binarycrossentropy"],
  source: "Bishop, Pattern Recognition and Machine Learning, eq. 4.90",
  forms: meanOf(["p", "t"], binary),
};

export const binaryCrossEntropyOfLogits: Item = {
  title: "binary cross-entropy of logits",
  family: "loss",
  names: ["bcelogits", "bcewithlogits", "bcewithlogitsloss", "sigmoidcrossentropy"],
  source: "Bishop, Pattern Recognition and Machine Learning, eq. 4.87 and 4.90",
  forms: meanOf(["z", "t"], binary, ["p = \\operatorname{sigmoid}(z)"]),
};

export const hinge: Item = {
  title: "hinge loss, targets −1 and 1",
  family: "loss",
  names: ["hinge", "hingeloss"],
  source: "Shalev-Shwartz, Ben-David, Understanding Machine Learning, section 12.3",
  forms: meanOf(["s", "t"], (times) => `\\max(0, 1 - t${times} s)`),
};

export const ridge: Item = {
  title: "L2 regularisation",
  family: "penalty",
  names: ["ridge", "l2penalty", "ltwo"],
  source: "Goodfellow, Bengio, Courville, Deep Learning, section 7.1.1",
  forms: [penalty("\\frac{\\lambda}{2} \\|w\\|^2")],
};

export const lasso: Item = {
  title: "L1 regularisation",
  family: "penalty",
  names: ["lasso", "l1penalty", "lone"],
  source: "Goodfellow, Bengio, Courville, Deep Learning, section 7.1.2",
  forms: [penalty("\\lambda \\|w\\|_1")],
};

function penalty(value: string): Form {
  return {
    parameters: [anything("w"), tensor("\\lambda")],
    result: [],
    lines: () => [`R = ${value}`],
  };
}
