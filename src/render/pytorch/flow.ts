/**
 * @file What PyTorch follows in a worked sheet: in which order quantities are defined, until when
 * each is referred to, which of them gradients are asked of, and whether a gradient gets there at
 * all. A comparison has no gradient, and a condition of cases hands none on.
 */
import { isKind, type Node, topological } from "../../expression/index.ts";
import type { Solution, Value } from "../../work/index.ts";
import { leadingTo, type Quantity } from "../../worksheet/index.ts";

export interface Flow {
  /** Part by part, inputs before definitions. */
  readonly order: readonly Quantity[];
  /** The last place in `order` at which a quantity is needed; its part's end is after its last. */
  readonly lastUse: ReadonlyMap<Quantity, number>;
  readonly isAsked: (quantity: Quantity) => boolean;
  /** Whether autograd leads from this expression to a quantity that is asked. */
  readonly isFollowed: (expression: Node) => boolean;
  /** Whether autograd leads from `output` to `quantity`. */
  readonly leadsTo: (quantity: Quantity, output: Quantity) => boolean;
  /** What depends on some quantities and leads to `output`, in order. */
  readonly between: (sources: readonly Quantity[], output: Quantity) => readonly Quantity[];
  readonly valueOf: (quantity: Quantity) => Value | null;
}

/** The flow of a solution. */
export function flowOf({ sheet, parts }: Solution): Flow {
  const byVariable = new Map<Node, Quantity>(sheet.quantities.map((one) => [one.variable, one]));
  const order = sheet.parts.flatMap(({ quantities }) => {
    return [true, false].flatMap((isInput) => {
      return quantities.filter(({ formula }) => (formula === null) === isInput);
    });
  });
  const place = new Map(order.map((quantity, k) => [quantity, k]));
  const lastUse = new Map<Quantity, number>();
  const need = (quantity: Quantity, at: number) => {
    lastUse.set(quantity, Math.max(lastUse.get(quantity) ?? 0, at));
  };
  let end = 0;
  for (const [index, part] of parts.entries()) {
    end += sheet.parts[index]!.quantities.length;
    for (const quantity of sheet.parts[index]!.quantities) {
      need(quantity, end - 0.5);
      for (const parent of quantity.parents) need(parent, place.get(quantity)!);
    }
    const { output, gradients } = part;
    for (const { quantity } of gradients) need(quantity, end - 0.5);
    if (output !== null) need(output, end - 0.5);
    // updates and further derivatives go forward once more
    if (part.updates.length + part.further.length > 0) {
      for (const { quantity } of part.nodes) need(quantity, end - 0.5);
    }
  }
  const asked = new Set(parts.flatMap(({ gradients }) => gradients.map((one) => one.quantity)));
  const sources = new Map<Quantity, readonly Quantity[]>();
  const sourcesOf = (quantity: Quantity): readonly Quantity[] => {
    const known = sources.get(quantity);
    if (known !== undefined) return known;
    const { formula } = quantity;
    const found = formula === null ? [] : followed(formula).map((node) => byVariable.get(node)!);
    sources.set(quantity, found);
    return found;
  };
  const reached = new Map<Quantity, ReadonlySet<Quantity>>();
  const reach = (from: Quantity): ReadonlySet<Quantity> => {
    const known = reached.get(from);
    if (known !== undefined) return known;
    const seen = new Set<Quantity>([from]);
    for (const quantity of seen) for (const source of sourcesOf(quantity)) seen.add(source);
    reached.set(from, seen);
    return seen;
  };
  const tracked = new Set<Quantity>();
  for (const quantity of order) {
    const isTracked = sourcesOf(quantity).some((source) => tracked.has(source));
    if (asked.has(quantity) || isTracked) tracked.add(quantity);
  }
  const values = new Map(
    parts.flatMap(({ nodes }) => nodes.map((one) => [one.quantity, one.value])),
  );
  return {
    order,
    lastUse,
    isAsked: (quantity) => asked.has(quantity),
    isFollowed: (expression) => {
      return followed(expression).some((node) => tracked.has(byVariable.get(node)!));
    },
    leadsTo: (quantity, output) => reach(output).has(quantity),
    between: (from, output) => {
      const leading = leadingTo(output);
      const moved = new Set(from);
      return order.filter((quantity) => {
        const { formula, parents } = quantity;
        // the graph is cut at the sources
        if (moved.has(quantity) || formula === null || !parents.some((parent) => moved.has(parent)))
          return false;
        moved.add(quantity);
        return leading.has(quantity);
      });
    },
    valueOf: (quantity) => values.get(quantity) ?? null,
  };
}

/** Comparisons have no gradient. */
const steps: ReadonlySet<string> = new Set(["less", "lessequal", "equal"]);

/** The variables to which autograd leads. */
function followed(expression: Node): Node<"variable">[] {
  const reached = new Set<Node>([expression]);
  const found: Node<"variable">[] = [];
  for (const node of topological([expression]).reverse()) {
    if (!reached.has(node) || steps.has(node.op)) continue;
    if (isKind(node, "variable")) found.push(node);
    const operands = node.op === "piecewise" ? node.operands.slice(1) : node.operands;
    for (const operand of operands) reached.add(operand);
  }
  return found.reverse();
}
