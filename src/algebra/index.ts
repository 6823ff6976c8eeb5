/** @file Algebra on the expression graph: tidying, proofs, deciding equality. */
export { collect } from "./collect.ts";
export { type Complex, complexParts } from "./complex.ts";
export { type DecideOptions, decide } from "./decide/decide.ts";
export type { Point, Sample } from "./decide/point.ts";
export type * from "./decide/verdict.ts";
export { factorSums } from "./factoring.ts";
export { differByTerm, prove } from "./normal/normalise.ts";
export { verify } from "./proof/kernel.ts";
export type { Assumption, Proof, Rule, Step } from "./proof/proof.ts";
export { type Rewriting, rewritings } from "./proof/rules.ts";
export { type TidyOptions, tidy, tidyAll } from "./tidy.ts";
