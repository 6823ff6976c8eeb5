/**
 * @file A quick evaluation of scalar expressions in doubles, for looking at many points: the
 * nodes are laid out once as a list of instructions, which run over one array of values. A value
 * that is not finite is not defined and becomes NaN, and so does all that depends on it. Nothing
 * is decided here; what doubles show is confirmed in balls.
 */
import { isKind, type Node, operations } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";

/** Runs the expressions at values of the variables; `slots` then holds the value of every node. */
export interface Program {
  readonly run: (values: readonly number[]) => void;
  /** The value of a node after a run; NaN where it is not defined. */
  readonly value: (node: Node) => number;
}

type Instruction = (slots: readonly number[]) => number;

/** The program of an order of scalar nodes; undefined when one of them is no scalar. */
export function programOf(order: readonly Node[], variables: readonly Node[]): Program | undefined {
  const places = new Map(order.map((node, k): [Node, number] => [node, k]));
  const slots: number[] = new Array(order.length).fill(Number.NaN);
  const at: number[] = [];
  const code: Instruction[] = [];
  for (const [k, node] of order.entries()) {
    if (node.shape.length > 0) return undefined;
    if (isKind(node, "number")) slots[k] = Q.toDouble(node.data);
    else if (node.op === "pi") slots[k] = Math.PI;
    else if (node.op === "e") slots[k] = Math.E;
    else if (node.op === "variable") continue;
    else {
      const made = instruction(node, (operand) => places.get(operand)!);
      if (made === undefined) return undefined;
      at.push(k);
      code.push(made);
    }
  }
  const inputs = variables.map((variable) => places.get(variable)!);
  return {
    run: (values) => {
      for (let j = 0; j < inputs.length; j++) slots[inputs[j]!] = values[j]!;
      for (let k = 0; k < code.length; k++) {
        const value = code[k]!(slots);
        slots[at[k]!] = value - value === 0 ? value : Number.NaN;
      }
    },
    value: (node) => slots[places.get(node)!]!,
  };
}

function instruction(node: Node, place: (node: Node) => number): Instruction | undefined {
  const parts = node.operands.map(place);
  const [a = 0, b = 0, c = 0] = parts;
  if (node.op === "add") {
    if (parts.length === 2) return (s) => s[a]! + s[b]!;
    return (s) => {
      let sum = 0;
      for (let k = 0; k < parts.length; k++) sum += s[parts[k]!]!;
      return sum;
    };
  }
  if (isKind(node, "contraction")) {
    if (node.data.sizes.length > 0) return undefined;
    if (parts.length === 2) return (s) => s[a]! * s[b]!;
    return (s) => {
      let product = 1;
      for (let k = 0; k < parts.length; k++) product *= s[parts[k]!]!;
      return product;
    };
  }
  if (node.op === "negate") return (s) => -s[a]!;
  if (node.op === "divide") return (s) => s[a]! / s[b]!;
  if (node.op === "piecewise") {
    return (s) => (Number.isNaN(s[a]!) ? Number.NaN : s[a]! !== 0 ? s[b]! : s[c]!);
  }
  const page = operations[node.op];
  if (page.kind !== "elementwise" || node.op === "abstract") return undefined;
  const { float } = page;
  if (parts.length === 1) return (s) => float(s[a]!);
  if (parts.length === 2) {
    // Math.max and comparisons would let an undefined operand pass
    return (s) => (Number.isNaN(s[a]! + s[b]!) ? Number.NaN : float(s[a]!, s[b]!));
  }
  return undefined;
}
