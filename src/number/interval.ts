/**
 * @file I: intervals of doubles under one name.
 *
 * `import * as I from "./interval.ts"` gives the arithmetic and the sets (interval-arithmetic.ts)
 * and the functions and powers (interval-functions.ts). The directed rounding underneath is in
 * directed.ts. The same names as in ball.ts mean the same operations, without a precision.
 */
export * from "./interval-arithmetic.ts";
export { functions, type IntervalFunction, power, powerInteger } from "./interval-functions.ts";
