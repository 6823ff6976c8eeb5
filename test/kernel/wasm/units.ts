/** @file How far a double or a single is from an exact value, in units in the last place. */
import { B, type Ball } from "../../../src/number/index.ts";

/**
 * The distance from the end of a narrow ball, in units of the format at that value; ∞ is no way
 * off where the value is beyond the last number.
 */
export function unitsOff(got: number, exact: Ball, bits: 53 | 24): number {
  const about = B.toDoubles(exact)[1];
  const last = bits === 53 ? Number.MAX_VALUE : (2 - 2 ** -23) * 2 ** 127;
  if (Math.abs(about) > last) return Math.abs(got) >= last && got * about > 0 ? 0 : Infinity;
  if (!Number.isFinite(got)) return Infinity;
  const exponent = about === 0 ? -2000 : Math.floor(Math.log2(Math.abs(about)));
  const unit = Math.max(exponent + 1 - bits, bits === 53 ? -1074 : -149);
  const error = B.subtract(B.fromDouble(got)!, exact, 60);
  return Math.abs(B.toDoubles(B.scale(error, -unit))[1]);
}
