/** @file From the expression graph back to syntax. */
export { spellContraction } from "./contraction.ts";
export { indexLetters, Letters, spellEntries, spellEntry } from "./entry.ts";
export { spellExact } from "./exact.ts";
export { type SharedSpelling, spellShared, treeSize } from "./share.ts";
export { type Names, spell, spellRational, withName } from "./spell.ts";
