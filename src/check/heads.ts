/**
 * @file Names that may be functions of which nothing is said: they stand before a bracket, as in
 * p(x). Where p(x) stands in another section only, p is a number here, unless it stands before
 * something as a function does, as in p x.
 */
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Chain, Division } from "./chain.ts";
import { headingOf, sectionsAround } from "./elsewhere.ts";
import { bareNames, headsOf, plainHeadsOf, variedIn } from "./names.ts";
import type { Statement } from "./statement.ts";

/** The names before brackets in a document. */
export class Heads {
  private readonly statements: readonly Statement[];
  private readonly divisions: readonly Division[];
  /** The sections in which each name stands before a bracket. */
  private readonly sections = new Map<string, Set<number>>();

  constructor(statements: readonly Statement[], divisions: readonly Division[]) {
    this.statements = statements;
    this.divisions = divisions;
    const sides = statements.flatMap(({ left, right }) => [left, right]);
    // the x of f(x) and of d/dx before a bracket is a factor, and n(p + q) beside p^n elsewhere
    const varied = new Set(sides.flatMap(variedIn));
    const alone = new Map<string, Set<Chain>>();
    for (const { left, right, chain } of statements) {
      for (const name of bareNames([left, right])) {
        const known = alone.get(name) ?? new Set();
        alone.set(name, known.add(chain));
      }
    }
    const isFactor = (head: string, chain: Chain): boolean => {
      return varied.has(head) || [...(alone.get(head) ?? [])].some((one) => one !== chain);
    };
    const plain = new Set(sides.flatMap(plainHeadsOf));
    for (const { left, right, chain } of statements) {
      for (const head of [left, right].flatMap(headsOf)) {
        if (!plain.has(head) && isFactor(head, chain)) continue;
        const known = this.sections.get(head) ?? new Set();
        known.add(headingOf(chain.part, divisions));
        this.sections.set(head, known);
      }
    }
  }

  /** Whether a name may be a function in a statement. */
  mayBe(name: string, id: number): boolean {
    const sections = this.sections.get(name);
    if (sections === undefined) return false;
    const { chain, left, right } = this.statements[id]!;
    const around = sectionsAround(chain.part, this.divisions);
    if ([...sections].some((section) => around.has(section))) return true;
    return [left, right].some((side) => isBefore(side, name));
  }
}

/** Whether a name stands right before another factor, or before a bracket. */
function isBefore(syntax: Syntax, name: string): boolean {
  if (syntax.kind === "applied" && nameKey(syntax.head) === name) return true;
  if (syntax.kind === "product") {
    const { factors, joints } = syntax;
    const isHead = factors.some((factor, k) => {
      return k + 1 < factors.length && joints[k] === "juxtapose" && nameKey(factor) === name;
    });
    if (isHead) return true;
  }
  return children(syntax).some((part) => isBefore(part, name));
}
