/**
 * @file A verdict as it is printed in JSON: conditions and values in LaTeX, points as a reader
 * types them into a calculator, and a reason in words where nothing was decided.
 */
import type {
  Counterexample,
  DomainNote,
  Point,
  Proof,
  Sample,
  Verdict,
} from "../algebra/index.ts";
import type { Tensor } from "../expression/index.ts";
import { spell, unmarked, writeLatex } from "../notation/index.ts";
import { B, type Ball, Q } from "../number/index.ts";
import { conditionLatex } from "./condition-text.ts";
import type { VerdictName } from "./finding.ts";

/** What `pengrad equal --format json` prints, and what the library's `equal` returns. */
export interface EqualReport {
  readonly verdict: VerdictName;
  readonly reason?: string;
  /** LaTeX. */
  readonly condition?: string;
  /** Whether the claim is proved under the condition, and not only seen to hold. */
  readonly conditionProved?: boolean;
  readonly counterexample?: {
    readonly at: Readonly<Record<string, string>>;
    readonly left: string;
    readonly right: string;
    /** What unknown functions were taken to be, in LaTeX. */
    readonly functions?: Readonly<Record<string, string>>;
  };
  readonly domainNote?: string;
  /** The names of the rules that the proof uses. */
  readonly rules?: readonly string[];
  /** At how many points, and to how many digits, the sides agree. */
  readonly points?: number;
  readonly digits?: number;
}

/** The report of a verdict. */
export function reportOf(verdict: Verdict): EqualReport {
  switch (verdict.verdict) {
    case "proved":
      return { verdict: "proved", rules: rulesOf(verdict.proof), ...noted(verdict.domain) };
    case "agrees": {
      const { points, digits, domain } = verdict;
      const shown = Number.isFinite(digits) ? digits : 50;
      const reason = `agrees at ${points} ${points === 1 ? "point" : "points"} to ${shown} digits; not proved`;
      return { verdict: "agrees", reason, points, digits: shown, ...noted(domain) };
    }
    case "conditional": {
      const { condition, proof, counterexample } = verdict;
      return {
        verdict: "conditional",
        condition: conditionLatex(condition),
        conditionProved: proof !== undefined,
        counterexample: shown(counterexample),
      };
    }
    case "refuted":
      return { verdict: "refuted", counterexample: shown(verdict.counterexample) };
    case "undecided":
      return { verdict: "undecided", reason: reasonOf(verdict) };
  }
}

function reasonOf({ reason }: Extract<Verdict, { verdict: "undecided" }>): string {
  switch (reason.kind) {
    case "nowhere defined":
      return "no point was found at which both sides are defined";
    case "shapes":
      return `the sides have different shapes: ${reason.left} and ${reason.right}`;
    case "budget":
      return "the expressions are larger than the budget allows";
    case "digits":
      return `no difference was found, but the sides could be compared to ${reason.digits} digits only`;
  }
}

function rulesOf({ steps, entries, descent }: Proof): string[] {
  const inside = [...(entries ?? []), ...(descent?.proofs ?? [])].flatMap(rulesOf);
  const own = descent === undefined ? [] : [descent.by];
  return [...new Set([...own, ...steps.map(({ rule }) => rule), ...inside])];
}

function noted(domain: DomainNote | undefined): { domainNote?: string } {
  if (domain === undefined) return {};
  const at = Object.entries(pointOf(domain.point)).map(([name, value]) => `${name} = ${value}`);
  return { domainNote: `only the ${domain.defined} side is defined at ${at.join(", ")}` };
}

function shown({
  point,
  left,
  right,
  functions,
}: Counterexample): NonNullable<EqualReport["counterexample"]> {
  const pairs = left.entries.map((own, k) => decimals(own, right.entries[k]!));
  const write = (k: 0 | 1): string =>
    nestedText(
      left.shape,
      pairs.map((pair) => pair[k]),
    );
  const taken = [...functions].map(([name, node]) => [name, writeLatex(spell(node))]);
  return {
    at: pointOf(point),
    left: write(0),
    right: write(1),
    ...(taken.length > 0 && { functions: Object.fromEntries(taken) }),
  };
}

/** The entry at which the sides differ: its place counted from 1, and both values there. */
export function entryShown({ left, right, entry }: Counterexample) {
  const [own, other] = decimals(left.entries[entry]!, right.entries[entry]!);
  let rest = entry;
  const index = [...left.shape].reverse().map((size) => {
    const place = (rest % size) + 1;
    rest = Math.floor(rest / size);
    return place;
  });
  return { index: index.reverse(), left: own, right: other };
}

/** A point by names: `1/2`, `pi/3`, `[1, 2; 3, 4]`. */
export function pointOf({ values, sizes }: Point): Record<string, string> {
  const entries = [...values].map(([name, { shape, entries: own }]): [string, string] => {
    return [unmarked(name), nestedText(shape, own.map(sampleText))];
  });
  const symbols = [...sizes].filter(([name]) => !/[+-]/.test(name));
  return Object.fromEntries([...entries, ...symbols.map(([name, n]) => [name, String(n)])]);
}

function sampleText({ q, isAngle }: Sample): string {
  if (!isAngle) return Q.toString(q);
  const above = q.n === 1n ? "pi" : q.n === -1n ? "-pi" : `${q.n} pi`;
  return q.d === 1n ? above : `${above}/${q.d}`;
}

function nestedText(shape: readonly number[], entries: readonly string[]): string {
  if (shape.length === 0) return entries[0]!;
  const width = shape.at(-1)!;
  const rows = Array.from({ length: Math.ceil(entries.length / width) }, (_, k) =>
    entries.slice(k * width, (k + 1) * width).join(", "),
  );
  return shape.length === 1 ? `[${entries.join("; ")}]` : `[${rows.join("; ")}]`;
}

/** Two values to as many digits as tell them apart, six at least. */
function decimals(own: Ball, other: Ball): readonly [string, string] {
  for (let digits = 6; digits <= 60; digits += 6) {
    const [a, b] = [own, other].map((ball) => decimal(ball, digits)) as [string, string];
    if (a !== b || !B.disjoint(own, other)) return [a, b];
  }
  return [decimal(own, 60), decimal(other, 60)];
}

function decimal(ball: Ball, digits: number): string {
  const [low, high] = [B.lower(ball), B.upper(ball)];
  if (low === undefined || high === undefined) return powerOfTwo(ball);
  // what may be 0 is shown so, not as the width of its enclosure
  if (Q.sign(low) <= 0 && Q.sign(high) >= 0) return "0";
  const middle = Q.multiply(Q.add(low, high), Q.half);
  return Q.toDecimal(middle, digits);
}

/** The size of a number that cannot be written out: about 2^{1442695}. */
function powerOfTwo({ lo: { m, e } }: Ball): string {
  if (m === 0n) return "?";
  const exponent = e + (m < 0n ? -m : m).toString(2).length;
  return `about ${m < 0n ? "-" : ""}2^${exponent}`;
}

/** What a tensor of samples is, for callers that print points themselves. */
export type SampleTensor = Tensor<Sample>;
