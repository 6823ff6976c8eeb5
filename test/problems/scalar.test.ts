/** The table of scalar-rows.ts, worked. */
import { workAll } from "./exercise.ts";
import { scalarRows } from "./scalar-rows.ts";

workAll("scalar compositions", scalarRows);
