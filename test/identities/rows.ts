/** @file All rows, in the order of the book. */

import type { Identity } from "./identity.ts";
import { determinants } from "./rows-determinants.ts";
import { forms } from "./rows-forms.ts";
import { structures } from "./rows-structures.ts";
import { traces } from "./rows-traces.ts";

export const identities: readonly Identity[] = [
  ...determinants,
  ...forms,
  ...traces,
  ...structures,
];
