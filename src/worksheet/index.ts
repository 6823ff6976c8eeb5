/** @file The worksheet: named quantities by value or formula, in parts. */
export { buildWorksheet } from "./build.ts";
export type { Descent, DescentSetting } from "./descent.ts";
export { canonical } from "./member.ts";
export {
  type Line,
  linesOf,
  type Optimiser,
  type OptimiserSetting,
  optimiserNamed,
  optimisers,
  pointOf,
  settingNamed,
} from "./optimisers/index.ts";
export {
  type Problem,
  readNames,
  readProblem,
  readUpdate,
  readValues,
  type Statement,
} from "./problem.ts";
export { directionOf, type Verb, verbOf } from "./verbs.ts";
export { candidatesOf, signatureOf } from "./vocabulary/candidates.ts";
export { vocabularyItems } from "./vocabulary/index.ts";
export {
  bindingOf,
  type Find,
  leadingTo,
  type Part,
  type Quantity,
  quantityNamed,
  versionNamed,
  versionsNamed,
  type Worksheet,
} from "./worksheet.ts";
