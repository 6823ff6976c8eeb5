/** The table of neurons-rows.ts, worked. */
import { workAll } from "./exercise.ts";
import { neuronsRows } from "./neurons-rows.ts";

workAll("neurons", neuronsRows);
