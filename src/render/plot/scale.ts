/**
 * @file Axes of a plot: from values to places, and the ticks that a person would put: steps of 1,
 * 2 or 5 times a power of ten, on a logarithmic axis at 1, 2 and 5 of each decade.
 *
 * Source of the steps: Heckbert, *Nice numbers for graph labels*, Graphics Gems, 1990.
 */

export interface Axis {
  readonly least: number;
  readonly most: number;
  readonly isLogarithmic: boolean;
  readonly ticks: readonly number[];
}

/** A linear axis over the values, its ends at ticks. */
export function linearAxis(least: number, most: number, wanted: number): Axis {
  const span = most > least ? most - least : Math.max(Math.abs(least), 1);
  const step = niceStep(span / Math.max(1, wanted));
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(most / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => {
    return Number(((first + k) * step).toPrecision(12));
  });
  return { least: ticks[0]!, most: ticks.at(-1)!, isLogarithmic: false, ticks };
}

/** A logarithmic axis over positive values. */
export function logarithmicAxis(least: number, most: number): Axis {
  const decades = Math.log10(most / least);
  const digits = decades > 4 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 5];
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(least)) - 1; power <= Math.log10(most) + 1; power++) {
    for (const digit of digits) all.push(Number(`${digit}e${power}`));
  }
  const from = all.findLast((tick) => tick <= least) ?? all[0]!;
  const to = all.find((tick) => tick >= most && tick > from) ?? all.at(-1)!;
  const ticks = all.filter((tick) => tick >= from && tick <= to);
  const every = Math.ceil(ticks.length / 9);
  return {
    least: from,
    most: to,
    isLogarithmic: true,
    ticks: ticks.filter((_, k) => k % every === 0),
  };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

/** Where a value lies between the ends of the axis: 0 … 1. */
export function placeOn({ least, most, isLogarithmic }: Axis, value: number): number {
  if (isLogarithmic) return Math.log(value / least) / Math.log(most / least);
  return (value - least) / (most - least);
}

/** A tick as it is printed. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e6)) {
    const [mantissa, exponent] = value.toExponential(0).split("e");
    const raised = [...`${Number(exponent)}`].map((sign) => superscripts[sign] ?? sign).join("");
    return mantissa === "1" ? `10${raised}` : `${mantissa}·10${raised}`;
  }
  return `${Number(value.toPrecision(6))}`;
}

const superscripts: Readonly<Record<string, string>> = {
  "-": "⁻",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((raised, digit) => [`${digit}`, raised])),
};
