/** @file A curve in words: numbers as a person reads them, and what the picture shows. */
import type { Curve, CurvePoint, NoCurve } from "../model.ts";

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number to so many digits, with a true minus: `−0.25`, `3.2·10⁻⁵`. */
export function numeral(x: number, digits = 4): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  const sign = x < 0 ? "−" : "";
  if (size >= 1e-4 && size < 1e6) return sign + String(Number(size.toPrecision(digits)));
  const [mantissa, exponent] = size.toExponential(digits - 1).split("e") as [string, string];
  const power = [...String(Math.abs(Number(exponent)))].map((digit) => raised[Number(digit)]);
  return `${sign}${Number(mantissa)}·10${Number(exponent) < 0 ? "⁻" : ""}${power.join("")}`;
}

/** 0 for what is nothing in comparison with a size: the noise of doubles. */
const settled = (x: number, size: number, part = 1e-11): number => {
  return Math.abs(x) < size * part ? 0 : x;
};

/** The same curve, its point without the noise of doubles. */
export function quiet(curve: Curve): Curve {
  const { stretch, range, now, from } = curve;
  const [width, height] = [stretch[1] - stretch[0], range[1] - range[0]];
  const own = (point: CurvePoint | null): CurvePoint | null => {
    if (point === null) return null;
    const { x, y, slope, sides } = point;
    return {
      x: settled(x, width),
      y: y === null ? null : settled(y, height),
      slope: slope === null ? null : settled(slope, height / width),
      sides,
    };
  };
  return { ...curve, now: own(now), from: own(from) };
}

/** With its sign: `+3`, `−3`, `0`. */
const signed = (x: number): string => (x > 0 ? `+${numeral(x)}` : numeral(x));

/** What the gradient says at a place. */
export function saidOfPoint({ along, output, now, stretch }: Curve): string {
  const [x, y] = [along, output];
  if (now === null) return `${x} has no value yet: type one, or choose a place on the curve.`;
  const at = `At ${x} = ${numeral(now.x)}`;
  if (now.y === null) return `${at}, ${y} is not defined.`;
  const value = `${at}, ${y} = ${numeral(now.y)}`;
  if (now.slope === null) return `${value}; it has no gradient there.`;
  if (now.sides !== null) {
    const [left, right] = now.sides.map((side) => numeral(side));
    return (
      `${value}. The curve has a kink there: its slope is ${left} on the left and ${right} on ` +
      `the right. The gradient takes ${numeral(now.slope)}.`
    );
  }
  if (now.slope === 0) {
    return `${value} and the gradient is 0: a small change of ${x} hardly changes ${y}.`;
  }
  const step = 10 ** Math.floor(Math.log10((stretch[1] - stretch[0]) / 20));
  const way = now.slope > 0 ? "rises" : "falls";
  return (
    `${value} and the gradient is ${numeral(now.slope)}: raise ${x} by ${numeral(step)}, and ` +
    `${y} ${way} by about ${numeral(Math.abs(now.slope * step))}.`
  );
}

/** What the gradient predicted of a change, and what has become of it; null without a change. */
export function saidOfChange({ along, output, from, now }: Curve): string | null {
  if (from === null || now === null || from.x === now.x) return null;
  if (from.y === null || from.slope === null || now.y === null) return null;
  const way = `From ${along} = ${numeral(from.x)} to ${numeral(now.x)}`;
  const predicted = from.slope * (now.x - from.x);
  const true_ = now.y - from.y;
  const size = Math.max(Math.abs(predicted), Math.abs(true_));
  const off = true_ - predicted;
  const begin = `${way} the gradient predicts a change of ${output} by ${signed(predicted)}`;
  if (Math.abs(off) <= size * 1e-6) return `${begin}, and that is what it truly changes by.`;
  const amount = numeral(Math.abs(off));
  return `${begin}; it truly changes by ${signed(true_)}, ${amount} ${off > 0 ? "more" : "less"}.`;
}

/** The whole picture, for who does not see it. */
export function saidOfCurve(curve: Curve): string {
  const { along, output, stretch, range, gaps, holes } = curve;
  const [width, height] = [stretch[1] - stretch[0], range[1] - range[0]];
  const across = (x: number) => numeral(settled(x, width, 1e-4), 3);
  const up = (y: number) => numeral(settled(y, height, 1e-4), 3);
  const words = [`${output} for ${along} from ${across(stretch[0])} to ${across(stretch[1])}.`];
  const points = curve.runs.flatMap((run) => {
    return run.flatMap((x, k) => (k % 2 === 0 ? [{ x, y: run[k + 1]! }] : []));
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) words.push("It is defined nowhere there.");
  else {
    const least = points.reduce((a, b) => (b.y < a.y ? b : a));
    const most = points.reduce((a, b) => (b.y > a.y ? b : a));
    const place = ({ x, y }: { x: number; y: number }): string => {
      const isOut = y < range[0] || y > range[1];
      return isOut ? `beyond the picture near ${across(x)}` : `${up(y)} near ${across(x)}`;
    };
    words.push(`It starts at ${place(first)} and ends at ${place(last)}.`);
    words.push(`Its lowest point is ${place(least)}, its highest ${place(most)}.`);
  }
  for (const [a, b] of gaps) {
    const [from, to] = [across(a), across(b)];
    words.push(from === to ? `Not defined at ${from}.` : `Not defined from ${from} to ${to}.`);
  }
  for (const [x] of holes) words.push(`Not defined at ${across(x)}.`);
  words.push(saidOfPoint(curve), saidOfChange(curve) ?? "");
  return words.join(" ").trim();
}

/** So many names are said in one sentence. */
const mostNamed = 6;

/** Why there is no curve. */
export function saidOfNone({ why, names }: NoCurve): string {
  const isLong = names.length > mostNamed + 1;
  const said = isLong ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names;
  const list =
    said.length < 2 ? said.join("") : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`;
  if (why === "open")
    return `The curve appears when ${list} ${names.length > 1 ? "have values" : "has a value"}.`;
  if (why === "not one number") {
    return `${list} is not a single number: the curve is drawn of a number, such as a loss.`;
  }
  return "There is no curve for this number: what is asked does not depend on it.";
}

/** The height of the tangent at a place. */
export const onTangent = ({ x, y, slope }: CurvePoint, at: number): number => {
  return (y ?? 0) + (slope ?? 0) * (at - x);
};
