/**
 * @file First values of parameters. Tensors of two axes or more are drawn so that variances stay
 * alike from layer to layer: with fan-in n and fan-out m (of W in W x: its columns and rows),
 *
 *     glorot   uniform in ±√(6 / (n + m))        he   normal, σ = √(2 / n)
 *     lecun    normal, σ = √(1 / n)
 *
 * Vectors and scalars (biases, shifts) start at 0. A rule by name overrides this: `W* = he,
 * gamma = ones, E = normal(0.02)`.
 *
 * Sources: Glorot & Bengio, AISTATS 2010, eq. 16; He, Zhang, Ren, Sun, ICCV 2015, eq. 10; LeCun,
 * Bottou, Orr, Müller, *Efficient BackProp*, 1998, section 4.6.
 */
import { entriesOf } from "../data/table.ts";
import { type Stream, streamOf } from "./xoshiro.ts";

/** How first values are drawn, given fan-in and fan-out, and what the rule was told. */
type Draw = (stream: Stream, fans: Fans, scale: number | undefined) => number;

interface Fans {
  readonly into: number;
  readonly out: number;
}

const within = (stream: Stream, bound: number): number => (2 * stream.uniform() - 1) * bound;

/** The rules by name. */
const rules: Readonly<Record<string, Draw>> = {
  glorot: (stream, { into, out }) => within(stream, Math.sqrt(6 / (into + out))),
  he: (stream, { into }) => stream.normal() * Math.sqrt(2 / into),
  lecun: (stream, { into }) => stream.normal() * Math.sqrt(1 / into),
  normal: (stream, _, scale = 0.01) => stream.normal() * scale,
  uniform: (stream, _, scale = 0.1) => within(stream, scale),
  zeros: () => 0,
  ones: () => 1,
  constant: (_stream, _fans, scale = 0) => scale,
};

/** Other names of rules. */
const aliases: Readonly<Record<string, string>> = {
  xavier: "glorot",
  kaiming: "he",
  zero: "zeros",
  one: "ones",
};

/** The names of the rules, for messages. */
export const initialRules: readonly string[] = Object.keys(rules);

/** A rule for the parameters whose names fit a pattern. */
export interface InitialRule {
  /** `W*`: a star stands for any letters. */
  readonly pattern: string;
  readonly rule: string;
  readonly scale?: number;
}

/** `he`, or `W* = he, b = constant(0.1)`: rules in order; in words what cannot be read. */
export function readInitial(text: string): readonly InitialRule[] | string {
  const found: InitialRule[] = [];
  for (const item of text.split(/,(?![^(]*\))/).map((one) => one.trim())) {
    const read = /^(?:(\S+)\s*=\s*)?([a-z]+)(?:\(([^)]*)\))?$/i.exec(item);
    if (read === null) return `'${item}' is no rule such as W = he, or normal(0.02)`;
    const word = read[2]!.toLowerCase();
    const rule = aliases[word] ?? word;
    if (!(rule in rules)) return `there is no rule ${word}; known are ${initialRules.join(", ")}`;
    const scale = read[3] === undefined ? undefined : Number(read[3]);
    if (scale !== undefined && !Number.isFinite(scale)) return `${read[3]} is no number`;
    const pattern = read[1] ?? "*";
    found.push({ pattern, rule, ...(scale === undefined ? {} : { scale }) });
  }
  return found;
}

/** What has first values to be drawn: `W_1 : [8, 4]`. */
export interface Drawn {
  readonly name: string;
  readonly shape: readonly number[];
}

/** First values of one parameter, from a stream that only the seed and its name decide. */
export function initialValues(
  { name, shape }: Drawn,
  seed: number,
  chosen: readonly InitialRule[],
): Float64Array {
  const isVector = shape.length < 2;
  // a rule for all parameters is meant for weights; one that names a bias is meant for it
  const own = chosen.findLast(({ pattern, rule }) => {
    if (pattern === "*") return !isVector || rule === "zeros" || rule === "constant";
    return fits(pattern, name);
  });
  const draw = rules[own?.rule ?? (isVector ? "zeros" : "glorot")]!;
  const stream = streamOf(seed, `initial ${name}`);
  const fans = fansOf(shape);
  return Float64Array.from({ length: entriesOf(shape) }, () => draw(stream, fans, own?.scale));
}

function fits(pattern: string, name: string): boolean {
  const bare = (text: string) => text.replace(/[\\{}_^()\s]/g, "");
  const source = bare(pattern)
    .replace(/[.+?$|[\]]/g, "\\$&")
    .replaceAll("*", ".*");
  return new RegExp(`^${source}$`).test(bare(name));
}

/** W [m, n] takes n in and gives m out; a kernel [k, c, h, w] takes c·h·w and gives k·h·w. */
function fansOf(shape: readonly number[]): Fans {
  if (shape.length < 2) return { into: shape[0] ?? 1, out: shape[0] ?? 1 };
  const window = entriesOf(shape.slice(2));
  return { into: shape[1]! * window, out: shape[0]! * window };
}
