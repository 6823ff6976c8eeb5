/**
 * @file Units behind numbers. An upright word behind a number is its unit, 15 \text{ cm},
 * 9.8 \, \mathrm{m/s^2}, and its value is the number:
 *
 *     5 \times 3 = 15 \text{ cm}             units that one side leaves out
 *     F = 2 \text{ kg} \times 3 \text{ m} / \text{s}^2 = 6 \text{ N}
 *
 * as long as a document keeps to one unit for each kind of quantity, and to those of the SI where
 * it has derived ones. In a document that has both km and m, or g and N, units are left out only
 * where numbers alone are calculated with, all in one unit; elsewhere they stay what they are,
 * names of which nothing is known.
 */
import { children, mapParts, type Syntax, type SyntaxOf } from "../notation/index.ts";
import { type Chain, type Reading, withSides } from "./chain.ts";
import { isClosed } from "./names.ts";

/** Units by what they measure; the first one of each row is that of the SI. */
const kinds: readonly (readonly string[])[] = [
  "m cm mm km nm ft in mi inch inches feet meters metres".split(" "),
  "kg g mg lb kilograms grams".split(" "),
  "s ms min h hr hrs sec seconds minutes hours day days weeks months year years yr yrs".split(" "),
  "A mA ampere amperes".split(" "),
  "K".split(" "),
  "mol mmol moles".split(" "),
  "N kN".split(" "),
  "J kJ MJ cal kcal eV keV MeV kWh Wh".split(" "),
  "W kW MW mW".split(" "),
  "Pa kPa MPa bar atm".split(" "),
  "V kV mV".split(" "),
  "C mC".split(" "),
  "F".split(" "),
  "H mH".split(" "),
  "T mT".split(" "),
  "Hz kHz MHz GHz".split(" "),
  "L mL l ml liters litres".split(" "),
  "bit bits nats".split(" "),
];

const known = new Map(kinds.flatMap((row, kind) => row.map((unit) => [unit, kind] as const)));

/** Units that are products of others, with which g and cm do not go together. */
const derived: ReadonlySet<string> = new Set("N J W Pa V C F T".split(" "));

/** Units of the SI. */
const coherent: ReadonlySet<string> = new Set(kinds.map(([first]) => first!));

type NameSyntax = SyntaxOf<"name">;

/** The reading with numbers in the place of quantities. */
export function withUnits(reading: Reading): Reading {
  const found = wordsIn(reading.chains);
  if (found.size === 0) return reading;
  const isMixed = areMixed([...found]);
  // a chain that is read anew keeps the places of its signs
  const own = new Map(
    reading.chains.map((chain) => [chain.signSpans, unitsOf(chain, found, isMixed)]),
  );
  return withSides(reading, (side, { signSpans }) => {
    const units = own.get(signSpans);
    return units === undefined || units.size === 0 ? side : bare(side, units);
  });
}

/** The units that a chain's numbers have and may be left out. */
function unitsOf(chain: Chain, words: ReadonlySet<string>, isMixed: boolean): ReadonlySet<string> {
  const own = new Set(chain.parts.flatMap((part) => unitsIn(part, words)));
  if (own.size === 0) return own;
  const areClosed = chain.parts.every((part) => isClosed(bare(part, words)));
  const spelled = new Set(chain.parts.map((part) => unitsIn(part, words).sort().join(" ")));
  spelled.delete("");
  // 2 \text{ dozen} = 24 and 180 \text{ deg} = \pi say what a unit is
  const areWorked = chain.parts.every((part) => {
    return unitsIn(part, words).length > 0 || (part.kind !== "number" && part.kind !== "name");
  });
  const isOne = areClosed && areWorked && spelled.size === 1 && chain.parts.length > 1;
  if (isOne || (!isMixed && [...own].every((word) => known.has(word)))) return own;
  return new Set();
}

/** Whether a document has two units of one kind, or others than its derived ones are made of. */
function areMixed(words: readonly string[]): boolean {
  const measured = words.filter((word) => known.has(word));
  const seen = new Set(measured.map((word) => known.get(word)));
  const isDerived = measured.some((word) => derived.has(word));
  return seen.size < measured.length || (isDerived && measured.some((word) => !coherent.has(word)));
}

/** The words of a document that stand behind numbers and nowhere else. */
function wordsIn(chains: readonly Chain[]): ReadonlySet<string> {
  const behind = new Set<string>();
  const alone = new Set<string>();
  const visit = (syntax: Syntax): void => {
    const taken = syntax.kind === "product" ? unitPlaces(syntax, null) : [];
    for (const [k, part] of children(syntax).entries()) {
      if (syntax.kind === "product" && taken.includes(k)) {
        for (const word of namesIn(part)) behind.add(word);
      } else visit(part);
    }
    if (isWord(syntax)) alone.add(syntax.text);
  };
  for (const { parts } of chains) for (const part of parts) visit(part);
  return new Set([...behind].filter((word) => !alone.has(word)));
}

/** The units in a formula. */
function unitsIn(syntax: Syntax, words: ReadonlySet<string>): string[] {
  const taken = syntax.kind === "product" ? unitPlaces(syntax, words) : [];
  return children(syntax).flatMap((part, k) => {
    return taken.includes(k) ? namesIn(part) : unitsIn(part, words);
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
    if (isBehind && isUnit(factor, words)) taken.push(k);
  }
  return taken;
}

/** m, m/s, s^{-2}. */
function isUnit(syntax: Syntax, words: ReadonlySet<string> | null): boolean {
  switch (syntax.kind) {
    case "name":
      return isWord(syntax) && (words === null || words.has(syntax.text));
    case "power":
      return isUnit(syntax.base, words) && isClosed(syntax.exponent);
    case "fraction":
      return (
        (isUnit(syntax.numerator, words) || isOne(syntax.numerator)) &&
        isUnit(syntax.denominator, words)
      );
    case "product":
      return syntax.factors.every((factor) => isUnit(factor, words));
    case "group":
      return isUnit(syntax.body, words);
    default:
      return false;
  }
}

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

function namesIn(syntax: Syntax): string[] {
  return isWord(syntax) ? [syntax.text] : children(syntax).flatMap(namesIn);
}
