/**
 * @file What may be missing on the right side of a step, in the author's notation: names, parts of
 * what stands nearby, the links of the chain that leads from one quantity to another, their local
 * derivatives, and the terms that the chain rule adds up, one for each path.
 */
import { tidy } from "../algebra/index.ts";
import { differentiate, pullBack } from "../calculus/index.ts";
import { isKind, isZero, type Node, topological } from "../expression/index.ts";
import {
  children,
  type Names,
  nameKey,
  readFormula,
  S,
  type Syntax,
  spell,
  withName,
  writeLatex,
} from "../notation/index.ts";
import { isProblem } from "../source/index.ts";
import { leadingTo, type Quantity } from "../worksheet/index.ts";
import type { Reading } from "./chain.ts";
import { constantOf, exactSyntax } from "./constant.ts";
import { orMisfit } from "./fit.ts";
import type { Bench, Pair } from "./judge.ts";
import { isClosed, namesOf } from "./names.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";
import { variablesOf } from "./variables.ts";

/** Something that may be missing. */
export interface Word {
  readonly latex: string;
  readonly node: Node;
  readonly kind: "name" | "part" | "link" | "local" | "path";
  /** Of a link: of what it is the derivative, and by what. */
  readonly link?: { readonly of: string; readonly by: string };
  /** Whether it is made of a size: 1/n, a number at every point but no number. */
  readonly counts?: boolean;
}

/** At most so many words of a kind, and so long. */
const countLimit = 240;
const lengthLimit = 90;
const pathLimit = 16;
const betweenLimit = 16;

/** The names of quantities for spelling nodes in the author's notation. */
export function authorNames(sheet: DocumentSheet): Names {
  return {
    get: (node) => (isKind(node, "variable") ? sheet.quantityOf(node)?.name : undefined),
  };
}

/** The quantities that a part of the document sees, without those that nobody wrote. */
export function quantitiesSeen({ worksheet }: DocumentSheet, part: number): readonly Quantity[] {
  return worksheet.quantities.filter((one) => {
    return one.part <= part && !/[\u00a7\u2202]/.test(one.key);
  });
}

/** The words for the right side of a statement, the likeliest first. */
export function lexiconOf(
  bench: Bench,
  reading: Reading,
  statement: Statement,
  pair: Pair,
): readonly Word[] {
  return new Lexicon(bench, reading, statement, pair).all();
}

class Lexicon {
  private readonly bench: Bench;
  private readonly sheet: DocumentSheet;
  private readonly reading: Reading;
  private readonly statement: Statement;
  private readonly pair: Pair;
  private readonly names: Names;
  private readonly words = new Map<string, Word>();

  constructor(bench: Bench, reading: Reading, statement: Statement, pair: Pair) {
    this.bench = bench;
    this.sheet = bench.sheet;
    this.reading = reading;
    this.statement = statement;
    this.pair = pair;
    this.names = authorNames(bench.sheet);
  }

  all(): readonly Word[] {
    if (this.statement.closed) this.valuesOf(this.statement.left);
    else {
      this.nearNames();
      this.chainWords();
      this.innerDerivatives();
      this.parts();
    }
    return [...this.words.values()];
  }

  /** A word from a text; nothing when it has no meaning here. */
  private read(latex: string, kind: Word["kind"], link?: Word["link"]): void {
    const known = this.words.get(latex);
    if (known !== undefined || latex.length > lengthLimit) return;
    const { syntax, diagnostics } = readFormula(latex, { notation: "latex" });
    if (diagnostics.some(isProblem)) return;
    this.say(latex, this.meaning(this.meant(syntax)), kind, link);
  }

  private say(latex: string, node: Node | null, kind: Word["kind"], link?: Word["link"]): void {
    if (node === null || this.words.has(latex) || latex.length > lengthLimit) return;
    const counts = topological([node]).some((one) => isKind(one, "size"));
    this.words.set(latex, { latex, node, kind, counts, ...(link !== undefined && { link }) });
  }

  private meant(syntax: Syntax): Syntax {
    return this.reading.meant(syntax, this.statement.chain);
  }

  private meaning(syntax: Syntax): Node | null {
    return orMisfit(() => this.sheet.meaningIn(this.statement, syntax));
  }

  /** The names of the chain, those that the left side is made of, and small entries. */
  private nearNames(): void {
    const { chain } = this.statement;
    for (const { key } of chain.parts.flatMap(namesOf)) this.read(key, "name");
    for (const variable of variablesOf(this.sheet.opened(this.pair.left))) {
      this.read(this.sheet.nameOf(variable), "name");
    }
    for (const quantity of this.quantities()) {
      for (const entry of entriesOf(quantity)) this.read(entry, "name");
    }
  }

  /** The derivatives of what stands inside functions, roots and powers. */
  private innerDerivatives(): void {
    const [head] = this.statement.chain.parts;
    const [body, by] = this.differentiated(head!);
    if (body === null || by === undefined) return;
    const key = nameKey(by);
    for (const inner of insideOf(body)) {
      if (!namesOf(inner).some((name) => name.key === key) || nameKey(inner) === key) continue;
      const node = this.meaning(this.meant(S.derivative(S.group(inner), by)));
      if (node !== null) this.spoken(node, "local");
    }
  }

  /** What a derivative is of, as a formula, and by: of d/dx, of f\'(x) where f is defined. */
  private differentiated(head: Syntax): readonly [Syntax | null, Syntax | undefined] {
    if (head.kind === "derivative") {
      const key = head.of === null ? undefined : nameKey(head.of);
      const { part } = this.statement.chain;
      const named = key === undefined ? undefined : this.sheet.named(key, part);
      return [named?.written ?? head.of, head.by[0]?.variable];
    }
    if (head.kind !== "applied" || head.head.kind !== "prime") return [null, undefined];
    const own = nameKey(head.head.base);
    const found = this.reading.chains.find(({ parts: [left] }) => {
      return left?.kind === "applied" && own !== undefined && nameKey(left.head) === own;
    });
    return [found?.parts[1] ?? null, head.arguments[0]];
  }

  /** The quantities that the statement sees. */
  private quantities(): readonly Quantity[] {
    return quantitiesSeen(this.sheet, this.statement.chain.part);
  }

  /** Parts of the formulas nearby: of the chain, then of the other chains from the last back. */
  private parts(): void {
    const { chain } = this.statement;
    // those before it from the last one back, then those behind it
    const { chains } = this.reading;
    const at = chains.indexOf(chain);
    const near = [...chains.slice(Math.max(0, at - 40), at).reverse(), ...chains.slice(at + 1)];
    // and nothing of the derivative that it is about
    const [head] = chain.parts;
    const isSlope = ({ kind }: Syntax) => kind === "derivative" || kind === "gradient";
    const own = head && isSlope(head) ? writeLatex(head) : null;
    for (const side of [...chain.parts, ...near.flatMap(({ parts }) => parts)]) {
      if (this.words.size >= countLimit) return;
      for (const part of partsIn(side)) {
        if (own !== null && isSlope(part) && writeLatex(part) === own) continue;
        const latex = this.reading.text.text.slice(part.from, part.to).trim();
        if (latex.length < lengthLimit && !/&|\\\\|\n/.test(latex) && !this.words.has(latex)) {
          this.say(latex, this.meaning(part), "part");
        }
      }
    }
  }

  /** What the chain rule says where the chain is about a derivative. */
  private chainWords(): void {
    const [head] = this.statement.chain.parts;
    if (head?.kind !== "derivative" || head.of === null || head.by.length !== 1) return;
    const { part } = this.statement.chain;
    const bySyntax = head.by[0]!.variable;
    const by = nameKey(bySyntax);
    const of = nameKey(head.of);
    if (of === undefined || by === undefined) return;
    const whole = bySyntax.kind === "subscript" ? nameKey(bySyntax.base) : undefined;
    const own = this.sheet.named(of, part) ?? this.entryOf(head.of);
    const start =
      this.sheet.named(by, part) ??
      (whole === undefined ? undefined : this.sheet.named(whole, part));
    if (own === undefined || start === undefined) return;
    const between = this.between(own, start);
    const written = this.reading.text.text.slice(head.from, head.to);
    const d = /^\\frac\s*\{\s*((?:d|\\partial|\\mathrm\s*\{?\s*d\}?)\s*)/.exec(written)?.[1] ?? "d";
    const link = (above: string, below: string): string => {
      const space = /[a-z]$/.test(d) && d.length > 1 ? " " : "";
      return `\\frac{${d}${space}${above}}{${d}${space}${below}}`;
    };
    const say = (above: string, below: string): void => {
      if (above === of && below === by) return;
      this.read(link(above, below), "link", { of: above, by: below });
    };
    for (const quantity of between) {
      const uses = quantity.parents.filter((one) => one === start || between.includes(one));
      for (const above of spelled(quantity)) {
        if (above !== of) say(of, above);
        say(above, by);
        for (const below of uses.flatMap(spelled)) say(above, below);
        if (quantity !== own && quantity.parents.includes(start)) {
          this.read(`${link(of, above)} \\cdot ${link(above, by)}`, "path");
        }
      }
    }
    // what dL/dw is, is said by dL/dw only where nothing else does
    if (between.includes(own)) this.read(link(of, by), "link", { of, by });
    this.locals(between);
    if (own.shape.length > 0 || start !== this.sheet.named(by, part)) return;
    this.contributions(own, start, between, link);
    this.paths(own, start, between);
  }

  /**
   * The quantities on the way from one to another: those that lead there by their formulas, and
   * those by which it has a derivative because its formula has theirs in it.
   */
  private between(own: Quantity, start: Quantity): readonly Quantity[] {
    const leading = leadingTo(own);
    const found = this.quantities().filter((one) => {
      if (one === start || one.formula === null || !leadingTo(one).has(start)) return false;
      if (leading.has(one)) return true;
      const slope = this.meaning(S.derivative(own.name, one.name));
      return slope !== null && !isZero(slope);
    });
    return found.slice(-betweenLimit);
  }

  private entryOf(syntax: Syntax): Quantity | undefined {
    const key = syntax.kind === "subscript" ? nameKey(syntax.base) : undefined;
    return key === undefined ? undefined : this.sheet.named(key, this.statement.chain.part);
  }

  /** The derivatives along the edges between quantities, in the names of these. */
  private locals(between: readonly Quantity[]): void {
    for (const { formula, shape, parents } of between) {
      if (shape.length > 0) continue;
      for (const parent of parents) {
        if (parent.shape.length > 0) continue;
        const [node] = differentiate(formula!, [parent.variable], this.sheet.arena);
        this.spoken(node!, "local");
      }
    }
    for (const node of this.sheet.derivativesIn(this.pair.left)) this.spoken(node, "local");
  }

  private spoken(node: Node, kind: Word["kind"], names: Names = this.names, meant = node): void {
    const spelling = spell(tidy(node, this.sheet.arena), names);
    const latex = writeLatex(spelling);
    if (latex.length <= lengthLimit) this.say(latex, meant, kind);
    // one factor of what a link is may be missing
    for (const part of factorsOf(spelling)) this.say(writeLatex(part), this.meaning(part), "part");
  }

  /** What each quantity that uses x hands to dL/dx: 2 · dL/ds · x. */
  private contributions(
    own: Quantity,
    start: Quantity,
    between: readonly Quantity[],
    link: (above: string, below: string) => string,
  ): void {
    const { arena } = this.sheet;
    for (const { formula, parents, variable, name, shape } of between) {
      if (!parents.includes(start) || variable === own.variable) continue;
      const latex = link(writeLatex(own.name), writeLatex(name));
      const { syntax } = readFormula(latex, { notation: "latex" });
      const adjoint = this.meaning(this.meant(syntax));
      if (adjoint === null || adjoint.shape.length !== shape.length) continue;
      const letter = arena.variable("\u00a7adjoint", shape);
      const [written] = pullBack(formula!, letter, [start.variable], arena);
      const [meant] = pullBack(formula!, adjoint, [start.variable], arena);
      this.spoken(written!, "path", withName(this.names, letter, syntax), meant!);
    }
  }

  /** What each path from x to L contributes to dL/dx, in the names along it. */
  private paths(own: Quantity, start: Quantity, between: readonly Quantity[]): void {
    const { arena } = this.sheet;
    const order = between.filter((one) => one !== own);
    order.sort((a, b) => leadingTo(b).size - leadingTo(a).size);
    const terms = new Map<Quantity, Node[]>([[own, [arena.integer(1)]]]);
    for (const quantity of [own, ...order]) {
      for (const term of terms.get(quantity) ?? []) {
        for (const parent of quantity.parents) {
          if (parent !== start && !between.includes(parent)) continue;
          const [node] = pullBack(quantity.formula!, term, [parent.variable], arena);
          const known = terms.get(parent) ?? [];
          if (known.length < pathLimit) terms.set(parent, [...known, node!]);
        }
      }
    }
    for (const node of terms.get(start) ?? []) this.spoken(node, "path");
  }

  /** The values that the parts of a formula have here, for a side that is made of numbers. */
  private valuesOf(side: Syntax): void {
    const { sheet, values } = this.bench;
    for (const part of [side, ...partsIn(side)]) {
      if (isClosed(part)) continue;
      const node = this.meaning(part);
      if (node === null) continue;
      const whole = sheet.expand(node);
      const inputs = new Map<Node, Node>();
      for (const variable of variablesOf(whole)) {
        const value = values.ofInput(variable, this.pair.id, this.pair.id);
        if (value !== undefined) inputs.set(variable, value);
      }
      const constant = constantOf(sheet.put(whole, inputs), sheet.worksheet.sizes);
      if (constant?.exact == null) continue;
      this.say(writeLatex(exactSyntax(constant.exact)), sheet.put(whole, inputs), "part");
    }
  }
}

/** The factors of a product, of a quotient, and of their negatives, and the terms of a sum. */
function factorsOf(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind === "product") return syntax.factors.flatMap((one) => [one, ...factorsOf(one)]);
  if (syntax.kind === "fraction") {
    return [syntax.numerator, ...factorsOf(syntax.numerator), ...factorsOf(syntax.denominator)];
  }
  if (syntax.kind !== "sum") return [];
  return syntax.terms.flatMap(({ term }) => [term, ...factorsOf(term)]);
}

/** How a quantity is spelled, or its entries where it is a small vector. */
function spelled(quantity: Quantity): string[] {
  return quantity.shape.length === 0
    ? [writeLatex(quantity.name)]
    : [writeLatex(quantity.name), ...entriesOf(quantity)];
}

/** The entries of a small vector: b_1, b_2. */
function entriesOf({ key, shape }: Quantity): string[] {
  const [n] = shape;
  if (shape.length !== 1 || typeof n !== "number" || n > 4 || /[_^]/.test(key)) return [];
  return Array.from({ length: n }, (_, k) => `${key}_${k + 1}`);
}

/** What stands inside functions, roots and powers, and below fractions. */
function insideOf(syntax: Syntax): readonly Syntax[] {
  const own =
    syntax.kind === "call"
      ? syntax.arguments
      : syntax.kind === "root"
        ? [syntax.radicand]
        : syntax.kind === "power"
          ? [syntax.base, syntax.exponent]
          : syntax.kind === "fraction"
            ? [syntax.denominator]
            : [];
  return [...own, ...children(syntax).flatMap(insideOf)];
}

/** The parts of a formula that may stand alone, the large ones first. */
function partsIn(syntax: Syntax): Syntax[] {
  if (syntax.kind === "derivative" || syntax.kind === "subscript") return [syntax];
  const inner = children(syntax).flatMap(partsIn);
  return syntax.kind === "number" ? [] : [syntax, ...inner];
}
