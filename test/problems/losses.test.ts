/** The table of losses-rows.ts, worked. */
import { workAll } from "./exercise.ts";
import { lossesRows } from "./losses-rows.ts";

workAll("losses", lossesRows);
