/**
 * @file Units behind numbers. An upright word behind a number is its unit, 15 \text{ cm},
 * 9.8 \, \mathrm{m/s^2}, and its value is the number:
 *
 *     5 \times 3 = 15 \text{ cm}             units that one side leaves out
 *     F = 2 \text{ kg} \times 3 \text{ m} / \text{s}^2 = 6 \text{ N}
 *
 * where the units are those of the SI. Of 50 cm or 72 km/h it is open whether a formula takes the
 * 50 or the 0.5 m: such units are left out only between numbers that are all in one unit; elsewhere
 * they stay what they are, names of which nothing is known.
 */
import { children, mapParts, nameKey, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed } from "./names.ts";
import { hasPart } from "./parts.ts";

/** Units of the SI: a number of them is the number that a formula takes. */
export const coherent: ReadonlySet<string> = new Set(
  "m meters metres kg kilograms s sec seconds A K mol N J W Pa V C F H T Hz".split(" "),
);

/** Other units that nobody takes for names where they stand upright behind a number. */
const usual: ReadonlySet<string> = new Set(
  (
    "mm cm km nm ft yd mi lb lbs oz mg ms min hr hrs h kN kJ kW kPa MPa GPa MeV keV eV " +
    "mA mV kV mL L psi mph rpm kHz MHz GHz inches feet pounds hours minutes days years " +
    "ns ps nm pm fm GeV TeV MW GW pF nF mH degC degF degK"
  ).split(" "),
);

type NameSyntax = SyntaxOf<"name">;

/** The reading with numbers in the place of quantities. */
export function withUnits(reading: Reading): Reading {
  const found = wordsIn(reading.chains);
  if (found.size === 0) return reading;
  // a chain that is read anew keeps the places of its signs
  const own = new Map(reading.chains.map((chain) => [chain.signSpans, unitsOf(chain, found)]));
  return withSides(reading, (side, { signSpans }) => {
    const units = own.get(signSpans);
    return units === undefined || units.size === 0 ? side : bare(side, units);
  });
}

/** The units that a chain's numbers have and may be left out. */
function unitsOf(chain: Chain, words: ReadonlySet<string>): ReadonlySet<string> {
  const units = chain.parts.map((part) => unitsIn(part, words));
  const own = new Set(units.flat());
  if (own.size === 0) return own;
  // W = 200 (12) = 2400 \text{ lb} says what W is by its numbers
  const isNamed = nameKey(chain.parts[0]!) !== undefined && chain.parts.length > 2;
  const first = isNamed ? 1 : 0;
  const numbers = chain.parts.slice(first);
  const areClosed = numbers.every((part) => isClosed(bare(part, words)));
  const spelled = new Set(units.map((each) => [...each].sort().join(" ")));
  spelled.delete("");
  // 2 \text{ dozen} = 24 and 180 \text{ deg} = \pi say what a unit is
  const areWorked = numbers.every((part, k) => {
    const hasUnit = units[first + k]!.length > 0;
    return hasUnit || (part.kind !== "number" && part.kind !== "name");
  });
  const isOne = areClosed && areWorked && spelled.size === 1 && chain.parts.length > 1;
  // 25 °C = 25 + 273.15
  const isConverted = own.has("degC") && numbers.some((part) => hasPart(part, isZeroCelsius));
  // of 50 cm it is open whether a formula takes the 50 or the 0.5
  const isOfSI = [...own].every((word) => coherent.has(word));
  return (isOne || isOfSI) && !isConverted ? own : new Set();
}

/** 0 °C in kelvins. */
const isZeroCelsius = (syntax: Syntax): boolean => {
  return syntax.kind === "number" && /^273(?:\.\d+)?$/.test(syntax.text);
};

/** The words of a document that stand behind numbers and nowhere else. */
function wordsIn(chains: readonly Chain[]): ReadonlySet<string> {
  const behind = new Set<string>();
  const alone = new Set<string>();
  const visit = (syntax: Syntax): void => {
    const taken = syntax.kind === "product" ? unitPlaces(syntax, null) : [];
    for (const [k, part] of children(syntax).entries()) {
      if (syntax.kind === "product" && taken.includes(k)) {
        for (const word of wordsOf(part) ?? []) behind.add(word);
      } else visit(part);
    }
    if (isWord(syntax)) alone.add(syntax.text);
  };
  for (const { parts } of chains) for (const part of parts) visit(part);
  return new Set([...behind].filter((word) => !alone.has(word) || usual.has(word)));
}

/** The units in a formula. */
function unitsIn(syntax: Syntax, words: ReadonlySet<string>): string[] {
  const taken = syntax.kind === "product" ? unitPlaces(syntax, words) : [];
  return children(syntax).flatMap((part, k) => {
    return taken.includes(k) ? [...(wordsOf(part) ?? [])] : unitsIn(part, words);
  });
}

/** A formula without its units. */
function bare(syntax: Syntax, words: ReadonlySet<string>): Syntax {
  if (syntax.kind !== "product") return mapParts(syntax, (part) => bare(part, words));
  const taken = unitPlaces(syntax, words);
  const kept = syntax.factors.flatMap((factor, k) => (taken.includes(k) ? [] : [{ factor, k }]));
  const factors = kept.map(({ factor }) => bare(factor, words));
  if (factors.length === 1) return factors[0]!;
  const joints = kept.slice(1).map(({ k }) => syntax.joints[k - 1]!);
  return { ...syntax, factors, joints };
}

/** Which factors of a product are units: upright words right behind a number. */
function unitPlaces(
  { factors }: SyntaxOf<"product">,
  words: ReadonlySet<string> | null,
): readonly number[] {
  const taken: number[] = [];
  for (const [k, factor] of factors.entries()) {
    const before = factors[k - 1];
    const isBehind = before !== undefined && (taken.includes(k - 1) || isClosed(before));
    // (15 i - 12 j) \text{ m}
    const isOfSum = before?.kind === "group" && isOfSI(factor);
    if ((isBehind || isOfSum) && isUnit(factor, words)) taken.push(k);
  }
  return taken;
}

/** The units that a formula is made of, m, m/s, s^{-2}; null where it is something else. */
function wordsOf(syntax: Syntax): readonly string[] | null {
  switch (syntax.kind) {
    case "name":
      return isWord(syntax) ? [syntax.text] : null;
    case "power":
      return isClosed(syntax.exponent) ? wordsOf(syntax.base) : null;
    case "fraction": {
      const above = isOne(syntax.numerator) ? [] : wordsOf(syntax.numerator);
      const below = wordsOf(syntax.denominator);
      return above && below && [...above, ...below];
    }
    case "product": {
      const all = joined(syntax.factors).map(wordsOf);
      return all.includes(null) ? null : (all as string[][]).flat();
    }
    case "group":
      return wordsOf(syntax.body);
    default:
      return null;
  }
}

/** The factors of \mathrm{kg\,m} as they are set: letters without a space are one word. */
function joined(factors: readonly Syntax[]): readonly Syntax[] {
  const found: Syntax[] = [];
  for (const factor of factors) {
    const last = found.at(-1);
    const isSame = last !== undefined && isWord(last) && isWord(factor) && last.to === factor.from;
    if (isSame) found[found.length - 1] = { ...last, text: last.text + factor.text, to: factor.to };
    else found.push(factor);
  }
  return found;
}

function isUnit(syntax: Syntax, words: ReadonlySet<string> | null): boolean {
  const own = wordsOf(syntax);
  return own !== null && (words === null || own.every((word) => words.has(word)));
}

const isOfSI = (syntax: Syntax): boolean =>
  wordsOf(syntax)?.every((word) => coherent.has(word)) === true;

/** A unit of which the number is another one than in units of the SI. */
export const isScaledUnit = (syntax: Syntax): boolean => isWord(syntax) && usual.has(syntax.text);

const isOne = (syntax: Syntax): boolean => syntax.kind === "number" && syntax.text === "1";

/** What counts, or measures angles and levels, and is more than the name of a unit. */
const counting = /^(?:rad|deg|degrees?|dB|percent|dozen|hundred|thousand|million|billion)$/;

/** An upright word; the e, i and d of functions and differentials are none. */
const isWord = (syntax: Syntax): syntax is NameSyntax =>
  syntax.kind === "name" &&
  (syntax.font === "roman" || syntax.font === "text") &&
  syntax.accents === undefined &&
  /^[A-Za-zμΩ]+$/.test(syntax.text) &&
  !/^[eijdED]$/.test(syntax.text) &&
  !counting.test(syntax.text);
