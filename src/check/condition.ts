/**
 * @file Whether a condition of the catalogue holds for given values.
 */
import type { Condition } from "../algebra/index.ts";
import type { Node } from "../expression/index.ts";
import { B, type Ball } from "../number/index.ts";
import type { Constant } from "./constant.ts";

/** True or false where the values decide; undefined otherwise. */
export function holdsAt(
  condition: Condition,
  valueAt: (node: Node) => Constant | null,
): boolean | undefined {
  if (condition.kind === "all") {
    const parts = condition.parts.map((part) => holdsAt(part, valueAt));
    if (parts.includes(false)) return false;
    return parts.includes(undefined) ? undefined : true;
  }
  const value = valueAt(condition.node);
  if (value === null) return undefined;
  const { entries } = value.ball;
  switch (condition.kind) {
    case "sign":
      return every(entries, (entry) => compare(entry, condition.sign));
    case "sum": {
      const total = entries.reduce((sum, entry) => B.add(sum, entry, 192), B.fromInteger(0n));
      return isInteger(total, 1n);
    }
    case "one-hot": {
      const ones = entries.map((entry) => isInteger(entry, 1n));
      const zeros = entries.map((entry) => isInteger(entry, 0n));
      if (ones.some((one, k) => one === false && zeros[k] === false)) return false;
      return ones.filter((one) => one === true).length === 1;
    }
    default:
      return undefined;
  }
}

function every(
  entries: readonly Ball[],
  test: (entry: Ball) => boolean | undefined,
): boolean | undefined {
  const all = entries.map(test);
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

function compare(entry: Ball, sign: ">" | "<" | ">=" | "<=" | "!="): boolean | undefined {
  const own = B.sign(entry);
  if (own === undefined) return undefined;
  switch (sign) {
    case ">":
      return own > 0;
    case "<":
      return own < 0;
    case ">=":
      return own >= 0;
    case "<=":
      return own <= 0;
    case "!=":
      return own !== 0;
  }
}

/** Whether an enclosure is the whole number n; undefined when it may be. */
function isInteger(entry: Ball, n: bigint): boolean | undefined {
  if (B.disjoint(entry, B.fromInteger(n))) return false;
  return B.isExact(entry) ? true : undefined;
}
