/** @file Checking: whether two expressions are equal. */
export { type EqualOptions, equalTexts } from "./equal.ts";
export { conditionLatex, type EqualReport, pointOf, reportOf, type VerdictName } from "./report.ts";
