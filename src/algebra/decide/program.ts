/**
 * @file A quick evaluation of scalar expressions in doubles, for looking at many points: the
 * nodes are laid out once as a tape of instructions, which run over one array of values. A value
 * that is not finite is not defined and becomes NaN, and so does all that depends on it. Nothing
 * is decided here; what doubles show is confirmed in balls.
 */
import { isKind, type Node, operations, placeIn } from "../../expression/index.ts";
import { Q } from "../../number/index.ts";

// The kinds of instructions. Each has four numbers on the tape: its kind, the place of its value,
// and two operands: places, or for `cases` that of the condition and of the first branch, behind
// which the place of the second stands as the operand of an instruction that does nothing.
const sum = 0;
const product = 1;
const quotient = 2;
const negative = 3;
const unary = 4;
const binary = 5;
const cases = 6;
const nothing = 7;

type Float = (...args: number[]) => number;

/** Runs the expressions of an order at values of the variables. */
export class Program {
  private readonly order: readonly Node[];
  /** After a run, the value of every node of the order. */
  private readonly slots: number[] = [];
  private readonly inputs: number[] = [];
  private readonly tape: number[] = [];
  /** The functions of unary and binary instructions, in their order. */
  private readonly functions: Float[] = [];

  private constructor(order: readonly Node[]) {
    this.order = order;
  }

  /** The program of an order of scalar nodes; undefined when one of them is no scalar. */
  static of(order: readonly Node[]): Program | undefined {
    const program = new Program(order);
    for (let place = 0; place < order.length; place++) {
      if (!program.write(order[place]!, place)) return undefined;
    }
    return program;
  }

  /** Runs at values of the variables, which come in the order of their nodes. */
  run(values: readonly number[]): void {
    const { slots, inputs, tape, functions } = this;
    for (let j = 0; j < inputs.length; j++) slots[inputs[j]!] = values[j]!;
    let next = 0;
    for (let at = 0; at < tape.length; at += 4) {
      const x = slots[tape[at + 2]!]!;
      const y = slots[tape[at + 3]!]!;
      let value = Number.NaN;
      switch (tape[at]!) {
        case sum:
          value = x + y;
          break;
        case product:
          value = x * y;
          break;
        case quotient:
          value = x / y;
          break;
        case negative:
          value = -x;
          break;
        case unary:
          value = functions[next++]!(x);
          break;
        case binary: {
          // Math.max and comparisons would let an undefined operand pass
          const float = functions[next++]!;
          if (!Number.isNaN(x + y)) value = float(x, y);
          break;
        }
        case cases:
          if (!Number.isNaN(x)) value = x !== 0 ? y : slots[tape[at + 6]!]!;
          break;
        default:
          continue;
      }
      slots[tape[at + 1]!] = value - value === 0 ? value : Number.NaN;
    }
  }

  /** Where the value of a node stands after a run. */
  placeOf(node: Node): number {
    return placeIn(this.order, node);
  }

  /** The value at a place after a run; NaN where it is not defined. */
  value(place: number): number {
    return this.slots[place]!;
  }

  /** Puts a node on the tape; false when it has no value in doubles. */
  private write(node: Node, place: number): boolean {
    const { slots } = this;
    if (node.shape.length > 0) return false;
    slots.push(Number.NaN);
    if (isKind(node, "number")) slots[place] = Q.toDouble(node.data);
    else if (node.op === "pi") slots[place] = Math.PI;
    else if (node.op === "e") slots[place] = Math.E;
    else if (node.op === "variable") this.inputs.push(place);
    else return this.writeOperation(node, place);
    return true;
  }

  private writeOperation(node: Node, place: number): boolean {
    const { tape, functions } = this;
    const { operands } = node;
    const at = (k: number) => placeIn(this.order, operands[k]!);
    const count = operands.length;
    if (node.op === "add" || isKind(node, "contraction")) {
      if (isKind(node, "contraction") && node.data.sizes.length > 0) return false;
      const kind = node.op === "add" ? sum : product;
      // the arena makes no sum or product of fewer
      if (count < 2) return false;
      tape.push(kind, place, at(0), at(1));
      for (let k = 2; k < count; k++) tape.push(kind, place, place, at(k));
      return true;
    }
    if (node.op === "negate") tape.push(negative, place, at(0), 0);
    else if (node.op === "divide") tape.push(quotient, place, at(0), at(1));
    else if (node.op === "piecewise") {
      tape.push(cases, place, at(0), at(1), nothing, place, at(2), 0);
    } else {
      const page = operations[node.op];
      if (page.kind !== "elementwise" || node.op === "abstract") return false;
      if (count !== 1 && count !== 2) return false;
      functions.push(page.float);
      if (count === 1) tape.push(unary, place, at(0), 0);
      else tape.push(binary, place, at(0), at(1));
    }
    return true;
  }
}
