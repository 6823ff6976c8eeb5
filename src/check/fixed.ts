/**
 * @file Letters for any constant: the c of \frac{d}{dx}(c) = 0, the C of ∇_x C = 0. That such a
 * letter has no slope says that it is a constant. Of another letter, as in ∂L/∂w = 0, the same says
 * where its slope is 0.
 */
import { nameKey, type Syntax } from "../notation/index.ts";
import type { Statement } from "./statement.ts";

/** The letters of which a document says that they are constants. */
export function fixedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const found = statements.flatMap(({ left, right }) => {
    const isZero = right.kind === "number" && right.text === "0";
    const isSlope = left.kind === "derivative" || left.kind === "gradient";
    const key = isZero && isSlope && left.of !== null ? nameKey(bare(left.of)) : undefined;
    return key !== undefined && customary.has(key) ? [key] : [];
  });
  return new Set(found);
}

/** Letters that stand for constants by custom. */
const customary: ReadonlySet<string> = new Set(["c", "C", "k", "K"]);

function bare(syntax: Syntax): Syntax {
  return syntax.kind === "group" ? bare(syntax.body) : syntax;
}
