/** @file Vectors whose entries are counted from 0: x_0, x_1, x_2. */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Context } from "./context.ts";
import { isNought } from "./solved.ts";
import type { Statement } from "./statement.ts";

/** A vector in a statement that has an entry 0 somewhere in the document. */
export function countedFromZero(statement: Statement, { session, bench }: Context): string | null {
  const bases = (sides: readonly Syntax[], isOf: (index: Syntax) => boolean): string[] => {
    return sides.flatMap((side): string[] => {
      const inner = bases(children(side), isOf);
      const own = side.kind === "subscript" && side.indices.some(isOf) && nameKey(side.base);
      return own ? [own, ...inner] : inner;
    });
  };
  const own = bases([statement.left, statement.right], ({ kind }) => kind === "number");
  const tensors = own.filter((key) => bench.sheet.isTensor(key, statement.chain.part) === true);
  if (tensors.length === 0) return null;
  const zeros = new Set(
    session.statements.flatMap(({ left, right }) => bases([left, right], isNought)),
  );
  return tensors.find((key) => zeros.has(key)) ?? null;
}
