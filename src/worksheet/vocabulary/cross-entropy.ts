/**
 * @file Cross-entropy of a distribution over classes: the target is a distribution (one-hot, or
 * softened), or the number of the class, counted from 1. A batch has an example in each row, and
 * its loss is the mean over the examples. From logits, the softmax comes first.
 */
import { type Form, type Given, type Item, type NumberParameter, tensor, whole } from "./item.ts";

const classes: NumberParameter = { kind: "numbers", name: "c", least: 1 };

/** −(ln p_1 + ln p_2 + …) for entries that are written out. */
function negatedSum(terms: readonly string[]): string {
  return terms.map((term) => `- ${term}`).join(" ");
}

/** One-hot or by class, one example or a batch: of p itself, or of p = softmax(z). */
function forms(vector: string, matrix: string, before: readonly string[]): Form[] {
  const form = (
    parameters: Form["parameters"],
    loss: (given: Given) => string,
    p: string,
  ): Form => ({
    parameters,
    result: [],
    lines: (given) => [...before.filter((line) => line.startsWith(p)), `L = ${loss(given)}`],
  });
  return [
    form([tensor(vector, "k"), tensor("t", "k")], () => "-t^T \\ln(p)", "p"),
    form([tensor(vector, "k"), whole("c", 1)], ({ number }) => `-\\ln(p_{${number("c")}})`, "p"),
    form(
      [tensor(matrix, "m", "k"), tensor("Y", "m", "k")],
      ({ size }) => `-\\frac{1}{${size("m")}} \\sum_{i=1}^{${size("m")}} Y_i^T \\ln(P_i)`,
      "P",
    ),
    form(
      [tensor(matrix, "m", "k"), classes],
      ({ numbers, size }) => {
        const terms = numbers("c").map((c, i) => `\\ln(P_{${i + 1},${c}})`);
        return `\\frac{1}{${size("m")}} (${negatedSum(terms)})`;
      },
      "P",
    ),
  ];
}

export const crossEntropy: Item = {
  title: "cross-entropy of probabilities",
  family: "loss",
  names: ["crossentropy", "crossentropyloss", "nll"],
  source: "Bishop, Pattern Recognition and Machine Learning, eq. 4.108",
  forms: forms("p", "P", []),
};

export const crossEntropyOfLogits: Item = {
  title: "cross-entropy of logits",
  family: "loss",
  names: ["softmaxcrossentropy", "crossentropylogits", "crossentropywithlogits"],
  source: "Bishop, Pattern Recognition and Machine Learning, eq. 4.104 and 4.108",
  forms: forms("z", "Z", ["p = \\operatorname{softmax}(z)", "P = \\operatorname{softmax}(Z)"]),
};
