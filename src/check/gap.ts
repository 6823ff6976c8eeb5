/**
 * @file Where something may be missing or mistaken in a written formula: a factor beside a part, a
 * term behind one, an exponent on one, a number, a name, a link of a chain. Each such gap knows how
 * it is filled in the author's text, with what brackets that needs, and the formula with a name in
 * it, of which the right value can be asked.
 */
import { children, mapParts, nameKey, S, type Syntax } from "../notation/index.ts";
import { type Edit, type RepairKind, raising } from "./edit.ts";
import { isClosed } from "./names.ts";

export type GapKind = "factor" | "term" | "exponent" | "number" | "link" | "name";

/** A place where something may be missing. */
export interface Gap {
  readonly kind: GapKind;
  readonly part: Syntax;
  /** Whether it stands in an exponent. */
  readonly raised: boolean;
  /** Whether its part is a factor of a product. */
  readonly isFactor: boolean;
  /** Whether its part is one of the terms of a sum. */
  readonly isTerm: boolean;
  /** Whether it is beside a number that is an entry of a matrix. */
  readonly isEntry: boolean;
  /** Whether something stands there as a factor: x x is x^2, x / x^2 is 1/x, an exponent. */
  readonly has: (latex: string) => boolean;
  /** The formula with `name` in the gap. */
  readonly asked: (name: string) => Syntax;
  /** The edits of the text that put `latex` there, the likeliest first. */
  readonly filled: (latex: string, options?: Filling) => readonly Edit[];
}

/** What is known of what fills a gap. */
export interface Filling {
  /** The sign before a term. */
  readonly sign?: "+" | "-";
  /** Of a link of a chain: what it is the derivative of, and by. */
  readonly link?: { readonly of: string; readonly by: string };
}

/** How a part stands in what is around it. */
type Role =
  | "entry"
  | "whole"
  | "term"
  | "factor"
  | "base"
  | "bare"
  | "braced"
  | "unbraced"
  | "other";

/** All gaps of a formula in a text. */
export function gapsOf(side: Syntax, text: string): readonly Gap[] {
  const found: Gap[] = [];
  const put = (part: Syntax, instead: Syntax) => replaced(side, part, instead);
  const visit = (
    part: Syntax,
    role: Role,
    exponent: Syntax | null,
    beside: readonly Syntax[],
    isArgument: boolean,
  ): void => {
    if (part.from < 0) return;
    const raised = exponent !== null;
    const own = text.slice(part.from, part.to);
    const has = (latex: string): boolean => {
      return [...factorsOf(part), ...beside].some(({ from, to }) => text.slice(from, to) === latex);
    };
    const add = (kind: GapKind, asked: Gap["asked"], filled: Gap["filled"]): void => {
      const isEntry = kind !== "number" && role === "entry" && isClosed(part);
      const stands = { raised, isFactor: role === "factor", isTerm: role === "term", isEntry };
      found.push({ kind, part, ...stands, has, asked, filled });
    };
    const isSum = part.kind === "sum" && part.terms.length > 1;
    const isOpen = role !== "factor" && role !== "base" && role !== "other";
    const isSigned = part.kind === "sum" && part.terms.length === 1;
    const wrap = (latex: string): string => {
      if (role === "unbraced") return `{${latex}}`;
      return role === "bare" ? `\\left(${latex}\\right)` : latex;
    };
    if (isOpen && !isSigned) {
      const asked = (name: string) => put(part, S.product([S.group(part), S.name(name)], "cdot"));
      add("factor", asked, (latex, { link } = {}) => {
        const kind: RepairKind = raised ? "exponent" : "missing-factor";
        const edit = (text: string): Edit => ({ ...at(part), text, kind, what: latex });
        if (isSum) return [edit(wrap(times(`\\left(${own}\\right)`, latex)))];
        const behind = edit(wrap(times(own, latex)));
        const isOne = own.trim() === "1";
        const before = edit(wrap(isOne ? bracketed(latex) : `${bracketed(latex)} \\cdot ${own}`));
        const inside = link === undefined ? [] : linked(part, latex, link);
        return [...inside.map((one): Edit => ({ ...one, kind, what: latex })), behind, before];
      });
    }
    if (isOpen && role !== "term") {
      const asked = (name: string) => put(part, S.sum([S.group(part), S.name(name)]));
      add("term", asked, (latex, { sign = "+" } = {}) => {
        const kind: RepairKind = raised ? "exponent" : "missing-term";
        // in front of a minus, which then needs no other sign
        const leads = sign === "+" && own.startsWith("-");
        const term = leads ? `${latex} ${own}` : `${own.trimEnd()} ${sign} ${latex}`;
        return [{ ...at(part), text: wrap(term), kind, what: latex }];
      });
    }
    exponents(part, role, own, add, put);
    if (part.kind === "number" && role !== "base") {
      // of e^{-1/2} the exponent is an argument
      const isFigure = exponent === null || isArgument || isWorkedOut(exponent);
      const kind: RepairKind = isFigure ? "arithmetic" : "exponent";
      const fill = (latex: string): Edit[] => [{ ...at(part), text: latex, kind, what: own }];
      add("number", (name) => put(part, S.name(name)), fill);
    }
    if (part.kind === "derivative") {
      const fill = (latex: string): Edit[] => {
        return [{ ...at(part), text: latex, kind: "chain-rule", what: own }];
      };
      add("link", (name) => put(part, S.name(name)), fill);
    }
    if (nameKey(part) !== undefined && role !== "other") {
      const fill = (latex: string): Edit[] => {
        return latex === own ? [] : [{ ...at(part), text: latex, kind: "name", what: own }];
      };
      add("name", (name) => put(part, S.name(name)), fill);
    }
    const around = part.kind === "fraction" ? factorsOf(part) : [];
    for (const [child, next] of partsOf(part, text, role)) {
      const isExponent = part.kind === "power" && child === part.exponent;
      const isOfE = isExponent && nameKey(part.base) === "e";
      visit(child, next, exponent ?? (isExponent ? child : null), around, isArgument || isOfE);
    }
  };
  visit(side, "whole", null, [], false);
  return found;

  /** An exponent on a name or a bracket, or another one where there is one. */
  function exponents(
    part: Syntax,
    role: Role,
    own: string,
    add: (kind: GapKind, asked: Gap["asked"], filled: Gap["filled"]) => void,
    put: (part: Syntax, instead: Syntax) => Syntax,
  ): void {
    if (role === "base") return;
    const isPower = part.kind === "power";
    const isBracket = part.kind === "group" && part.delimiter === "(";
    if (!isPower && !isBracket && nameKey(part) === undefined) return;
    const base = isPower ? part.base : part;
    const written = isPower ? text.slice(part.exponent.from, part.exponent.to) : own;
    const asked = (name: string) => put(part, S.power(base, S.name(name)));
    add("exponent", asked, (latex) => {
      const text = /^\w$/.test(latex) ? `^${latex}` : `^{${latex}}`;
      const place = isPower ? { from: base.to, to: part.to, text } : raising(part, own, text);
      return [{ ...place, kind: "exponent", what: written }];
    });
  }
}

/** Whether an exponent is a calculation with numbers, e^{(e^2 + 3)/2}, and no mere number. */
function isWorkedOut(exponent: Syntax): boolean {
  const isPlain = (one: Syntax): boolean => {
    if (one.kind === "sum" && one.terms.length === 1) return isPlain(one.terms[0]!.term);
    if (one.kind === "fraction") return [one.numerator, one.denominator].every(isPlain);
    return one.kind === "number";
  };
  return isClosed(exponent) && !isPlain(exponent);
}

/** The factors of a part, those of powers and below a fraction's bar, too. */
function factorsOf(part: Syntax): readonly Syntax[] {
  if (part.kind === "product") return part.factors.flatMap(factorsOf);
  if (part.kind === "fraction") return [part.numerator, part.denominator].flatMap(factorsOf);
  return part.kind === "power" ? [part.base] : [part];
}

const at = ({ from, to }: Syntax) => ({ from, to });

/** The parts of a part in which gaps are looked for, and how they stand there. */
function partsOf(part: Syntax, text: string, role: Role): [Syntax, Role][] {
  const braced = (child: Syntax): Role => (text[child.from - 1] === "{" ? "braced" : "unbraced");
  switch (part.kind) {
    case "sum":
      return part.terms.map(({ term }) => [term, part.terms.length === 1 ? role : "term"]);
    case "product":
      return part.factors.map((factor) => [factor, "factor"]);
    case "fraction":
      return [part.numerator, part.denominator].map((child) => {
        return [child, part.style === "bar" ? braced(child) : "factor"];
      });
    case "power":
      return [
        [part.base, "base"],
        [part.exponent, braced(part.exponent)],
      ];
    case "transpose":
      return nameKey(part.base) === undefined ? [[part.base, "base"]] : [];
    case "group":
      return [[part.body, "braced"]];
    case "call":
      return part.arguments.map((child) => [child, part.brackets === null ? "bare" : "braced"]);
    case "applied":
      return part.arguments.map((child) => [child, "braced"]);
    case "matrix":
      return part.rows.flat().map((child) => [child, "entry"]);
    case "root":
      return [[part.radicand, braced(part.radicand)]];
    case "decorated":
      return [[part.body, "braced"]];
    case "indicator":
      return children(part.condition).map((child) => [child, "other"]);
    case "big":
      return [[part.body, "other"]];
    default:
      return [];
  }
}

/** The formula with another part in the place of one. */
function replaced(syntax: Syntax, part: Syntax, instead: Syntax): Syntax {
  if (syntax === part) return instead;
  const isInside = syntax.from <= part.from && part.to <= syntax.to;
  if (!isInside) return syntax;
  return mapParts(syntax, (child) => replaced(child, part, instead));
}

/** A factor more, or instead of 1: a number in front, what is long behind a dot, a name behind. */
export function times(body: string, factor: string): string {
  const own = body.trimEnd();
  if (own.trim() === "1") return bracketed(factor);
  const isNumber = /^(?:[\d.]+|\\frac\{\d+\}\{\d+\})$/.test(factor);
  if (isNumber) {
    const signed = /^\s*-/.exec(own);
    const [sign, rest] = signed === null ? ["", own] : ["-", own.slice(signed[0].length)];
    const dotted = /^\s*(?:\d|\\frac)/.test(rest);
    return dotted
      ? `${sign}${factor} \\cdot ${rest.trimStart()}`
      : `${sign}${factor} ${rest.trimStart()}`;
  }
  const isName = /^(?:\\[a-zA-Z]+|[a-zA-Z])(?:_(?:\w|\{[^{}]*\}))?$/.test(factor);
  return isName ? `${own} ${factor}` : `${own} \\cdot ${bracketed(factor)}`;
}

/** A factor with the brackets that a sum or a sign needs. */
export function bracketed(factor: string): string {
  let depth = 0;
  for (const sign of factor) {
    if ("{([".includes(sign)) depth++;
    else if ("})]".includes(sign)) depth--;
    else if (depth === 0 && "+-".includes(sign)) return `\\left(${factor}\\right)`;
  }
  return factor;
}

/** A link of a chain in its place: behind the one that ends where it begins, or before the next. */
function linked(
  part: Syntax,
  latex: string,
  { of, by }: { readonly of: string; readonly by: string },
): Omit<Edit, "kind" | "what">[] {
  const factors = part.kind === "product" ? part.factors : [part];
  const links = factors.flatMap((factor) => (factor.kind === "derivative" ? [factor] : []));
  const before = links.find(({ by }) => by.length === 1 && nameKey(by[0]!.variable) === of);
  if (before !== undefined) {
    return [{ from: before.to, to: before.to, text: ` \\cdot ${latex}` }];
  }
  const after = links.find((link) => link.of !== null && nameKey(link.of) === by);
  if (after === undefined) return [];
  return [{ from: after.from, to: after.from, text: `${latex} \\cdot ` }];
}

/** Whether every factor of a part is a derivative or a number: a chain without its values. */
export function isChain(part: Syntax): boolean {
  if (part.kind === "sum") return part.terms.every(({ term }) => isChain(term));
  if (part.kind !== "product") return part.kind === "derivative";
  return (
    part.factors.some(isChain) &&
    part.factors.every((factor) => factor.kind === "number" || isChain(factor))
  );
}

/** The edits that put a factor at every place of a product, for factors that do not commute. */
export function woven({ part, raised }: Gap, latex: string): readonly Edit[] {
  const factors = part.kind === "product" ? part.factors : [part];
  const joints = part.kind === "product" ? new Set(part.joints) : new Set(["cdot"]);
  const signs = joints.has("odot") ? ["\\odot", "\\cdot"] : ["\\cdot", "\\odot"];
  const kind: RepairKind = raised ? "exponent" : "missing-factor";
  const factor = bracketed(latex);
  return signs.flatMap((sign) => {
    // entry by entry, beside a product of matrices, is seldom meant
    const cost = sign === "\\odot" && factors.length > 1 && !joints.has("odot") ? 4 : 0;
    const own = { kind, what: latex, cost };
    return [
      ...factors.map(({ from }): Edit => {
        return { from, to: from, text: `${factor} ${sign} `, ...own };
      }),
      { from: part.to, to: part.to, text: ` ${sign} ${factor}`, ...own },
    ];
  });
}
