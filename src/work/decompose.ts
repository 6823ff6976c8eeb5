/**
 * @file Splitting a formula into steps a person would name. A problem of one line, y =
 * cos((x1/x2)^x3), has no intermediate quantities; the solution needs them. One step is one rule
 * of differentiation that a person applies at a glance: a function of a letter, a quotient or
 * power of letters, a product of letters, a sum of such products. Whatever else stands as an
 * operand gets a name of its own. Problems that name their quantities keep their own grain.
 */
import { type Arena, isKind, type Node, rebuild, topological } from "../expression/index.ts";
import { marked, nameSyntax, spell } from "../notation/index.ts";
import type { Quantity, Worksheet } from "../worksheet/index.ts";

/** Names for intermediates, in the order in which they are given. */
const letters = ["u", "s", "v", "w", "p", "q", "r", "g", "h", "m"];

/** How much stands in one step: 0 a letter or number, 1 a product of letters, 2 a sum of them. */
type Grade = 0 | 1 | 2 | 3;

/** Splits the formula of each part that is one definition in inputs; other parts stay whole. */
export function decompose(sheet: Worksheet): Worksheet {
  const taken = new Set(sheet.quantities.map(({ key }) => key));
  const current = new Map<Quantity, Quantity>();
  const parts = sheet.parts.map((part) => {
    const defined = part.quantities.filter(({ formula }) => formula !== null);
    const [only] = defined;
    const stands = only?.parents.every(({ formula }) => formula === null);
    const splits = defined.length === 1 && stands;
    const quantities = part.quantities.flatMap((quantity) => {
      const own = withParents(quantity, current);
      const steps = splits && quantity === only ? split(own, sheet.arena, taken) : [own];
      current.set(quantity, steps[steps.length - 1]!);
      return steps;
    });
    return { ...part, quantities };
  });
  return { ...sheet, parts, quantities: parts.flatMap(({ quantities }) => quantities) };
}

/** The quantity, with what stands now for those of its parents that were split. */
function withParents(quantity: Quantity, current: ReadonlyMap<Quantity, Quantity>): Quantity {
  const parents = quantity.parents.map((parent) => current.get(parent) ?? parent);
  const same = parents.every((parent, k) => parent === quantity.parents[k]);
  return same ? quantity : { ...quantity, parents };
}

/** The steps that lead to `quantity`, and itself last. */
function split(quantity: Quantity, arena: Arena, taken: Set<string>): Quantity[] {
  const steps: Quantity[] = [];
  const byVariable = new Map<Node, Quantity>();
  for (const parent of quantity.parents) byVariable.set(parent.variable, parent);
  const made = new Map<Node, Node>();
  const grades = new Map<Node, Grade>();
  const root = quantity.formula!;

  const fresh = (): string => {
    const free = letters.find((letter) => !taken.has(letter));
    if (free !== undefined) return free;
    for (let k = 1; ; k++) {
      const key = k < 10 ? `v_${k}` : `v_{${k}}`;
      if (!taken.has(key)) return key;
    }
  };
  const name = (node: Node, formula: Node): Node => {
    const key = fresh();
    taken.add(key);
    const step = asQuantity(key, quantity, formula, byVariable, arena);
    steps.push(step);
    byVariable.set(step.variable, step);
    made.set(node, step.variable);
    grades.set(step.variable, 0);
    return step.variable;
  };

  for (const node of topological([root])) {
    const limit = operandLimit(node);
    const operands = node.operands.map((operand, k) => {
      const own = made.get(operand)!;
      return grades.get(own)! <= limit(k) ? own : name(operand, own);
    });
    const result = operands.every((operand, k) => operand === node.operands[k])
      ? node
      : rebuild(node, operands, arena);
    made.set(node, result);
    grades.set(result, Math.max(grades.get(result) ?? 0, gradeOf(result, grades)) as Grade);
  }
  const formula = made.get(root)!;
  const last = asQuantity(quantity.key, quantity, formula, byVariable, arena);
  const kept =
    steps.length === 0
      ? quantity
      : { ...last, name: quantity.name, variable: quantity.variable, part: quantity.part };
  return [...steps, kept];
}

/** The highest grade that operand k of this node may have without a name of its own. */
function operandLimit(node: Node): (k: number) => Grade {
  switch (node.op) {
    case "add":
      return () => 1;
    case "negate":
      return () => 2;
    case "stack":
      return () => 1;
    case "divide":
      return (k) => (k === 0 ? 1 : 0);
    // a condition is no step, and a choice is read with its branches in sight
    case "piecewise":
    case "less":
    case "lessequal":
    case "equal":
      return () => 3;
    default:
      return () => 0;
  }
}

function gradeOf(node: Node, grades: ReadonlyMap<Node, Grade>): Grade {
  if (node.operands.length === 0 || isCount(node)) return 0;
  if (isKind(node, "contraction")) {
    const real = node.operands.filter((operand) => operand.op !== "indicator");
    const isFill = real.length === 1 && real[0]!.shape.length === 0;
    if (isFill) return grades.get(real[0]!) ?? 0;
    return isEntry(node) ? 0 : 1;
  }
  if (node.op === "negate") return grades.get(node.operands[0]!) ?? 1;
  if (node.op === "power" && node.operands[1]!.op === "number") return 1;
  return node.op === "add" ? 2 : 3;
}

/** 1/n, m n: sizes and numbers alone are read with what they count. */
function isCount(node: Node): boolean {
  const leaves = topological([node]).filter(({ operands }) => operands.length === 0);
  const sized = leaves.some(({ op }) => op === "size");
  return sized && leaves.every(({ op }) => op === "size" || op === "number");
}

/** a_2, or a transpose: one letter to the eye. */
function isEntry(node: Node<"contraction">): boolean {
  const real = node.operands.filter((operand) => operand.op !== "indicator");
  return (
    real.length === 1 &&
    real[0]!.op === "variable" &&
    node.data.sizes.length <= real[0]!.shape.length
  );
}

function asQuantity(
  key: string,
  model: Quantity,
  formula: Node,
  byVariable: ReadonlyMap<Node, Quantity>,
  arena: Arena,
): Quantity {
  const parents = [...new Set(topological([formula]))].flatMap(
    (node) => byVariable.get(node) ?? [],
  );
  const names = new Map([...byVariable].map(([variable, { name }]) => [variable, name]));
  return {
    key,
    name: nameSyntax(key),
    variable: arena.variable(marked(key, `step ${model.part}`), formula.shape),
    shape: formula.shape,
    formula,
    written: spell(formula, names),
    parents,
    value: null,
    writtenValue: null,
    part: model.part,
    span: model.span,
  };
}
