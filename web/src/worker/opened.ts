/**
 * @file A step of training as a problem for the pen: the network's own lines, its parameters of
 * now and one point of the data, rounded to three decimals; all derivatives are asked for.
 */
import type { Bound, Network, Slot } from "pengrad/train";
import type { RunWords } from "../run.ts";

/** The problem of one point at these parameters. */
export function openedText(
  words: RunWords,
  { parameters, samples, loss }: Network,
  bound: readonly Bound[],
  point: Float64Array,
  row: number,
): string {
  const lines = words.text.split("\n").filter((line) => !/^\s*(?:find|update|at)\b/.test(line));
  const data = samples.map((slot) => {
    const values = bound.find(({ key }) => key === slot.name)!.values;
    const own = values.subarray(row * slot.count, (row + 1) * slot.count);
    return `${slot.name} = ${written(own, slot.shape)}`;
  });
  const given = parameters.map((slot) => {
    return `at ${slot.name} = ${written(entries(slot, point), slot.shape)}`;
  });
  const names = parameters.map(({ name }) => name);
  // the other methods remember earlier steps, which one point does not have
  const update =
    words.method === "sgd" ? [`update ${names.join(", ")} by sgd, eta = ${words.rate}`] : [];
  return [
    lines.join("\n").trim(),
    ...given,
    `at ${data.join(", ")}`,
    `find ${names.map((name) => `d${loss.key}/d${name}`).join(", ")}`,
    ...update,
  ].join("\n");
}

const entries = ({ offset, count }: Slot, point: Float64Array): Float64Array =>
  point.subarray(offset, offset + count);

/** A number, a column or a matrix as the notation writes it. */
function written(values: Float64Array, shape: readonly number[]): string {
  const numbers = [...values].map((value) => String(Math.round(value * 1000) / 1000 || 0));
  if (shape.length === 0) return numbers[0]!;
  if (shape.length === 1) return `[${numbers.join("; ")}]`;
  const width = shape.at(-1)!;
  const rows = Array.from({ length: numbers.length / width }, (_, k) => {
    return numbers.slice(k * width, (k + 1) * width).join(", ");
  });
  return `[${rows.join("; ")}]`;
}
