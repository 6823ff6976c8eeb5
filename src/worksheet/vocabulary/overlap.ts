/**
 * @file How well a soft segmentation p covers a mask t, over all pixels: the Dice score
 * 2|P ∩ T| / (|P| + |T|) and intersection over union |P ∩ T| / |P ∪ T| with products for
 * intersections and sums for sizes, and the losses 1 − score. ε keeps empty masks defined.
 */
import { type Form, type Item, scalar, type TensorParameter, tensor } from "./item.ts";

const epsilon = scalar("\\epsilon", "0");

/** The forms for vectors and for images; `score` in a for the overlap and s for |P| + |T|. */
function overlapping(last: (smooth: string) => string, squares = false): Form[] {
  const shapes: readonly (readonly string[])[] = [["n"], ["h", "w"]];
  return shapes.map((shape): Form => {
    const [p, t] = ["p", "t"].map((name): TensorParameter => tensor(name, ...shape));
    const size = (name: string) => `\\operatorname{sum}(${name}${squares ? "^2" : ""})`;
    const overlap = shape.length === 1 ? "p^T t" : "\\operatorname{sum}(p \\odot t)";
    return {
      parameters: [p!, t!, epsilon],
      result: [],
      lines: ({ isZero }) => [
        `a = ${overlap}`,
        `s = ${size("p")} + ${size("t")}`,
        last(isZero("\\epsilon") ? "" : " + \\epsilon"),
      ],
    };
  });
}

const dice = (e: string) => `\\frac{2 a${e}}{s${e}}`;
const union = (e: string) => `\\frac{a${e}}{s - a${e}}`;

const sudre = "Sudre et al., DLMIA 2017, section 2.3";
const milletari = "Milletari, Navab, Ahmadi, 3DV 2016, section 3";
const rahman = "Rahman, Wang, ISVC 2016, eq. 3 to 5";

export const softDice: Item = {
  title: "soft Dice score",
  family: "score",
  names: ["softdice", "softdicescore", "dice"],
  source: sudre,
  forms: overlapping((e) => `D = ${dice(e)}`),
};

export const softDiceLoss: Item = {
  title: "soft Dice loss",
  family: "loss",
  names: ["softdiceloss", "diceloss"],
  source: sudre,
  forms: overlapping((e) => `L = 1 - ${dice(e)}`),
};

export const squaredDiceLoss: Item = {
  title: "soft Dice loss with squares (V-Net)",
  family: "loss",
  names: ["vnetdiceloss", "squareddiceloss"],
  source: milletari,
  forms: overlapping((e) => `L = 1 - ${dice(e)}`, true),
};

export const softUnion: Item = {
  title: "soft intersection over union",
  family: "score",
  names: ["softiou", "softjaccard", "iou"],
  source: rahman,
  forms: overlapping((e) => `J = ${union(e)}`),
};

export const softUnionLoss: Item = {
  title: "soft intersection-over-union loss",
  family: "loss",
  names: ["softiouloss", "iouloss", "jaccardloss"],
  source: rahman,
  forms: overlapping((e) => `L = 1 - ${union(e)}`),
};
