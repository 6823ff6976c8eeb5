/** @file Notation: text ⇄ syntax tree ⇄ expression graph. */
export * as S from "./build.ts";
export {
  type AffineIndex,
  affineIndex,
  type Binding,
  type Bound,
  boundOf,
  type Calculus,
  type Candidate,
  type DefinedLine,
  type Elaborated,
  elaborate,
  functionLetters,
  gathered,
  type IndexRange,
  isFunctionLetter,
  type Refusal,
  runsInWindows,
  type Scope,
  sizeInBody,
  unknownMark,
  type Value,
  windowCount,
} from "./elaborate/index.ts";
export { mapParts } from "./map.ts";
export { marked, nameSyntax, unmarked } from "./names.ts";
export { childrenOf as children } from "./read/children.ts";
export type { DecimalCommas, Macro } from "./read/index.ts";
export {
  changeName,
  eventSigns,
  hasWordIndex,
  isCommand,
  nameKey,
  notationOf,
  raisedWords,
  readFormula,
} from "./read/index.ts";
export {
  Letters,
  type Names,
  type SharedSpelling,
  spell,
  spellEntries,
  spellEntry,
  spellExact,
  spellRational,
  spellShared,
  treeSize,
  withName,
} from "./spell/index.ts";
export type { Joint, RelationSign, Syntax, SyntaxKind, SyntaxOf } from "./syntax.ts";
export { nowhere } from "./syntax.ts";
export {
  displayWidth,
  writeLatex,
  writePlain,
  writeUnicode,
  writeUnicodeGrid,
} from "./write/index.ts";
