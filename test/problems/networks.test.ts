/** The table of networks-rows.ts, worked. */
import { workAll } from "./exercise.ts";
import { networksRows } from "./networks-rows.ts";

workAll("networks", networksRows);
