/**
 * @file Normalisation: each number less the mean and over the standard deviation, then scaled and
 * shifted. Batch normalisation takes both over the examples, the first axis, feature by feature;
 * layer normalisation over the features of one example, the rows of a batch.
 */
import {
  type Form,
  type Given,
  type Item,
  optional,
  scalar,
  type TensorParameter,
  tensor,
} from "./item.ts";

const epsilon = scalar("\\epsilon", "10^{-5}");

function parameters(x: TensorParameter, ...scale: readonly string[]): TensorParameter[] {
  return [x, optional("\\gamma", ...scale), optional("\\beta", ...scale), epsilon];
}

/** γ ⊙ x̂ + β, without what was left out; γ x̂ where γ is a scalar. */
function scaledShifted({ has }: Given, normalised: string, sign = " \\odot"): string {
  const scaled = has("\\gamma") ? `\\gamma${sign} ${normalised}` : normalised;
  return has("\\beta") ? `${scaled} + \\beta` : scaled;
}

/** √(v + ε), or √v where ε is 0. */
function deviation({ isZero }: Given, variance: string): string {
  return `\\sqrt{${variance}${isZero("\\epsilon") ? "" : " + \\epsilon"}}`;
}

function batch(...feature: readonly string[]): Form {
  const sign = feature.length === 0 ? "" : " \\odot";
  return {
    parameters: parameters(tensor("x", "m", ...feature), ...feature),
    result: ["m", ...feature],
    lines: (given) => {
      const m = given.size("m");
      return [
        `\\mu = \\frac{1}{${m}} \\sum_{i=1}^{${m}} x_i`,
        `v = \\frac{1}{${m}} \\sum_{i=1}^{${m}} (x_i - \\mu)^2`,
        `\\hat{x}_i = \\frac{x_i - \\mu}{${deviation(given, "v")}}`,
        `y_i = ${scaledShifted(given, "\\hat{x}_i", sign)}`,
      ];
    },
  };
}

/** γ of [d, …]: the axes that are normalised. */
export const batchNormalisation: Item = {
  title: "batch normalisation",
  family: "layer",
  names: ["batchnorm", "batchnorm1d", "batchnormalisation", "batchnormalization"],
  source: "Ioffe, Szegedy, ICML 2015, algorithm 1",
  forms: [batch(), batch("d")],
};

export const layerNormalisation: Item = {
  title: "layer normalisation",
  family: "layer",
  names: ["layernorm", "layernormalisation", "layernormalization"],
  source: "Ba, Kiros, Hinton, arXiv:1607.06450, eq. 4",
  forms: [
    {
      parameters: parameters(tensor("x", "d"), "d"),
      result: ["d"],
      lines: (given) => [
        "\\mu = \\operatorname{mean}(x)",
        "v = \\operatorname{mean}((x - \\mu)^2)",
        `\\hat{x} = \\frac{x - \\mu}{${deviation(given, "v")}}`,
        `y = ${scaledShifted(given, "\\hat{x}")}`,
      ],
    },
    {
      parameters: parameters(tensor("x", "m", "d"), "d"),
      result: ["m", "d"],
      lines: (given) => {
        const d = given.size("d");
        return [
          `\\mu_i = \\frac{1}{${d}} \\sum_{j=1}^{${d}} x_{ij}`,
          `v_i = \\frac{1}{${d}} \\sum_{j=1}^{${d}} (x_{ij} - \\mu_i)^2`,
          `\\hat{x}_{ij} = \\frac{x_{ij} - \\mu_i}{${deviation(given, "v_i")}}`,
          `y_i = ${scaledShifted(given, "\\hat{x}_i")}`,
        ];
      },
    },
  ],
};
