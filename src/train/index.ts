/** @file Training: data, randomness with a seed, and what else is needed to fit a worksheet. */
export { type CsvOptions, readCsv } from "./data/csv.ts";
export { isIdx, readIdx } from "./data/idx.ts";
export { readJson } from "./data/json.ts";
export { isNpy, type NpyArray, npyArray, readNpy, writeNpy } from "./data/npy.ts";
export {
  type Column,
  joined,
  type NumberColumn,
  type ReadTable,
  type Table,
  type TextColumn,
} from "./data/table.ts";
export {
  type InitialRule,
  initialRules,
  initialValues,
  readInitial,
} from "./random/initial.ts";
export { type Stream, shuffled, streamOf } from "./random/xoshiro.ts";
