/**
 * @file The kernel floor: an expression graph compiled to a program over arrays of doubles or
 * singles, value and gradient together, and run by one of several back ends.
 */
export {};
