/**
 * @file Whether a formula differs from its repair by one unit in the last place of one decimal:
 * \frac{1}{1 + 0.690} for 1/(1 + e^{−0.37}), where 0.691 is nearer. That is a matter of rounding,
 * as it is where a decimal stands alone.
 */
import { Q } from "../number/index.ts";
import { significant } from "./rounding.ts";

const decimals = /\d+\.\d+/g;

/** Of so many digits a decimal is rounded, and not chosen. */
const leastDigits = 3;

/** Whether two formulas are the same but for the last digit of one of their decimals. */
export function isLastDigit(before: string, after: string): boolean {
  const [a, b] = [before, after].map((text) => text.replace(/\s+/g, ""));
  if (a === undefined || b === undefined || a.replace(decimals, "#") !== b.replace(decimals, "#")) {
    return false;
  }
  const [own, other] = [a, b].map((text) => text.match(decimals) ?? []);
  const pairs = own!.map((one, k) => [one, other![k]!] as const);
  const [first, ...more] = pairs.filter(([one, two]) => one !== two);
  if (first === undefined || more.length > 0) return false;
  const places = first.map((text) => text.split(".")[1]!.length);
  if (places[0] !== places[1] || significant(first[0]) < leastDigits) return false;
  const [one, two] = first.map((text) => Q.fromDecimal(text)!);
  const unit = Q.inverse(Q.fromInteger(10n ** BigInt(places[0]!)))!;
  return Q.equal(Q.absolute(Q.subtract(one!, two!)), unit);
}
