/**
 * @file What if one number of the problem were another: the output along it, all other numbers as
 * they are, and the slope that the gradient gives. The formulas of the sheet are put into each
 * other, what does not depend on the number is worked once, and the rest is evaluated in doubles at
 * as many places as a picture needs.
 */
import { differentiate, substitute } from "pengrad/calculus";
import {
  evaluate,
  evaluateRoots,
  floatField,
  isKind,
  type Node,
  type Tensor,
  topological,
} from "pengrad/expression";
import { writeUnicode } from "pengrad/notation";
import {
  buildWorksheet,
  leadingTo,
  type Quantity,
  quantityNamed,
  readProblem,
  type Worksheet,
} from "pengrad/worksheet";
import type { CurveAsk, CurvePoint, CurveView } from "../model.ts";
import { sample } from "../plot/sample.ts";
import { around, covering } from "../plot/scale.ts";
import { entryName } from "./numbers.ts";

/** How long the sampling may take, in milliseconds, and how many points it has then. */
const patience = 120;
const fewest = 24;
const most = 96;

/** The curve that was asked for; `why` says in a sentence why there is none. */
export function curveView(ask: CurveAsk): CurveView {
  const sheet = buildWorksheet(readProblem(ask.text));
  const output = quantityNamed(sheet, ask.part, ask.output);
  const own = output === undefined ? [] : [...leadingTo(output)];
  const input = own.find(({ key, formula }) => key === ask.key && formula === null);
  if (output === undefined || input === undefined) return none("missing", []);
  if (output.shape.length > 0) return none("not one number", [output]);
  const open = own.filter(({ formula, value }) => formula === null && value === null);
  const others = open.filter((one) => one !== input || input.shape.length > 0);
  if (others.length > 0) return none("open", others);
  const line = new Line(sheet, output, input, ask.place);
  const now = line.given;
  const stretch = covering(ask.stretch ?? around(ask.from ?? now ?? 0), now ?? 0);
  const also = [now, ask.from].filter((x) => x !== null);
  const began = performance.now();
  for (const x of [stretch[0], (stretch[0] + stretch[1]) / 2, stretch[1]]) line.at(x);
  const cost = (performance.now() - began) / 3;
  const first = Math.round(Math.max(fewest, Math.min(most, patience / 4 / cost)));
  const points = Math.round(Math.max(2 * first, Math.min(1500, patience / cost)));
  const sampled = sample((x) => line.at(x), stretch, { also, first, most: points });
  return {
    along: writeUnicode(entryName(input.name, line.shape, ask.place)),
    output: writeUnicode(output.name),
    stretch,
    ...sampled,
    now: now === null ? null : line.point(now),
    from: ask.from === null ? null : line.point(ask.from),
  };
}

function none(why: "missing" | "not one number" | "open", names: readonly Quantity[]): CurveView {
  return { why, names: names.map(({ name }) => writeUnicode(name)) };
}

/** The output as a function of one number. */
class Line {
  readonly given: number | null;
  readonly shape: readonly number[];
  private readonly sheet: Worksheet;
  private readonly root: Node;
  private readonly slope: Node;
  private readonly inputs: Map<string, Tensor<number>>;
  private readonly input: Quantity;
  private readonly entries: readonly number[];
  private readonly place: number;

  constructor(sheet: Worksheet, output: Quantity, input: Quantity, place: number) {
    const { arena, sizes } = sheet;
    const own = leadingTo(output);
    const composed = new Map<Node, Node>();
    this.inputs = new Map();
    for (const { variable, formula, value } of sheet.quantities.filter((one) => own.has(one))) {
      if (formula !== null) composed.set(variable, substitute(formula, composed, arena));
      else if (value !== null) {
        const [known] = evaluateRoots([value], floatField, new Map(), sizes);
        if (known !== undefined) this.inputs.set(variable.data, known);
      }
    }
    const root = composed.get(output.variable) ?? output.variable;
    const [gradient] = differentiate(root, [input.variable], arena);
    const known = this.inputs.get(input.variable.data);
    this.sheet = sheet;
    this.input = input;
    this.place = place;
    this.shape = known?.shape ?? [];
    this.entries = known?.entries ?? [0];
    this.given = known === undefined ? null : (known.entries[place] ?? null);
    [this.root, this.slope] = this.settled([root, gradient!]) as [Node, Node];
  }

  /** The output where the number is x. */
  at(x: number): number | undefined {
    return this.valueOf(this.root, x)?.entries[0];
  }

  /** The output and its slope; where the slopes of the two sides differ, these. */
  point(x: number): CurvePoint {
    const y = this.at(x) ?? null;
    const slope = y === null ? null : this.slopeAt(x);
    return { x, y, slope, sides: y === null ? null : this.sides(x) };
  }

  private slopeAt(x: number): number | null {
    return this.valueOf(this.slope, x)?.entries[this.place] ?? null;
  }

  /** A kink stays one however close one looks; the slopes of a smooth curve come together. */
  private sides(x: number): CurvePoint["sides"] {
    const beside = (distance: number) => {
      const off = distance * Math.max(1, Math.abs(x));
      return [this.slopeAt(x - off), this.slopeAt(x + off)] as const;
    };
    const [[farLeft, farRight], [left, right]] = [beside(2 ** -22), beside(2 ** -27)];
    if (left === null || right === null || farLeft === null || farRight === null) return null;
    const jump = Math.abs(right - left);
    const isKink =
      jump > 1e-6 * (1 + Math.abs(left) + Math.abs(right)) &&
      jump > Math.abs(farRight - farLeft) / 2;
    return isKink ? [left, right] : null;
  }

  private valueOf(node: Node, x: number): Tensor<number> | undefined {
    const { inputs, input, shape, entries, place } = this;
    const changed = entries.map((entry, k) => (k === place ? x : entry));
    inputs.set(input.variable.data, { shape, entries: changed });
    return evaluateRoots([node], floatField, inputs, this.sheet.sizes)[0];
  }

  /** What does not depend on the number becomes a variable that has its value already. */
  private settled(roots: readonly Node[]): Node[] {
    const { arena, sizes } = this.sheet;
    const { variable } = this.input;
    const moving = new Set<Node>([variable]);
    const still = new Set<Node>();
    for (const node of topological(roots)) {
      if (node.operands.some((operand) => moving.has(operand))) {
        moving.add(node);
        for (const one of node.operands) {
          if (!moving.has(one) && one.op !== "indicator" && !isLeaf(one)) still.add(one);
        }
      }
    }
    const { values } = evaluate([...still], floatField, this.inputs, sizes);
    const replaced = new Map<Node, Node>();
    for (const [k, node] of [...still].entries()) {
      const value = values.get(node);
      if (value === undefined) continue;
      const stand = arena.variable(`settled ${k}`, node.shape);
      this.inputs.set(stand.data, value);
      replaced.set(node, stand);
    }
    return roots.map((root) => substitute(root, replaced, arena));
  }
}

const isLeaf = (node: Node): boolean => isKind(node, "variable") || isKind(node, "number");
