/**
 * @file Values of the sides of a step in doubles, where a repair is looked for: near the document's
 * values, at them, and where the step was refuted. Doubles only say where to look; what is found
 * is judged like any other step.
 */
import { substitute } from "../calculus/index.ts";
import {
  type Arena,
  evaluate,
  floatField,
  type Node,
  type Shape,
  type Sizes,
  type Tensor,
  topological,
} from "../expression/index.ts";
import { classCases, classChoices, classesOf, classNamed, inClass, saysClass } from "./classes.ts";
import { withExamples } from "./example.ts";
import type { Finding } from "./finding.ts";
import type { Bench, Pair } from "./judge.ts";
import { inCase } from "./letter-case.ts";
import { variablesOf } from "./variables.ts";

/** Values of variables by name. */
type Inputs = ReadonlyMap<string, Tensor<number>>;

/**
 * Points in one sense of a step: for all values, with values put in, only at the values, or where
 * it was refuted, which is what there is of a claim that has a condition.
 */
export interface Family {
  readonly sense: "always" | "put" | "here" | "there";
  /** The entries of the left side at each point. */
  readonly left: readonly (readonly number[])[];
  /** What is to be evaluated instead of a node of the sheet. */
  readonly prepared: (node: Node) => Node;
  /** The entries of a prepared node at a point; null where one is not defined. */
  readonly valueAt: (prepared: Node, point: number) => readonly number[] | null;
  /** The same at the first point, as a function of what stands in the place of a variable. */
  readonly curveOf: (prepared: Node, unknown: Node<"variable">) => Along;
}

/** Entries of a node for the entries of an unknown in it. */
export type Along = (entries: readonly number[]) => readonly number[] | null;

const noValues: ReadonlyMap<string, Tensor<number>> = new Map();

/** Beside what is so much larger at another point, a double is no number to compare with. */
const noise = 1e-9;

/** How many points near the values are looked at. */
const nearPoints = 3;

/** The families of points of a step; those for all values first. */
export function familiesOf(
  { bench, labels }: { readonly bench: Bench; readonly labels?: ReadonlySet<string> },
  pair: Pair,
  { point }: Finding,
  closed: boolean,
): Family[] {
  const { sheet, values } = bench;
  const sizes: Sizes = new Map([
    ...someSizes(variablesOf(sheet.expand(pair.left))),
    ...sheet.worksheet.sizes,
    ...(point?.sizes ?? []),
  ]);
  const counter = new Map<string, Tensor<number>>();
  for (const [name, { shape, entries }] of point?.values ?? []) {
    const numbers = entries.map(({ float }) => float);
    counter.set(name, { shape, entries: numbers });
  }
  const given = new Map<string, Tensor<number> | null>();
  const givenOf = (variable: Node<"variable">): Tensor<number> | null => {
    const known = given.get(variable.data);
    if (known !== undefined) return known;
    const node = values.ofInput(variable, pair.id, pair.id);
    const found = node && evaluate([node], floatField, new Map(), sizes).values.get(node);
    given.set(variable.data, found ?? null);
    return found ?? null;
  };
  // where the step was refuted functions may be all but constant, elsewhere they may have no value
  const pointAround = (point: number) => (point === nearPoints ? counter : noValues);
  /** The inputs that a node needs at a point, as far as they are known. */
  const inputsFor = (node: Node, kind: number | "here" | "counter"): Inputs => {
    const inputs = new Map<string, Tensor<number>>();
    for (const variable of variablesOf(node)) {
      const own = givenOf(variable);
      const value =
        kind === "here"
          ? own
          : kind === "counter"
            ? (counter.get(variable.data) ?? own)
            : nearby(variable, own ?? pointAround(kind).get(variable.data), sizes, kind);
      if (value == null) continue;
      const isLabel = kind !== "here" && labels?.has(variable.data) === true;
      inputs.set(variable.data, isLabel ? normalized(value) : value);
    }
    return inputs;
  };
  const family = (
    sense: Family["sense"],
    kinds: readonly (number | "here" | "counter")[],
    prepared: (node: Node) => Node,
  ): Family[] => {
    // unknown functions are what they were taken to be in the counterexample
    const plainOf = (node: Node): Node => {
      const own = withFirstClass(node, sheet.arena);
      return withExamples(own, own, sheet.arena)?.left ?? own;
    };
    const entriesAt = (node: Node, kind: number | "here" | "counter") => {
      const plain = plainOf(node);
      return finite(evaluate([plain], floatField, inputsFor(node, kind), sizes).values.get(plain));
    };
    const curveOf: Family["curveOf"] = (node, unknown) => {
      const inputs = inputsFor(node, usable[0]!.kind);
      const { root, fixed } = around(plainOf(node), unknown, sheet.arena);
      const { values: known } = evaluate([...fixed.keys()], floatField, inputs, sizes);
      const all = new Map(inputs);
      for (const [part, name] of fixed) {
        const value = known.get(part);
        if (value !== undefined) all.set(name, value);
      }
      const shape = numbersOf(unknown.shape, sizes);
      return (entries) => {
        if (shape === null) return null;
        all.set(unknown.data, { shape, entries });
        return finite(evaluate([root], floatField, all, sizes).values.get(root));
      };
    };
    const left = prepared(pair.left);
    const known = kinds.flatMap((kind) => {
      const value = entriesAt(left, kind);
      return value === null ? [] : [{ kind, value, size: Math.max(0, ...value.map(Math.abs)) }];
    });
    // where \sigma is all but 1, what is left of 1 - \sigma is made of errors
    const least = noise * Math.max(...known.map(({ size }) => size));
    const usable = known.filter(({ size }) => size >= least);
    if (usable.length === 0) return [];
    return [
      {
        sense,
        left: usable.map(({ value }) => value),
        prepared,
        valueAt: (node, k) => entriesAt(node, usable[k]!.kind),
        curveOf,
      },
    ];
  };
  const inScope = scopeOf(bench, pair);
  const whole = (node: Node) => inScope(sheet.expand(node));
  const near = Array.from({ length: nearPoints }, (_, k) => k + 1);
  const here = family("here", ["here"], whole);
  const there = family("there", ["counter"], whole);
  if (closed) return [...here, ...there];
  const gone = valuesOfGone(bench, pair);
  return [
    ...family("always", [...near, "counter"], whole),
    ...(gone.size === 0
      ? []
      : family("put", near, (node) => sheet.expand(sheet.put(sheet.opened(node), gone)))),
    ...here,
    ...there,
  ];
}

/** Of a claim on entries, those of the case that the text states: i = j, or j = y_i. */
function scopeOf({ sheet }: Bench, { cases, letters, left, right }: Pair): (node: Node) => Node {
  const { arena } = sheet;
  const isOwn = (side: unknown): boolean => typeof side !== "string" || letters.includes(side);
  // what is looked up for a gap is no claim on entries
  const isClaim = ({ shape }: Node): boolean => letters.every((_, k) => shape[k] === left.shape[k]);
  const stated = cases.find((one) => letters.includes(one.left) && isOwn(one.right));
  if (stated !== undefined && isClaim(left)) {
    return (node) => (isClaim(node) ? inCase(node, letters, stated, arena) : null) ?? node;
  }
  for (const variable of [left, right].flatMap((side) => variablesOf(sheet.expand(side)))) {
    const name = classNamed(sheet.nameOf(variable));
    const all = name === undefined ? [] : classCases(variable, name, letters, left);
    const own = all.find((each) => cases.some((one) => saysClass(one, each)));
    if (own !== undefined) {
      return (node) => (isClaim(node) ? inClass(node, variable, own, arena) : node);
    }
  }
  return (node) => node;
}

/** A node with the first class in the place of each name of one: y_i = 1. */
function withFirstClass(node: Node, arena: Arena): Node {
  const classes = classesOf([node]);
  if (classes.length === 0) return node;
  return substitute(
    node,
    new Map(classes.map(({ variable }) => [variable, classChoices(variable, arena)[0]!])),
    arena,
  );
}

/**
 * A node with names for the largest parts of it that an unknown has no part in, so that these are
 * evaluated once; the names by the parts.
 */
function around(
  node: Node,
  unknown: Node,
  arena: Arena,
): { readonly root: Node; readonly fixed: ReadonlyMap<Node, string> } {
  const moving = new Set<Node>([unknown]);
  const fixed = new Map<Node, string>();
  const put = new Map<Node, Node>();
  for (const one of topological([node])) {
    if (!one.operands.some((operand) => moving.has(operand))) continue;
    moving.add(one);
    for (const part of one.operands) {
      if (moving.has(part) || part.operands.length === 0 || put.has(part)) continue;
      const name = `\u00a7part${part.id}`;
      fixed.set(part, name);
      put.set(part, arena.variable(name, part.shape));
    }
  }
  return { root: substitute(node, put, arena), fixed };
}

/** The entries of a value that has them all; null otherwise. */
function finite(value: Tensor<number> | undefined): readonly number[] | null {
  const isWhole = value?.entries.every((entry) => Number.isFinite(entry)) === true;
  return isWhole ? value!.entries : null;
}

/** Numbers for the letters in the shapes of variables, each another one. */
function someSizes(variables: readonly Node[]): readonly (readonly [string, number])[] {
  const letters = new Set(variables.flatMap(({ shape }) => shape));
  const open = [...letters].filter((size) => typeof size === "string");
  return open.map((letter, k): [string, number] => [letter, k + 2]);
}

/** The values of names that only the left side has. */
function valuesOfGone({ sheet, values }: Bench, { id, left, right }: Pair): Map<Node, Node> {
  const kept = new Set<Node>(variablesOf(sheet.opened(right)));
  const gone = new Map<Node, Node>();
  for (const variable of variablesOf(sheet.opened(left))) {
    const value = kept.has(variable) ? undefined : values.of(variable, id, id);
    if (value !== undefined) gone.set(variable, value);
  }
  return gone;
}

/** A vector whose entries add up to 1. */
function normalized({ shape, entries }: Tensor<number>): Tensor<number> {
  const total = entries.reduce((sum, entry) => sum + entry, 0);
  return { shape, entries: entries.map((entry) => entry / total) };
}

/** A value near another, or anywhere between 0.4 and 1.6; the same for the same name and point. */
function nearby(
  variable: Node<"variable">,
  value: Tensor<number> | null | undefined,
  sizes: Sizes,
  point: number,
): Tensor<number> | null {
  let hash = 2166136261 ^ point;
  for (const sign of variable.data) hash = Math.imul(hash ^ sign.charCodeAt(0), 16777619);
  const random = (): number => {
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507) + 0x6d2b79f5;
    return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
  };
  if (value != null) {
    const entries = value.entries.map(
      (entry) =>
        entry + (0.02 + 0.06 * random()) * (1 + Math.abs(entry)) * (random() < 0.5 ? -1 : 1),
    );
    return { shape: value.shape, entries };
  }
  const shape = numbersOf(variable.shape, sizes);
  if (shape === null) return null;
  const count = shape.reduce((product, size) => product * size, 1);
  if (count > 400) return null;
  const entries = Array.from({ length: count }, () => 0.4 + 1.2 * random());
  return { shape, entries };
}

/** A shape in numbers; null where a size has none. */
function numbersOf(shape: Shape, sizes: Sizes): readonly number[] | null {
  const numbers = shape.map((size) => (typeof size === "number" ? size : sizes.get(size)));
  return numbers.includes(undefined) ? null : (numbers as number[]);
}

/** Whether two lists of entries are the same up to the errors of doubles. */
export function near(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  if (a.length !== b.length && b.length !== 1 && a.length !== 1) return false;
  const size = Math.max(...a.map(Math.abs), ...b.map(Math.abs), 1e-9);
  const count = Math.max(a.length, b.length);
  for (let k = 0; k < count; k++) {
    const [x, y] = [a[k % a.length]!, b[k % b.length]!];
    if (Math.abs(x - y) > tolerance * Math.max(Math.abs(x), Math.abs(y), 1e-3 * size)) return false;
  }
  return true;
}

/** In which sense a right side makes the step true; null when in none. */
export function senseOf(
  families: readonly Family[],
  right: Node,
  tolerance: number,
): Family["sense"] | null {
  for (const { sense, left, prepared, valueAt } of families) {
    const node = prepared(right);
    const fits = left.every((own, k) => {
      const value = valueAt(node, k);
      return value !== null && near(own, value, tolerance);
    });
    if (fits) return sense;
  }
  return null;
}
