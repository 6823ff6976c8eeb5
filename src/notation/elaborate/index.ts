/** @file From syntax to the expression graph. */
export { children, type Elaborated, elaborate, sizeInBody } from "./elaborate.ts";
export type { Binding, Context, IndexRange, Scope } from "./scope.ts";
export type { Value } from "./value.ts";
