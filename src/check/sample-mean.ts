/**
 * @file The mean of numbers. Where sums run to n and the bar of \overline{X}_n has no other index,
 * n says of how many numbers it is the mean, and picks none. Where nothing says what \overline{X}
 * is, but sums run over the X_i, and X_i − \overline{X} stands somewhere, or the text speaks of
 * means, it is theirs:
 *
 *     \overline{X} = \frac{1}{n} \sum_{i=1}^n X_i
 */
import { children, mapParts, nameKey, S, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Reading, withSides } from "./chain.ts";

/** The reading with means by what they are. */
export function withSampleMeans(given: Reading, source: string): Reading {
  const reading = withoutCounts(given);
  const means = meansIn(reading, source);
  if (means.size === 0) return reading;
  const written = (syntax: Syntax): Syntax => {
    const mean = isBar(syntax) ? means.get(nameKey(syntax)!) : undefined;
    if (mean === undefined) return mapParts(syntax, written);
    return { ...S.group(mean), from: syntax.from, to: syntax.to };
  };
  return withSides(reading, written);
}

/** The reading with \overline{X}_n as \overline{X}. */
function withoutCounts(reading: Reading): Reading {
  const indexed = new Map<string, Set<string>>();
  const counts = new Set<string>();
  const look = (syntax: Syntax): void => {
    if (syntax.kind === "big" && syntax.upper) counts.add(nameKey(syntax.upper) ?? "");
    if (isBarred(syntax)) {
      const key = nameKey(syntax.base)!;
      const own = indexed.get(key) ?? new Set();
      indexed.set(key, own.add(syntax.indices.map((one) => nameKey(one) ?? "").join()));
    }
    for (const child of children(syntax)) look(child);
  };
  for (const { parts } of reading.chains) for (const part of parts) look(part);
  const means = new Set(
    [...indexed].flatMap(([key, [only = "", ...more]]) => {
      return more.length === 0 && counts.has(only) ? [key] : [];
    }),
  );
  if (means.size === 0) return reading;
  const rename = (syntax: Syntax): Syntax => {
    if (!isBarred(syntax) || !means.has(nameKey(syntax.base)!)) return mapParts(syntax, rename);
    return { ...syntax.base, from: syntax.from, to: syntax.to };
  };
  return withSides(reading, rename);
}

/** A name with a bar and an index. */
function isBarred(syntax: Syntax): syntax is SyntaxOf<"subscript"> {
  return syntax.kind === "subscript" && isBar(syntax.base);
}

/** The means by which barred names are meant of which nothing says it. */
function meansIn(reading: Reading, source: string): ReadonlyMap<string, Syntax> {
  const found = new Bars();
  for (const { parts } of reading.chains) for (const part of parts) found.look(part);
  const said = new Set(
    reading.chains.flatMap(({ parts, signs }) => {
      return signs.length === 0 ? [] : parts.map((part) => nameKey(part) ?? "");
    }),
  );
  const isSpoken = spoken.test(source);
  if (conjugate.test(source)) return new Map();
  return new Map(
    [...found.names].flatMap(([key, name]): [string, Syntax][] => {
      const [mean, more] = [...(found.sums.get(bareKey(name)) ?? new Map()).values()];
      const isOne = mean !== undefined && more === undefined;
      const isMeant = isOne && !said.has(key) && !found.indexed.has(key);
      return isMeant && (isSpoken || found.centred.has(key)) ? [[key, mean]] : [];
    }),
  );
}

const spoken =
  /\bmeans?\b|average|mittel|media\b|moyenne|m[ée]dia\b|средн|均值|平均|평균|trung b[ìi]nh/iu;
const conjugate = /conjuga|complex|konjug|komplex|共轭|共役|сопряж/iu;

/** X of \overline{X}. */
function bareKey({ accents: _, ...bare }: SyntaxOf<"name">): string {
  return nameKey(bare) ?? "";
}

/** Barred names, and the sums over what they may be the means of. */
class Bars {
  readonly names = new Map<string, SyntaxOf<"name">>();
  /** Those with an index: \bar{x}_i is one of several. */
  readonly indexed = new Set<string>();
  /** The mean of X by its key and by where its sums end. */
  readonly sums = new Map<string, Map<string, Syntax>>();
  /** Names with a bar beside the number itself: X_i - \overline{X}. */
  readonly centred = new Set<string>();

  look(syntax: Syntax): void {
    if (isBar(syntax)) this.names.set(nameKey(syntax)!, syntax);
    if (isBarred(syntax)) this.indexed.add(nameKey(syntax.base)!);
    if (syntax.kind === "big" && syntax.operator === "sum") this.note(syntax, syntax.body);
    if (syntax.kind === "sum") {
      const bars = syntax.terms.flatMap(({ term }) => (isBar(term) ? [term] : []));
      for (const bar of bars) {
        const isBeside = syntax.terms.some(({ term }) => {
          return term.kind === "subscript" && nameKey(term.base) === bareKey(bar);
        });
        if (isBeside) this.centred.add(nameKey(bar)!);
      }
    }
    for (const child of children(syntax)) this.look(child);
  }

  /** Notes the numbers X_i over which Σ_{i=1}^n runs. */
  private note(sum: SyntaxOf<"big">, part: Syntax): void {
    const { index, lower, upper } = sum;
    const [letter, more] = index;
    const end = upper && nameKey(upper);
    const isWhole = lower?.kind === "number" && lower.text === "1" && more === undefined;
    if (!isWhole || end === undefined || letter === undefined) return;
    if (part.kind === "subscript" && part.indices.length === 1) {
      const key = nameKey(part.base);
      if (key !== undefined && nameKey(part.indices[0]!) === nameKey(letter)) {
        const mean = S.product([S.fraction(1, upper!), { ...sum, body: part }]);
        this.sums.set(key, (this.sums.get(key) ?? new Map()).set(end, mean));
      }
    }
    for (const child of children(part)) this.note(sum, child);
  }
}

/** A letter with a bar. */
function isBar(syntax: Syntax): syntax is SyntaxOf<"name"> {
  if (syntax.kind !== "name") return false;
  return syntax.accents?.some((one) => one === "bar" || one === "overline") === true;
}
