/**
 * @file A gradient by differentials: how the output changes, to first order, when X changes by dX
 * and every other input stands still.
 *
 *     dY = d(A X B) = A dX B
 *     dL = tr((dL/dY)ᵀ dY) = tr((dL/dY)ᵀ A dX B) = tr(B (dL/dY)ᵀ A dX)
 *     dL/dX = (B (dL/dY)ᵀ A)ᵀ = Aᵀ dL/dY Bᵀ
 *
 * The trace is cyclic and tr M = tr Mᵀ, so dX can be brought to the end; what then stands before
 * it is the transpose of the gradient. For a vector the trace is the inner product, dL = gᵀ dx.
 *
 * dY is the Jacobian–vector product of the formula in the direction dX, the pullback transposed
 * (`calculus/jacobian.ts`), and Gᵀ the adjoint's own node transposed: nothing is derived apart.
 * Source: Magnus, Neudecker, *Matrix Differential Calculus*, ch. 5 and 9.
 */
import { tidy } from "../algebra/index.ts";
import { jvp } from "../calculus/index.ts";
import { isZero, type Node } from "../expression/index.ts";
import { marked, S, type Syntax, spell, withName, writePlain } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { type ChainSetting, derivativeSign, trimLinks } from "./chain.ts";
import type { Derivation, Link } from "./solution.ts";
import { spellTurned } from "./turning.ts";

/** The derivation of d(output)/d(target) by differentials. */
export interface ByDifferentials {
  /** The differentials of the quantities that use the target, and of the output. */
  readonly lines: readonly Derivation[];
  /** (Gᵀ)ᵀ as it is read off the last of them; null where it says no more than G. */
  readonly readOff: Link | null;
}

/** The lines for a vector or matrix; null for a scalar, where dL = g dx says nothing new. */
export function byDifferentials(
  setting: ChainSetting,
  target: Quantity,
  adjoint: Node,
): ByDifferentials | null {
  const { output, quantities, names, arena } = setting;
  const rank = target.shape.length;
  if (rank === 0 || rank > 2 || target === output) return null;
  const users = quantities.filter(({ formula, parents }) => {
    return formula !== null && parents.includes(target);
  });
  if (users.length === 0 || users.some(({ shape }) => shape.length > 2)) return null;
  const lines: Derivation[] = [];
  const changes = new Map<Quantity, Syntax>();
  for (const user of users) {
    const change = changeOf(setting, user, target);
    if (change === null) continue;
    changes.set(user, change);
    if (user !== output) lines.push(changeLine(user, change));
  }
  const used = users.filter((user) => changes.has(user));
  const before = spellTurned(adjoint, names, arena);
  const end = paired(target, before, S.differential(target.name));
  const links = [
    link("differential", S.sum(used.map((user) => namedTerm(setting, user, target)))),
    link(
      "differentials put in",
      S.sum(used.map((user) => term(setting, user, changes.get(user)!))),
    ),
    link(rank === 1 ? "the differential stands last" : "the trace is cyclic", end),
  ];
  if (used.length === 1 && used[0] === output) {
    const { written } = output;
    links[0] = link("differential", S.differential(S.group(written ?? output.name)));
  }
  const sign = S.differential(output.name);
  const remark =
    rank === 1 ? null : "the trace is cyclic, and a matrix and its transpose have the same trace";
  lines.push({ target: sign, links: trimLinks(sign, links), remark });
  return { lines, readOff: readOff(setting, adjoint, before) };
}

function link(rule: string, syntax: Syntax): Link {
  return { rule, sign: "=", syntax };
}

/** dY in dX, while all else stands still; null where Y does not change with X alone. */
function changeOf(setting: ChainSetting, user: Quantity, target: Quantity): Syntax | null {
  const { arena, names } = setting;
  const direction = arena.variable(differentialName(target), target.shape);
  const found = tidy(jvp(user.formula!, target.variable, direction, arena), arena);
  if (isZero(found)) return null;
  return spell(found, withName(names, direction, S.differential(target.name)));
}

/** The name, in the arena, of the variable that stands for dX. */
export function differentialName({ key, variable }: Quantity): string {
  return marked(`d${key}`, `differential of ${variable.data}`);
}

/** dY = d(A X B) = A dX B. */
function changeLine(user: Quantity, change: Syntax): Derivation {
  const target = S.differential(user.name);
  const whole = S.differential(S.group(user.written ?? user.name));
  const links = [link("definition", whole), link("differential", change)];
  return { target, links: trimLinks(target, links), remark: null };
}

/** What a change of `user` contributes: tr((dL/dY)ᵀ dY), (dL/dz)ᵀ dz, dL/dy dy; dL itself. */
function term(setting: ChainSetting, user: Quantity, change: Syntax): Syntax {
  const { output } = setting;
  if (user === output) return change;
  const sign = derivativeSign(output, user);
  return paired(user, user.shape.length === 0 ? sign : S.transpose(sign), change);
}

/** The same with the names alone; what L takes from X itself is a partial derivative. */
function namedTerm(setting: ChainSetting, user: Quantity, target: Quantity): Syntax {
  if (user !== setting.output) return term(setting, user, S.differential(user.name));
  const direct = S.transpose(S.partial(user.name, target.name));
  return paired(target, direct, S.differential(target.name));
}

/** `before` · `change`; under a trace for matrices. */
function paired({ shape }: Quantity, before: Syntax, change: Syntax): Syntax {
  const factors = [before, change].map((factor) => {
    const isEntrywise = factor.kind === "product" && factor.joints.includes("odot");
    return factor.kind === "sum" || isEntrywise ? S.group(factor) : factor;
  });
  const product = S.product(factors, shape.length === 0 ? "cdot" : "juxtapose");
  return shape.length < 2 ? product : S.call("tr", [product]);
}

/** (Gᵀ)ᵀ, where transposing it back is a step that can be seen. */
function readOff({ names }: ChainSetting, adjoint: Node, before: Syntax): Link | null {
  const text = writePlain(spell(adjoint, names));
  const back = S.transpose(before.kind === "name" ? before : S.group(before));
  const [only, more] = before.kind === "sum" ? before.terms.map((one) => one.term) : [before];
  const isPlain = (more === undefined && only!.kind === "transpose") || writePlain(before) === text;
  return isPlain ? null : link("what stands before the differential is the transpose", back);
}
