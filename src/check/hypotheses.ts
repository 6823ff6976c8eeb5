/**
 * @file Of which unknown functions a document says more than their names. A claim about any
 * function is refuted by one for which it fails; but where f is known to be something (it is
 * defined somewhere, a condition or an equation is about it that does not hold for all functions,
 * or the words around speak of properties), that one may be no f that was meant.
 */
import type { Document } from "../document/index.ts";
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import { functionsIn } from "./example.ts";
import { type Decide, holds } from "./finding.ts";
import type { DocumentSheet } from "./sheet.ts";
import type { Statement } from "./statement.ts";

/** Words that say what sort of function is meant. */
const properties =
  /\b(?:inverse|antideriv\w+|primitive|periodic|homogeneous|linear|affine|constant|even|odd|satisf\w+|solv\w+|solution|such that|differential equation|fixed point|critical|minim\w+|maxim\w+|extrem\w+|optim\w+|root|zeros?|suppos\w+|assum\w+|approximat\w+)\b/i;

/** What is supposed of functions. */
export class Hypotheses {
  private readonly statements: readonly Statement[];
  private readonly sheet: DocumentSheet;
  private readonly decide: Decide;
  private readonly document: Document;
  private known: ReadonlySet<string> | undefined;
  /** The parts of the document whose words speak of properties. */
  private special: ReadonlySet<number> | undefined;

  constructor(
    document: Document,
    statements: readonly Statement[],
    sheet: DocumentSheet,
    decide: Decide,
  ) {
    this.document = document;
    this.statements = statements;
    this.sheet = sheet;
    this.decide = decide;
  }

  /** Whether a claim about these functions may be about special ones. */
  concern(names: readonly string[], id: number): boolean {
    this.known ??= this.found();
    if (names.some((name) => this.known!.has(name) || name.includes("^{-1}"))) return true;
    this.special ??= specialParts(this.document);
    const own = this.statements.find((statement) => statement.id === id);
    return this.special.has(own?.chain.part ?? -1);
  }

  private found(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const statement of this.statements) {
      const { kind, left, right } = statement;
      const says = kind === "condition" || kind === "unread" || kind === "update";
      if (says || (kind === "definition" && left.kind !== "applied")) {
        for (const side of says ? [left, right] : [left]) collectHeads(side, names);
      }
      if (kind === "definition" && left.kind === "applied") names.add(nameKey(left.head) ?? "");
      if (kind === "step" && statement.at === 0 && !this.isRule(statement)) {
        for (const name of this.functionsOf(statement)) names.add(name);
      }
    }
    return names;
  }

  private sides(statement: Statement): readonly [Node, Node] | null {
    const [left, right] = [this.sheet.left(statement).node, this.sheet.right(statement).node];
    return left === null || right === null ? null : [left, right];
  }

  private functionsOf(statement: Statement): readonly string[] {
    const sides = this.sides(statement);
    return sides === null ? [] : functionsIn(sides.map((side) => this.sheet.expand(side)));
  }

  /** Whether the first relation of a chain is a rule for derivatives, or holds of any function. */
  private isRule(statement: Statement): boolean {
    if (derives(statement.left)) return true;
    const sides = this.sides(statement);
    if (sides === null) return false;
    const [left, right] = sides.map((side) => this.sheet.expand(side));
    return holds(this.decide(left!, right!));
  }
}

function specialParts({ pieces }: Document): ReadonlySet<number> {
  const found = new Set<number>();
  let part = 0;
  for (const piece of pieces) {
    if (piece.kind === "heading" || piece.kind === "mark") part++;
    const text = piece.kind === "words" ? piece.text : piece.kind === "heading" ? piece.title : "";
    if (properties.test(text)) found.add(part);
  }
  return found;
}

/** Whether a side is a sum of limits, as expansions are. */
export function isExpansion(syntax: Syntax): boolean {
  return (
    syntax.kind === "sum" &&
    syntax.terms.every(({ term }) => {
      return (term.kind === "product" ? term.factors[0]! : term).kind === "limit";
    })
  );
}

/** Whether a formula is a limit, or the derivative of something put together from functions. */
export function derives(syntax: Syntax): boolean {
  switch (syntax.kind) {
    case "decorated":
      return derives(syntax.body);
    case "limit":
      return true;
    case "derivative":
      return syntax.of !== null && isCompound(syntax.of);
    case "prime":
      return syntax.base.kind === "group" && isCompound(syntax.base);
    case "product":
      return syntax.factors.length === 2 && derives(syntax.factors[0]!);
    case "sum":
      return isExpansion(syntax);
    default:
      return false;
  }
}

function isCompound(syntax: Syntax): boolean {
  if (syntax.kind === "group" || syntax.kind === "decorated") return isCompound(syntax.body);
  if (nameKey(syntax) !== undefined) return false;
  if (syntax.kind !== "applied") return true;
  return syntax.arguments.some((argument) => nameKey(argument) === undefined);
}

function collectHeads(syntax: Syntax, found: Set<string>): void {
  if (syntax.kind === "applied") {
    const { head } = syntax;
    found.add(nameKey(head.kind === "prime" ? head.base : head) ?? "");
  }
  for (const child of children(syntax)) collectHeads(child, found);
}
