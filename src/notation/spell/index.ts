/** @file From the expression graph back to syntax. */
export { Letters } from "./entry.ts";
export { spellExact } from "./exact.ts";
export { type SharedSpelling, spellShared, treeSize } from "./share.ts";
export { spellRational } from "./signs.ts";
export { type Names, spell, spellEntries, spellEntry, withName } from "./spell.ts";
