/**
 * @file The floor of expressions: nodes that are meanings, the arena that makes them, the table
 * of operations, and evaluation over the four fields.
 */
export { Arena, type ContractionRequest, type Label } from "./arena.ts";
export { fillOf, isFilledWith, repeatedLine, withoutCoefficient } from "./build/contraction.ts";
export { isKnownSymmetric } from "./build/symmetry.ts";
export type { Cause, Reason } from "./cause.ts";
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  evaluateRoots,
  evaluateScalar,
  type Inputs,
} from "./evaluate.ts";
export { expressionOf } from "./exact-node.ts";
export type { Field } from "./field.ts";
export { ballField } from "./fields/ball.ts";
export { exactField } from "./fields/exact.ts";
export { floatField } from "./fields/float.ts";
export { intervalField } from "./fields/interval.ts";
export { symbolicField } from "./fields/symbolic.ts";
export * from "./node.ts";
export type * from "./operation.ts";
export { erfcDouble, erfDouble } from "./operations/erf.ts";
export { type OperationName, operations } from "./operations/index.ts";
export { realPower } from "./operations/power.ts";
export { placeIn, topological } from "./order.ts";
export { rebuild } from "./rebuild.ts";
export * from "./shape.ts";
export { readOnly, spellings, vocabulary } from "./spellings.ts";
export { nested, scalarTensor, strides, type Tensor } from "./tensor.ts";
