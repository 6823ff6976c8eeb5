/** @file The table of methods of descent. */
import { adam } from "./adam.ts";
import { adamW } from "./adamw.ts";
import { gradientDescent } from "./gradient-descent.ts";
import { momentum } from "./momentum.ts";
import { nesterov } from "./nesterov.ts";
import type { Optimiser, OptimiserSetting } from "./optimiser.ts";

export const optimisers: readonly Optimiser[] = [gradientDescent, momentum, nesterov, adam, adamW];

/** The method that an `update` line calls so; undefined for none. */
export function optimiserNamed(words: string): Optimiser | undefined {
  const wanted = words
    .toLowerCase()
    .replace(/[\s-]+/g, " ")
    .trim();
  return optimisers.find((optimiser) => optimiser.words.includes(wanted));
}

/** The setting so called: `eta`, `\eta`, `η`, `lr`. */
export function settingNamed(optimiser: Optimiser, name: string): OptimiserSetting | undefined {
  const wanted = bare(name);
  return optimiser.settings.find(({ key, words }) => {
    return bare(key) === wanted || words.includes(wanted);
  });
}

const greek: Readonly<Record<string, string>> = { η: "eta", β: "beta", ε: "epsilon", λ: "lambda" };

/** A setting's name in small letters and digits: `\beta_{1}` is `beta1`. */
function bare(name: string): string {
  // NFKC makes β₁ of small figures β1, and ϵ ε
  const words = name.normalize("NFKC").replace(/[ηβελ]/g, (sign) => greek[sign]!);
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace("varepsilon", "epsilon");
}

export { type Line, linesOf, pointOf } from "./lines.ts";
export type { Optimiser, OptimiserSetting } from "./optimiser.ts";
