/**
 * @file Letters that may have another meaning in a section of their own. What one section says of L
 * holds in others of equal standing, too, if something in them bears it out; a step that is alone
 * in using L there may be of another L, the one on the assignment sheet, unless the name is a
 * telling one, such as E_{total}, that is said once.
 */
import type { Node } from "../expression/index.ts";
import { children, nameKey, type Syntax } from "../notation/index.ts";
import type { Division } from "./chain.ts";
import { holds } from "./finding.ts";
import { type Bench, judge, type Pair } from "./judge.ts";
import { mentionedIn } from "./names.ts";
import type { Session } from "./session.ts";
import type { DocumentSheet } from "./sheet.ts";
import { pairOf } from "./sides.ts";
import type { Statement } from "./statement.ts";
import type { Values } from "./values.ts";
import { variablesOf } from "./variables.ts";

/** A document, and what is known of its names. */
interface Surroundings {
  readonly statements: readonly Statement[];
  readonly divisions: readonly Division[];
  readonly sheet: DocumentSheet;
  readonly values: Values;
}

/**
 * A name in a statement of which only another section says what it is, while no step that holds
 * uses it outside of that section; null when there is none.
 */
export function fromElsewhere(
  statement: Statement,
  { statements, reading: { divisions } }: Pick<Session, "statements" | "reading">,
  bench: Bench,
): string | null {
  const { sheet, values } = bench;
  const around: Surroundings = { statements, divisions, sheet, values };
  const own = headingOf(statement.chain.part, divisions);
  const above = ancestorsOf(own, divisions);
  const open = new Map<string, number>();
  for (const key of usedIn(statement)) {
    const part = partOf(key, statement, around);
    const section = part === undefined ? own : headingOf(part, divisions);
    if (section === own || above.has(section)) continue;
    if (!(isTelling.test(key) && isSaidOnce(key, statements))) open.set(key, section);
  }
  for (const other of statements) {
    if (open.size === 0) break;
    if (other === statement || other.kind !== "step") continue;
    const section = headingOf(other.chain.part, divisions);
    // what is said of f(x) is said of any x
    const free = new Set([other.left, other.right].flatMap(argumentsIn));
    const shared = [...usedIn(other)].filter((key) => {
      if (free.has(key)) return false;
      const defined = open.get(key);
      if (defined === undefined || defined === section) return false;
      const part = partOf(key, other, around);
      return part !== undefined && headingOf(part, divisions) === defined;
    });
    const pair = shared.length === 0 ? null : pairOf(other, bench.sheet);
    const finding = pair && judge(bench, pair);
    // what holds of any values bears nothing out
    const isBorneOut = finding !== null && holds(finding) && !isRule(bench, pair!, shared);
    if (isBorneOut) for (const key of shared) open.delete(key);
  }
  const [first] = open.keys();
  return first ?? null;
}

/** E_{total}, a_{h_1}: no two things happen to be called so. */
const isTelling = /_\{[^{}]*[A-Za-z]\w|_\{\w+_/;

/** Whether no two statements say what a name is. */
function isSaidOnce(key: string, statements: readonly Statement[]): boolean {
  const said = statements.filter(({ kind, left }) => {
    return kind === "definition" && nameKey(left) === key;
  });
  return said.length < 2;
}

/** Whether a step holds whatever some of its names are: no derivative of what one of them is. */
function isRule(bench: Bench, pair: Pair, keys: readonly string[]): boolean {
  const { sheet } = bench;
  const own = keys.flatMap((key) => sheet.named(key, pair.part)?.variable ?? []);
  const sides = [pair.left, pair.right].map((side) => {
    return sheet.above(sheet.opened(side), new Set(own));
  });
  const inside = new Set<Node>(sides.flatMap(variablesOf));
  if (!own.every((one) => inside.has(one))) return false;
  const any = own.map((one): [Node, Node] => {
    return [one, sheet.arena.variable(`\u00a7any ${one.data}`, one.shape)];
  });
  const [left, right] = sides.map((side) => sheet.put(side, new Map(any)));
  return holds(judge(bench, { ...pair, left: left!, right: right!, loose: null }));
}

/** The part in which a name of a statement got its meaning; undefined for what has none. */
function partOf(key: string, statement: Statement, around: Surroundings) {
  const { statements, sheet } = around;
  const body = statements.findLast(({ id, kind, left }) => {
    const isFunction = kind === "definition" && left.kind === "applied";
    return isFunction && id < statement.id && nameKey(left.head) === key;
  });
  if (body !== undefined) return body.chain.part;
  const quantity = sheet.named(key, statement.chain.part);
  if (quantity === undefined) return undefined;
  if ((quantity.formula ?? quantity.value) !== null) return quantity.part;
  // the part of a step that implies its value: its own, or the first
  const implied = around.values.impliedBy(quantity.variable).map((id) => {
    return statements.find((one) => one.id === id)?.chain.part ?? 0;
  });
  const own = statement.chain.part;
  return implied.includes(own) ? own : implied.sort((a, b) => a - b).at(0);
}

/** The names that stand alone as arguments: the x of f(x). */
function argumentsIn(syntax: Syntax): readonly string[] {
  const inner = children(syntax).flatMap(argumentsIn);
  if (syntax.kind !== "applied") return inner;
  return [...inner, ...syntax.arguments.flatMap((one) => nameKey(one) ?? [])];
}

/** The names in a statement, with the wholes of entries. */
export function usedIn({ left, right }: Statement): ReadonlySet<string> {
  return mentionedIn([left, right]);
}

/** The heading under which a part stands. */
export function headingOf(part: number, divisions: readonly Division[]): number {
  let at = part;
  while (at > 0 && divisions[at]!.kind === "mark") at--;
  return at;
}

/** The sections that a part is in: its own, those above, and the beginning of the text. */
export function sectionsAround(part: number, divisions: readonly Division[]): ReadonlySet<number> {
  const own = headingOf(part, divisions);
  return new Set([own, ...ancestorsOf(own, divisions)]);
}

/** The smallest section that two parts are in. */
export function sharedSection(one: number, other: number, divisions: readonly Division[]): number {
  const around = sectionsAround(other, divisions);
  // what stands further down is the smaller one
  return Math.max(...[...sectionsAround(one, divisions)].filter((section) => around.has(section)));
}

/** The headings of higher rank that a heading stands under, and the beginning of the text. */
export function ancestorsOf(section: number, divisions: readonly Division[]): ReadonlySet<number> {
  const found = new Set([0]);
  let { level } = divisions[section]!;
  for (let at = section - 1; at > 0; at--) {
    const division = divisions[at]!;
    if (division.kind !== "heading" || division.level >= level) continue;
    found.add(at);
    level = division.level;
  }
  return found;
}
