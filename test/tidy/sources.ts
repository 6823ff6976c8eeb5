/**
 * @file The sources as the tidy tests see them: each file with its text, its imports and its
 * syntax tree, read once by the compiler's own scanner (so that strings and comments do not count).
 */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { at, filesBelow } from "../../scripts/places.js";

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** The folder of src/ it stands in; "" for src/index.ts. */
  readonly floor: string;
  /** What it imports, static or not, types included: paths from the root, or package names. */
  readonly imports: readonly string[];
  readonly tree: ts.SourceFile;
}

export const read = (path: string): string => readFileSync(at(path), "utf8");

/** Every TypeScript file of src/. */
export const sources: readonly Source[] = filesBelow("src")
  .filter((path) => path.endsWith(".ts"))
  .map((path) => {
    const text = read(path);
    const [, second = "", third] = path.split("/");
    return {
      path,
      text,
      lines: text.split("\n").length - 1,
      floor: third === undefined ? "" : second,
      imports: ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => resolve(path, fileName)),
      tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
    };
  });

/** Made by a program, not written: the only files that may be long. */
export const isGenerated = (source: Source): boolean => /@generated/.test(source.text);

/** A path from the root when the import is relative, else the name as it stands. */
function resolve(from: string, name: string): string {
  return name.startsWith(".") ? posix.normalize(posix.join(posix.dirname(from), name)) : name;
}

/** Calls `visit` for every node of a tree, without recursion. */
export function eachNode(tree: ts.Node, visit: (node: ts.Node) => void): void {
  const open: ts.Node[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    visit(node);
    ts.forEachChild(node, (child) => {
      open.push(child);
    });
  }
}

/** The number of characters that stand in comments, and of all that are not blank. */
export function commentShare(source: Source): { comment: number; all: number } {
  const solid = (text: string) => text.replace(/\s/g, "").length;
  const spans = new Map<number, number>();
  eachNode(source.tree, (node) => {
    for (const range of ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? []) {
      spans.set(range.pos, range.end);
    }
    for (const range of ts.getTrailingCommentRanges(source.text, node.getEnd()) ?? []) {
      spans.set(range.pos, range.end);
    }
  });
  let comment = 0;
  for (const [from, to] of spans) comment += solid(source.text.slice(from, to));
  return { comment, all: solid(source.text) };
}
