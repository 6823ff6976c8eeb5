/**
 * @file Scaled dot-product attention of a single head: a row of Q asks, a row of K answers, and
 * the rows of V are averaged with the weights A, whose rows sum to one. Under the causal mask row
 * i sees the rows 1 … i only: the weights of the others are 0, and the rest are normalised.
 *
 * The mask stands as an indicator and not as −∞ added to the scores, which is no number.
 */
import { type Item, tensor } from "./item.ts";

const parameters = [tensor("Q", "m", "d"), tensor("K", "n", "d"), tensor("V", "n", "p")];
const vaswani = "Vaswani et al., NeurIPS 2017, eq. 1";

/** QKᵀ/√d */
const scores = (d: string) => `S = \\frac{Q K^T}{\\sqrt{${d}}}`;

export const attention: Item = {
  title: "scaled dot-product attention",
  family: "layer",
  names: ["attention", "dotproductattention", "scaleddotproductattention"],
  source: vaswani,
  forms: [
    {
      parameters,
      result: ["m", "p"],
      lines: ({ size }) => [scores(size("d")), "A = \\operatorname{softmax}(S)", "O = A V"],
    },
  ],
};

export const causalAttention: Item = {
  title: "attention under the causal mask",
  family: "layer",
  names: ["causalattention", "maskedattention"],
  source: `${vaswani}, and section 3.2.3`,
  forms: [
    {
      parameters,
      result: ["m", "p"],
      lines: ({ size }) => [
        scores(size("d")),
        "E_{ij} = 1_{j \\le i} \\exp(S_{ij})",
        "A_{ij} = \\frac{E_{ij}}{\\sum_k E_{ik}}",
        "O = A V",
      ],
    },
  ],
};
