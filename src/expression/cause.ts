/**
 * @file Why a value is undefined. A field only says "undefined"; whoever works a problem must
 * tell "ln 0 does not exist" from "this has no closed form within the budget, take decimals" and
 * from "the enclosure is too wide to say".
 *
 * The domain that the operation's page states is evaluated at the operands' values: a condition
 * shown to fail is "outside its domain". Otherwise, where the field has an enclosing field and
 * the value exists there, it merely has no closed form.
 */
import { Arena } from "./arena.ts";
import type { Field } from "./field.ts";
import type { Node } from "./node.ts";
import { operations } from "./operations/index.ts";
import { rationalOf } from "./operations/terms.ts";
import type { Sizes } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

export type Reason =
  | "no value given"
  | "value of another shape"
  | "size open"
  | "unknown function"
  | "outside its domain"
  /** The value exists, but not as an exact constant within the budget. */
  | "no closed form"
  /** The value exists, but is beyond the range of doubles. */
  | "out of range"
  /** The field cannot show that the value exists. */
  | "not decided"
  | "over budget";

/** The node at which values end, and why. */
export interface Cause {
  readonly node: Node;
  readonly reason: Reason;
}

/** An application whose value is undefined, at operands that have values. */
export interface Question<T> {
  readonly field: Field<T>;
  readonly node: Node;
  readonly args: readonly Tensor<T>[];
  readonly sizes: Sizes;
}

/** Evaluates some nodes over the variables "0", "1", …: the operands of the question. */
export type Evaluator = <T>(
  nodes: readonly Node[],
  field: Field<T>,
  inputs: ReadonlyMap<string, Tensor<T>>,
) => ReadonlyMap<Node, Tensor<T>>;

/** The reason why the question's value is undefined. */
export function explain<T>(question: Question<T>, evaluate: Evaluator): Reason {
  const { field, node } = question;
  if (node.op === "abstract") return "unknown function";
  if (node.op === "size") return "size open";
  if (leavesDomain(question, evaluate)) return "outside its domain";
  const closed = field.enclosure?.(<U>(wider: Field<U>, of: (a: T) => U | undefined) => {
    const args: Tensor<U>[] = [];
    for (const { shape, entries } of question.args) {
      const enclosed = entries.map(of).filter((entry) => entry !== undefined);
      if (enclosed.length < entries.length) return false;
      args.push({ shape, entries: enclosed });
    }
    return definedIn({ ...question, field: wider, args });
  });
  if (closed === true) return "no closed form";
  return field.name === "float" ? "out of range" : "not decided";
}

/** Whether one of the page's conditions is shown to fail. */
function leavesDomain<T>({ field, node, args }: Question<T>, evaluate: Evaluator): boolean {
  const { domain } = operations[node.op];
  if (domain.kind === "everywhere") return false;
  const arena = new Arena();
  const inputs = new Map<string, Tensor<T>>();
  const operands = args.map((value, k) => {
    const constant = rationalOf(node.operands[k]!);
    if (constant !== undefined && value.shape.length === 0) return arena.number(constant);
    inputs.set(`${k}`, value);
    return arena.variable(`${k}`, value.shape);
  });
  const conditions = domain.conditions(operands, arena);
  const values = evaluate(
    conditions.map((condition) => condition.node),
    field,
    inputs,
  );
  return conditions.some(({ node: left, sign }) => {
    const entries = values.get(left)?.entries ?? [];
    return entries.some((entry) => fails(field, entry, sign));
  });
}

/** Whether x is shown not to have the sign. */
function fails<T>(field: Field<T>, x: T, sign: ">0" | ">=0" | "!=0"): boolean {
  const seen = { negative: false, zero: false, positive: false };
  const mark = (key: keyof typeof seen) => () => {
    seen[key] = true;
    return x;
  };
  field.bySign(x, mark("negative"), mark("zero"), mark("positive"));
  if (!seen.negative && !seen.zero && !seen.positive) return false;
  if (sign === ">0") return !seen.positive;
  if (sign === ">=0") return !seen.positive && !seen.zero;
  return !seen.negative && !seen.positive;
}

/** Whether the application has a value in the question's field. */
function definedIn<T>({ field, node, args, sizes }: Question<T>): boolean {
  const page = operations[node.op];
  if (page.kind === "elementwise") {
    const entries = args.map((tensor) => tensor.entries[0]!);
    return page.value(field, entries, node) !== undefined;
  }
  const shape = node.shape.map((size) => (typeof size === "number" ? size : sizes.get(size)!));
  return (
    page.evaluate(field, args, node, shape, { sizes, budget: { left: 100_000 } }) !== undefined
  );
}
