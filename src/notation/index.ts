/** @file Notation: text ⇄ syntax tree ⇄ expression graph. */
export * as S from "./build.ts";
export {
  type Binding,
  children,
  type Elaborated,
  elaborate,
  type IndexRange,
  type Scope,
  sizeInBody,
  type Value,
} from "./elaborate/index.ts";
export { affineIndex } from "./elaborate/indices.ts";
export { marked, nameSyntax, unmarked } from "./names.ts";
export { nameKey, readFormula } from "./read/index.ts";
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
