/**
 * @file Derivatives by the numbers that were printed of others. After ∂L/∂ŷ = 1.918 and
 * ∂ŷ/∂z = 0.0393 people work ∂L/∂w = 1.918 · 0.0393 · x with what they have printed. So the adjoint
 * of w is pulled back from quantity to quantity, a printed derivative standing for itself:
 *
 *     w̄ = Σ_q q̄ ∂q/∂w    over the quantities q whose formula has w in it
 */
import { pullBack } from "../calculus/index.ts";
import { isZero, type Node } from "../expression/index.ts";
import { nameKey } from "../notation/index.ts";
import type { DocumentSheet } from "./sheet.ts";
import { variablesOf } from "./variables.ts";

/** The derivative of a quantity by another one, and a name for what was printed of it. */
export interface PrintedSlope {
  readonly of: Node;
  readonly by: Node;
  readonly name: Node;
}

/** The name of which a node is the derivative, and by what; null for any other node. */
export function slopeOf(node: Node, sheet: DocumentSheet): { of: string; by: Node } | null {
  const derivative = sheet.writtenAs(node);
  const [by, more] = sheet.differentiatedBy(node);
  const of = derivative && nameKey(derivative.of);
  return of === undefined || by === undefined || more !== undefined ? null : { of, by };
}

/** No more quantities than this may lie between a loss and what it is differentiated by. */
const quantityLimit = 200;

/**
 * The derivative of a number `of` by `by` in the names of printed derivatives; null where none of
 * them lies between, or too much does.
 */
export function alongPrinted(
  sheet: DocumentSheet,
  { of, by }: Pick<PrintedSlope, "of" | "by">,
  printed: readonly PrintedSlope[],
): Node | null {
  const users = usersOf(sheet, of);
  if (users === null || !users.has(by)) return null;
  const { arena } = sheet;
  let isUsed = false;
  const nameOf = (above: Node, below: Node): Node | undefined => {
    const own = above === of && below === by ? undefined : printed.find(isOf(above, below));
    isUsed ||= own !== undefined;
    return own?.name;
  };
  const adjoints = new Map<Node, Node>([[of, arena.integer(1)]]);
  const adjointOf = (quantity: Node): Node => {
    const known = adjoints.get(quantity) ?? nameOf(of, quantity);
    if (known !== undefined) return known;
    const terms = (users.get(quantity) ?? []).map((user) => {
      const adjoint = adjointOf(user);
      const isPlain = user.shape.length === 0 && quantity.shape.length === 0;
      const slope = isPlain && isDirect(sheet, user, quantity) ? nameOf(user, quantity) : undefined;
      if (slope !== undefined) return arena.multiply(adjoint, slope);
      return isZero(adjoint)
        ? arena.filled(arena.integer(0), quantity.shape)
        : pullBack(sheet.formulaOf(user)!, adjoint, [quantity], arena)[0]!;
    });
    const adjoint = arena.sum(terms);
    adjoints.set(quantity, adjoint);
    return adjoint;
  };
  const found = adjointOf(by);
  return isUsed ? found : null;
}

const isOf = (above: Node, below: Node) => (one: PrintedSlope) =>
  one.of === above && one.by === below && one.name.shape.length === below.shape.length;

/** By quantity, those in whose formulas it stands, below `top`; null where there are too many. */
function usersOf(sheet: DocumentSheet, top: Node): ReadonlyMap<Node, readonly Node[]> | null {
  const users = new Map<Node, Node[]>([[top, []]]);
  const open = [top];
  for (let user = open.pop(); user !== undefined; user = open.pop()) {
    const formula = sheet.formulaOf(user);
    if (formula === undefined) continue;
    if (users.size > quantityLimit) return null;
    for (const one of variablesOf(formula)) {
      const own = users.get(one);
      if (own === undefined) {
        users.set(one, [user]);
        open.push(one);
      } else own.push(user);
    }
  }
  return users;
}

/** Whether a quantity is made of another one in its own formula only. */
function isDirect(sheet: DocumentSheet, user: Node, quantity: Node): boolean {
  return variablesOf(sheet.formulaOf(user)!).every((one) => {
    const isOther = (one as Node) !== quantity;
    return !(isOther && (variablesOf(sheet.expand(one)) as readonly Node[]).includes(quantity));
  });
}
