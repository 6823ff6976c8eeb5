/**
 * @file Solutions of f(x) = y in doubles, where it is looked for what may be missing in a formula.
 * They only say where to look.
 */

/** A function of one unknown; null where it is not defined. */
export type Curve = (x: number) => number | null;

/** One solution, from two values of f half apart; null when none is found. */
export function secant(f: Curve, y: number, start: number): number | null {
  const [first, second] = [f(start), f(start + 0.5)];
  if (first === null || second === null) return null;
  let [a, fa, b, fb] = [start, first - y, start + 0.5, second - y];
  for (let round = 0; round < 40; round++) {
    if (fb === fa) break;
    const next = b - (fb * (b - a)) / (fb - fa);
    const value = Number.isFinite(next) ? f(next) : null;
    if (value === null) break;
    [a, fa, b, fb] = [b, fb, next, value - y];
    if (Math.abs(fb) <= 1e-14 * Math.abs(y) || Math.abs(b - a) <= 1e-15 * Math.abs(b)) break;
  }
  return Number.isFinite(b) && Math.abs(fb) <= 1e-7 * (1e-3 + Math.abs(y)) ? b : null;
}

/** From where to where, and in what steps, several solutions are sought. */
const scan = { from: -4.1, to: 4.1, step: 0.4 };

/** The solutions near 0 at which f crosses y: tanh² is the same of u and of −u. */
export function crossings(f: Curve, y: number): readonly number[] {
  const found: number[] = [];
  let before: readonly [number, number] | null = null;
  for (let x = scan.from; x < scan.to; x += scan.step) {
    const value = f(x);
    const here: readonly [number, number] | null = value === null ? null : [x, value - y];
    if (before !== null && here !== null && before[1] < 0 !== here[1] < 0) {
      const root = bisected(f, y, before[0], here[0], before[1] < 0);
      if (root !== null) found.push(root);
    }
    before = here;
  }
  return found;
}

/** The solution between two places on different sides of y. */
function bisected(f: Curve, y: number, from: number, to: number, isRising: boolean): number | null {
  let [low, high] = [from, to];
  for (let round = 0; round < 48; round++) {
    const middle = (low + high) / 2;
    const value = f(middle);
    if (value === null) return null;
    if (value - y < 0 === isRising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
