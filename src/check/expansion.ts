/**
 * @file Expansions: `f(x + h) = f(x) + h f'(x) + O(h^2)`, `e^x = 1 + x + \frac{x^2}{2!} + \cdots`.
 * Such an equation claims that both sides are equal up to an order. Each side is put as its own
 * expansion, which is found as a limit, and these are compared:
 *
 *     T(side) = Σ_{j<n} \lim_{h → a} d^j side / dh^j · t^j / j!,   t = h − a
 *
 * For O(h^n) these are the powers below n, for o(h^n) those up to n. Dots at the end of a sum leave
 * out what is of higher order than all that is written, where the terms rise in the powers of one
 * letter alone. O(n^2) of a letter that counts says how fast something grows, and no expansion.
 */
import { children, nameKey, S, type Syntax, type SyntaxOf, writeLatex } from "../notation/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { headsOf, mentions } from "./names.ts";

/** What is small, h or x − a, and the power from which on nothing is said. */
interface Order {
  readonly small: Syntax;
  readonly order: number;
}

/** Powers beyond this are not looked at: derivatives are taken four times at most. */
const orderLimit = 5;

/** The reading with expansions as what they claim. */
export function withExpansions(reading: Reading): Reading {
  return { ...reading, chains: reading.chains.flatMap(expanded) };
}

/** A chain in stretches that are exact, and stretches that are expansions. */
function expanded(chain: Chain): readonly Chain[] {
  const { parts, signs, signSpans } = chain;
  const orders = parts.map((part) => orderOf(part));
  if (orders.every((one) => one === undefined) || parts.some(hasOperator)) return [chain];
  if (signs.some((sign) => sign !== "=" && sign !== "\\approx") || says(chain)) return [chain];
  const links = signs.map((_, k) => lower(orders[k], orders[k + 1]));
  const found: Chain[] = [];
  for (let from = 0; from < links.length; ) {
    const own = links[from];
    let to = from + 1;
    while (to < links.length && isSame(own, links[to])) to++;
    const stretch = parts.slice(from, to + 1);
    found.push({
      ...chain,
      parts: own === undefined ? stretch : stretch.map((part) => expansionOf(part, own)),
      signs: signs.slice(from, to),
      signSpans: signSpans.slice(from, to),
      continues: from > 0 || chain.continues,
    });
    from = to;
  }
  return found;
}

/** Whether a letter stands before a function as an operator does: D f(x), D^2 f(x). */
function hasOperator(syntax: Syntax): boolean {
  const factors = syntax.kind === "product" ? syntax.factors : [];
  const isHere = factors.some((factor, k) => {
    const base = factor.kind === "power" ? factor.base : factor;
    return nameKey(base) === "D" && factors[k + 1]?.kind === "applied";
  });
  return isHere || children(syntax).some(hasOperator);
}

/** Whether a chain says what a name or a function is. */
function says({ parts: [left, ...others], continues }: Chain): boolean {
  if (left === undefined || continues) return false;
  if (nameKey(left) !== undefined) return true;
  const isPlain =
    left.kind === "applied" && left.arguments.every((one) => nameKey(one) !== undefined);
  if (!isPlain || left.head.kind === "prime") return false;
  const key = nameKey(left.head);
  return !others.flatMap(headsOf).includes(key ?? "");
}

/** What two sides of a sign claim of each other. */
function lower(a: Order | undefined, b: Order | undefined): Order | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.order <= b.order ? a : b;
}

const isSame = (a: Order | undefined, b: Order | undefined): boolean =>
  a?.order === b?.order && (a === undefined || textOf(a.small) === textOf(b!.small));

const textOf = (syntax: Syntax): string => writeLatex(bare(syntax));

const bare = (syntax: Syntax): Syntax =>
  syntax.kind === "group" && syntax.delimiter === "(" ? syntax.body : syntax;

/** The order up to which a side is given, where it says so. */
function orderOf(side: Syntax): Order | undefined {
  const terms = side.kind === "sum" ? side.terms.map(({ term }) => term) : [side];
  if (terms.length < 2) return undefined;
  const stated = terms.flatMap((term) => statedOrder(term) ?? []);
  if (stated.length > 0) return stated.reduce((a, b) => lower(a, b)!);
  const last = terms.at(-1)!;
  const isOpen = last.kind === "dots" && terms.filter(({ kind }) => kind === "dots").length === 1;
  return isOpen ? risingOrder(terms.slice(0, -1)) : undefined;
}

/** Letters that count, and do not become small. */
const counting = /^(?:[dkmnNMTLK]|\\log.*)$/;

/** O(h^n) or o(h^n). */
function statedOrder(term: Syntax): Order | undefined {
  if (term.kind !== "applied" || term.arguments.length !== 1) return undefined;
  const { head } = term;
  if (head.kind !== "name" || (head.text !== "O" && head.text !== "o")) return undefined;
  const [argument] = term.arguments;
  const power = argument!.kind === "power" ? argument! : undefined;
  const small = bars(power === undefined ? argument! : power.base);
  const degree = power === undefined ? 1 : wholeOf(power.exponent);
  if (degree === undefined || !isSmall(small)) return undefined;
  return { small, order: head.text === "O" ? degree : degree + 1 };
}

/** |h| is as small as h. */
const bars = (syntax: Syntax): Syntax =>
  syntax.kind === "group" && syntax.delimiter === "|" ? syntax.body : syntax;

function isSmall(small: Syntax): boolean {
  const key = nameKey(small);
  if (key !== undefined) return !counting.test(key);
  return placeOf(small) !== undefined;
}

/** The a of (x − a), with x; the 0 of a letter alone. */
function placeOf(small: Syntax): { readonly variable: Syntax; readonly at: Syntax } | undefined {
  if (nameKey(small) !== undefined) return { variable: small, at: S.number(0) };
  const sum = bare(small);
  if (sum.kind !== "sum" || sum.terms.length !== 2) return undefined;
  const [first, second] = sum.terms;
  const fits = first!.sign === "+" && second!.sign !== "\\pm" && nameKey(first!.term) !== undefined;
  const at = second!.term;
  const isPoint = at.kind === "number" || nameKey(at) !== undefined;
  if (!fits || !isPoint) return undefined;
  return { variable: first!.term, at: second!.sign === "-" ? at : S.negate(at) };
}

const wholeOf = (syntax: Syntax): number | undefined =>
  syntax.kind === "number" && /^\d+$/.test(syntax.text) ? Number(syntax.text) : undefined;

/** The order of terms that rise in the powers of one letter, and of one alone. */
function risingOrder(terms: readonly Syntax[]): Order | undefined {
  if (terms.length < 2) return undefined;
  const found = new Map<string, Order>();
  for (const small of terms.flatMap(powersIn)) {
    const unit = textOf(small);
    if (found.has(unit) || !isSmall(small)) continue;
    const degrees = terms.map((term) => degreeIn(term, small));
    const rises = degrees.every((own, k) => {
      return own !== undefined && (k === 0 || own > (degrees[k - 1] ?? own));
    });
    if (rises) found.set(unit, { small, order: degrees.at(-1)! + 1 });
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** The names, and brackets such as (x − a), that are factors of a term. */
function powersIn(term: Syntax): readonly Syntax[] {
  if (nameKey(term) !== undefined) return [term];
  if (term.kind === "group") return [term];
  if (term.kind === "power") return powersIn(term.base);
  if (term.kind === "fraction") return powersIn(term.numerator);
  return term.kind === "product" ? term.factors.flatMap(powersIn) : [];
}

/** The power of something small in a term; undefined where the term is no such power. */
function degreeIn(term: Syntax, small: Syntax): number | undefined {
  if (textOf(term) === textOf(small)) return 1;
  if (term.kind === "product") {
    const degrees = term.factors.map((factor) => degreeIn(factor, small));
    return degrees.includes(undefined) ? undefined : degrees.reduce((a, b) => a! + b!, 0);
  }
  if (term.kind === "power") {
    const [base, exponent] = [degreeIn(term.base, small), wholeOf(term.exponent)];
    if (base !== undefined && exponent !== undefined) return base * exponent;
  }
  if (term.kind === "fraction") {
    return mentionsIt(term.denominator, small) ? undefined : degreeIn(term.numerator, small);
  }
  return mentionsIt(term, small) ? undefined : 0;
}

function mentionsIt(syntax: Syntax, small: Syntax): boolean {
  return mentions(syntax, nameKey(placeOf(small)!.variable));
}

/** A side up to an order; what it leaves out stays out. */
function expansionOf(side: Syntax, { small, order }: Order): Syntax {
  const { variable, at } = placeOf(small)!;
  const body = S.group(withoutRest(side));
  const terms = Array.from({ length: Math.min(order, orderLimit) }, (_, j) => {
    const slope = j === 0 ? body : S.derivative(body, { variable, order: j });
    const limit: SyntaxOf<"limit"> = {
      ...{ kind: "limit", variable, target: at, side: null, body: slope },
      ...{ from: side.from, to: side.to },
    };
    if (j === 0) return limit;
    const power = S.power(S.group(bare(small)), S.number(j));
    return S.product([limit, S.fraction(power, S.number(factorial(j)))], "cdot");
  });
  return { ...S.sum(terms), from: side.from, to: side.to };
}

export const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

function withoutRest(side: Syntax): Syntax {
  if (side.kind !== "sum") return side;
  const terms = side.terms.filter(({ term }) => {
    return term.kind !== "dots" && statedOrder(term) === undefined;
  });
  return terms.length === side.terms.length ? side : { ...side, terms };
}
