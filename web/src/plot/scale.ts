/**
 * @file Scales of a plot: ticks at 1, 2 or 5 times a power of ten, and stretches that end at one.
 *
 * Reference: Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990, pp. 61–63.
 */

/** From where to where. */
export type Stretch = readonly [number, number];

/** The step of about `count` ticks over a length. */
export function stepFor(length: number, count: number): number {
  const rough = length / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5].find((one) => one * power >= rough * 0.999) ?? 10;
  return times * power;
}

/** The ticks in a stretch, without the noise of doubles. */
export function ticksIn([from, to]: Stretch, count: number): number[] {
  const step = stepFor(to - from, count);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => clean((first + k) * step, step));
}

/** The stretch, made a little longer so that it ends at ticks. */
export function rounded([from, to]: Stretch, count: number): Stretch {
  const step = stepFor(to - from, count);
  return [
    clean(Math.floor(from / step + 1e-9) * step, step),
    clean(Math.ceil(to / step - 1e-9) * step, step),
  ];
}

/** The stretch of numbers to look at around one. */
export function around(x: number): Stretch {
  const radius = Math.max(1, Math.abs(x)) * 1.5;
  return rounded([x - radius, x + radius], ticks);
}

/** About so many ticks stand on an axis. */
export const ticks = 6;

/** A stretch that holds a number well inside it: the same one where it does already. */
export function covering(stretch: Stretch, x: number): Stretch {
  const [from, to] = stretch;
  const length = to - from;
  if (x >= from + length * 0.04 && x <= to - length * 0.04) return stretch;
  if (x < from - length || x > to + length) return around(x);
  const wider: Stretch = x < from + length / 2 ? [x - length / 2, to] : [from, x + length / 2];
  return rounded(wider, ticks);
}

/** A stretch so many times as long, with the same number in its middle. */
export function zoomed([from, to]: Stretch, x: number, times: number): Stretch {
  const half = ((to - from) / 2) * times;
  return rounded([x - half, x + half], ticks);
}

/** A multiple of a step without the noise of doubles. */
function clean(x: number, step: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)) + 1);
  return digits > 20 ? x : Number(x.toFixed(Math.min(20, digits))) + 0;
}
