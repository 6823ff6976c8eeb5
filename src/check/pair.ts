/**
 * @file Reading two expressions that are to be compared, and what is assumed about them, as one
 * small sheet: a name means the same on both sides, shapes are inferred over both together, and
 * the sides must fit in a difference, so that what one side says of a shape holds on the other.
 *
 * A letter that runs on both sides, as i and j in δ_ij − s_j, names the entries that are compared.
 */
import type { Assumption } from "../algebra/index.ts";
import { substitute } from "../calculus/index.ts";
import { Arena, isKind, type Node } from "../expression/index.ts";
import {
  children,
  nameKey,
  type RelationSign,
  readFormula,
  S,
  type Syntax,
} from "../notation/index.ts";
import { Q } from "../number/index.ts";
import { type Diagnostic, diagnose, severityOf } from "../source/index.ts";
import { buildWorksheet, type Statement, type Worksheet } from "../worksheet/index.ts";
import { signs } from "./assumption.ts";
import { factorialsOut } from "./factorial.ts";
import { withLetters } from "./letters.ts";
import { definitionsOf, type Operator, operatorsOut, valuesOf } from "./operator.ts";
import { primesOut } from "./prime.ts";

/** Two expressions of one arena. */
export interface Pair {
  readonly arena: Arena;
  readonly left: Node;
  readonly right: Node;
  readonly assumptions: readonly Assumption[];
  /** The two sides as they were written. */
  readonly written: readonly [Syntax, Syntax];
  /** Derivatives of names that nothing defines, which count as letters. */
  readonly derivatives: readonly string[];
  /** Limits and integrals that were put in by their values. */
  readonly operators: readonly Operator[];
  /** Why one of them has no value that is known; null where all have. */
  readonly open: string | null;
}

/** Why a pair could not be read; `text` is what the place of a diagnostic counts in. */
export interface Unread {
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
}

/** The hidden names of the two sides. */
const [leftKey, rightKey] = ["\\pengradLeft", "\\pengradRight"];

/**
 * Reads a pair; an assumption is a relation such as `x > 0`, several with commas between. Names of
 * `scalars` are taken to be scalars, whatever is added to them, and names of `squares` square
 * matrices of one size.
 */
export function readPair(
  left: string,
  right: string,
  assume = "",
  scalars: readonly string[] = [],
  squares: readonly string[] = [],
): Pair | Unread {
  const texts = [left, right, assume];
  // each text has its own stretch of offsets
  const starts = [0, left.length + 1, left.length + right.length + 2];
  const text = texts.join("\n");
  const readings = texts.map((own, k) => {
    return own.trim() === "" && k === 2 ? undefined : readFormula(own, { from: starts[k]! });
  });
  const found = readings.flatMap((reading) => reading?.diagnostics ?? []);
  const errors = found.filter((diagnostic) => severityOf(diagnostic) === "error");
  if (errors.length > 0) return { diagnostics: errors, text };
  const [a, b, c] = readings.map((reading) => reading?.syntax);
  const whole = [a!, b!].find(({ kind }) => kind === "relation" || kind === "list");
  if (whole !== undefined) return { diagnostics: [diagnose("PG4001", whole)], text };
  const { sides: bare, operators } = operatorsOut(primesOut([a!, b!].map(factorialsOut)));
  const { sides, letters: derivatives } = withLetters(bare);
  const relations = relationsOf(c);
  if ("code" in relations) return { diagnostics: [relations], text };
  const known = { written: [a!, b!] as const, derivatives, operators };
  const taken = [
    ...scalars.map((key) => declared(key, 0)),
    ...squares.map((key) => declared(key, 2)),
    ...definitionsOf(operators),
  ];
  const plain = build(sides, relations, [], taken, operators);
  if (!("diagnostics" in plain)) return { ...plain, ...known };
  if (plain.diagnostics.every(({ code }) => code === "PG2018")) {
    // I has the size of what it is compared with: A A^{-1} − I against 0
    const [one, other] = sides;
    const gap = S.sum([one!, S.minus(other!)]);
    const apart = build([gap, undefined], relations, [], taken, operators);
    if (!("diagnostics" in apart)) return { ...apart, ...known };
  }
  const letters = freeLetters([a!, b!]);
  if (letters.length === 0) return { ...plain, text };
  const running = build(sides, relations, letters, taken, operators);
  return "diagnostics" in running ? { ...plain, text } : { ...running, ...known };
}

/** A scalar, or a square matrix, all of one size. */
function declared(key: string, rank: 0 | 2): Statement {
  const sizes = Array.from({ length: rank }, () => S.name("\\pengradSize"));
  return { kind: "shape", left: S.name(key), sizes, span: { from: 0, to: 0 } };
}

/** left − right has this sign. */
interface Relation {
  readonly left: Syntax;
  readonly sign: RelationSign;
  readonly right: Syntax;
}

/** The relations of an assumption. */
function relationsOf(syntax: Syntax | undefined): Relation[] | Diagnostic {
  if (syntax === undefined) return [];
  const items = syntax.kind === "list" ? syntax.items : [syntax];
  const found: Relation[] = [];
  for (const item of items) {
    if (item.kind !== "relation" || item.signs.some((sign) => !(sign in assumed))) {
      return diagnose("PG4002", item);
    }
    for (const [k, sign] of item.signs.entries()) {
      found.push({ left: item.parts[k]!, sign, right: item.parts[k + 1]! });
    }
  }
  return found;
}

/** How a relation between a and b is assumed: what has which sign. */
const assumed: {
  readonly [sign in RelationSign]?: readonly [flip: boolean, sign: Assumption["sign"] | "=0"];
} = { ...signs, "=": [false, "=0"] };

/** A pair without what is known of its text. */
type Sides = Omit<Pair, "written" | "derivatives" | "operators">;

type Built = Sides | { readonly diagnostics: readonly Diagnostic[] };

/** One sheet with both sides, their difference, and each assumption as a difference. */
function build(
  sides: readonly (Syntax | undefined)[],
  relations: readonly Relation[],
  letters: readonly string[],
  shapes: readonly Statement[],
  operators: readonly Operator[],
): Built {
  const place = { from: 0, to: 0 };
  const hidden = (key: string): Syntax => S.name(key);
  const indexed = (key: string): Syntax => {
    return letters.length === 0
      ? hidden(key)
      : S.subscripted(hidden(key), ...letters.map((one) => S.name(one)));
  };
  const define = (left: Syntax, right: Syntax): Statement => {
    return { kind: "definition", left, right, span: place };
  };
  const against = (other: Syntax): Statement[] => [
    define(indexed(rightKey), other),
    define(hidden("\\pengradGap"), S.sum([hidden(leftKey), S.minus(hidden(rightKey))])),
  ];
  const statements = [
    ...shapes,
    define(indexed(leftKey), sides[0]!),
    ...(sides[1] === undefined ? [] : against(sides[1])),
    ...relations.map(({ left, right }, k) => {
      return define(hidden(`\\pengradAssumed${k}`), S.sum([left, S.minus(right)]));
    }),
  ];
  const arena = new Arena();
  const problem = { text: "", statements, diagnostics: [] };
  const sheet = buildWorksheet(problem, [], arena);
  const errors = sheet.diagnostics.filter((diagnostic) => severityOf(diagnostic) === "error");
  const formulaOf = wholeFormulas(sheet);
  const left = formulaOf(leftKey);
  const isApart = sides[1] === undefined && left !== undefined;
  const right = isApart ? arena.zeros(left.shape) : formulaOf(rightKey);
  if (errors.length > 0 || left === undefined || right === undefined)
    return { diagnostics: errors };
  const variableOf = (key: string) =>
    sheet.quantities.find((quantity) => quantity.key === key)?.variable;
  const values = valuesOf(operators, { formula: formulaOf, variable: variableOf }, arena);
  const isOpen = typeof values === "string";
  const put = (side: Node): Node => (isOpen ? side : substitute(side, values, arena));
  const pair = { arena, left: put(left), right: put(right), assumptions: [] };
  return assume({ ...pair, open: isOpen ? values : null }, formulaOf, relations);
}

/** The formulas of the sheet's quantities, those of derivatives in them put in. */
function wholeFormulas({ quantities, arena }: Worksheet): (key: string) => Node | undefined {
  const byKey = new Map<string, Node>();
  const composed = new Map<Node, Node>();
  for (const { key, variable, formula } of quantities) {
    if (formula === null) continue;
    const whole = substitute(formula, composed, arena);
    composed.set(variable, whole);
    byKey.set(key, whole);
  }
  return (key) => byKey.get(key);
}

/** Signs become assumptions; `x = 2y` puts 2y in for x. */
function assume(
  pair: Sides,
  formulaOf: (key: string) => Node | undefined,
  relations: readonly Relation[],
): Sides {
  const { arena } = pair;
  let { left, right } = pair;
  const assumptions: Assumption[] = [];
  for (const [k, { sign }] of relations.entries()) {
    const gap = formulaOf(`\\pengradAssumed${k}`);
    const [flip, kind] = assumed[sign]!;
    if (gap === undefined || gap.shape.length > 0) continue;
    if (kind === "=0") {
      const solved = solvedFor(gap, arena);
      if (solved === undefined) continue;
      const put = new Map([[solved.variable, solved.value]]);
      left = substitute(left, put, arena);
      right = substitute(right, put, arena);
    } else assumptions.push({ node: flip ? arena.negate(gap) : gap, sign: kind });
  }
  return { ...pair, left, right, assumptions };
}

/** x − u = 0 for a variable x that u does not hold: x = u. */
function solvedFor(gap: Node, arena: Arena): { variable: Node; value: Node } | undefined {
  if (isKind(gap, "variable")) return { variable: gap, value: arena.integer(0) };
  if (gap.op !== "add") return undefined;
  for (const term of gap.operands) {
    const inner = term.op === "negate" ? term.operands[0]! : term;
    if (!isKind(inner, "variable")) continue;
    const rest = arena.add(...gap.operands.filter((other) => other !== term));
    const value = term === inner ? arena.negate(rest) : rest;
    const isFree = substitute(value, new Map([[inner, arena.number(Q.half)]]), arena) === value;
    if (isFree) return { variable: inner, value };
  }
  return undefined;
}

/** Letters that stand in indices and are bound by no sum, in order of appearance. */
function freeLetters(sides: readonly Syntax[]): string[] {
  const found = new Set<string>();
  const open = sides.map((syntax) => ({ syntax, bound: new Set<string>() }));
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    const { syntax } = one;
    let { bound } = one;
    if (syntax.kind === "big") {
      bound = new Set([...bound, ...syntax.index.map((index) => nameKey(index) ?? "")]);
    }
    if (syntax.kind === "subscript") {
      for (const index of syntax.indices) {
        if (index.kind === "name" && /^[a-z]$/.test(index.text) && !bound.has(index.text)) {
          found.add(index.text);
        }
      }
    }
    open.push(...children(syntax).map((child) => ({ syntax: child, bound })));
  }
  return [...found];
}
