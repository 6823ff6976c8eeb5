/**
 * @file The kernel floor: an expression graph compiled to a program over arrays of doubles or
 * singles, value and gradient together, and run by one of several back ends.
 */
export {
  type BackEnd,
  type Compiled,
  type CompileRequest,
  compileRoots,
  lengthOf,
  type Port,
  type Precision,
} from "./compile.ts";
export { scriptOf } from "./javascript.ts";
export {
  Kernel,
  type KernelOptions,
  type Many,
  refusalDiagnostic,
  type ValueAndGradient,
  variablesIn,
} from "./kernel.ts";
export { type Program, printProgram } from "./loops.ts";
export type { Refusal, Root } from "./lower.ts";
export type { Entries } from "./product.ts";
export type { Value, Values } from "./values.ts";
export { wasmText } from "./wasm/back-end.ts";
export { type PeakLoop, peakLoop } from "./wasm/peak.ts";
