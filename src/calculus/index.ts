/** @file Derivatives as expressions. */
export { batched } from "./batched.ts";
export { coefficients, identityOver, lift } from "./coefficients.ts";
export { differentiate, pullBack, pullOperands } from "./gradient.ts";
export {
  definite,
  indefinite,
  isIndefinite,
  isIntegral,
  opened as openedIntegrals,
  withAntiderivatives,
} from "./integral/integral.ts";
export type { Bound } from "./integral/pieces.ts";
export {
  hessian,
  hessianVector,
  jacobian,
  jacobians,
  jvp,
  pullBackAll,
  vjp,
} from "./jacobian.ts";
export { type Approach, limitOf } from "./limit.ts";
export { substitute } from "./substitute.ts";
