/**
 * @file The chain rule for vectors and matrices, in two spellings of one step. In matrix form:
 * dL/dW = x (dL/dz)ᵀ. In index form, which shows why the transpose and the order are what they
 * are: dL/dW_{ij} = Σ_k dL/dz_k · dz_k/dW_{ij} = x_i · dL/dz_j. Both are spellings of the node
 * that the pullback made; nothing is derived twice.
 */
import { isKind, type Node } from "../expression/index.ts";
import {
  children,
  Letters,
  type Names,
  S,
  type Syntax,
  spell,
  spellEntry,
} from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { type ChainSetting, derivativeSign, trimLinks } from "./chain.ts";
import { isSign } from "./numbers.ts";
import type { Derivation, Link, Value } from "./solution.ts";
import { shown } from "./value.ts";

/** dL/dq in matrix form: the adjoint's expression, the numbers put in, and the value. */
export function matrixChain(
  setting: ChainSetting,
  target: Quantity,
  adjoint: Node,
  value: Value | null,
): Derivation {
  const { output } = setting;
  const sign = derivativeSign(output, target);
  const links: Link[] = [{ rule: "chain rule", sign: "=", syntax: spell(adjoint, setting.names) }];
  if (value !== null) {
    const put = withNumbers(setting, adjoint);
    if (put !== null) links.push(put);
    const { syntax, whole } = shown(value, setting.style);
    links.push({ rule: "value", sign: whole ? "=" : "\\approx", syntax });
  }
  const users = setting.quantities.filter(({ parents }) => parents.includes(target));
  const remark =
    users.length > 1
      ? `used by ${users.map(({ key }) => key).join(" and ")}: the contributions add`
      : null;
  return { target: sign, links: trimLinks(sign, links), remark };
}

/** The expression with every name and every adjoint replaced by its value. */
export function withNumbers(setting: ChainSetting, adjoint: Node): Link | null {
  let whole = true;
  const results = new Map(
    setting.quantities.flatMap(({ formula, variable, name }): [Node | null, Node][] => {
      return isSign(name) ? [] : [[formula, variable]];
    }),
  );
  const names: Names = {
    get: (node) => {
      const variable = results.get(node) ?? node;
      const value = isKind(variable, "variable") ? setting.values.get(variable.data) : undefined;
      if (value === undefined) return setting.names.get(node);
      const text = shown(value, setting.style);
      whole &&= text.whole;
      return text.syntax;
    },
  };
  const syntax = spell(adjoint, names);
  // nobody writes [3; 2]_i: what has no matrix notation gets its numbers at once as a value
  if (indexesLiteral(syntax)) return null;
  return { rule: "numbers", sign: whole ? "=" : "\\approx", syntax };
}

/** Whether a matrix of numbers carries running indices somewhere. */
function indexesLiteral(syntax: Syntax): boolean {
  if (syntax.kind === "subscript") {
    const { base } = syntax;
    if ((base.kind === "group" ? base.body : base).kind === "matrix") return true;
  }
  return children(syntax).some(indexesLiteral);
}

/** The same step entry by entry; null for scalars. */
export function indexForm(
  setting: ChainSetting,
  target: Quantity,
  adjoint: Node,
): Derivation | null {
  if (target.shape.length === 0) return null;
  const { output } = setting;
  const users = setting.quantities.filter(
    ({ formula, parents }) => formula !== null && parents.includes(target),
  );
  const letters = new Letters(setting.quantities.map(({ key }) => key));
  const indices = target.shape.map(() => letters.take());
  const entry = (quantity: Quantity, own: readonly Syntax[]): Syntax => {
    return own.length === 0 ? quantity.name : S.subscripted(quantity.name, ...own);
  };
  const at = entry(target, indices);
  const links: Link[] = [];
  const paths = users.map((user) => {
    const running = user.shape.map(() => letters.take());
    const outer = S.derivative(output.name, entry(user, running));
    const inner = S.derivative(entry(user, running), at);
    const step = user === output ? inner : S.product([outer, inner], "cdot");
    return running.length === 0 ? step : S.big("sum", { index: running }, step);
  });
  if (paths.length > 0)
    links.push({ rule: "chain rule, entry by entry", sign: "=", syntax: S.sum(paths) });
  const named = (node: Node): Syntax => spell(node, setting.names);
  const fresh = new Letters([...setting.quantities.map(({ key }) => key), ...indices.map(textOf)]);
  const syntax = spellEntry(adjoint, indices, named, fresh);
  links.push({ rule: "derivatives, entry by entry", sign: "=", syntax });
  const sign = S.derivative(output.name, at);
  return { target: sign, links: trimLinks(sign, links), remark: null };
}

function textOf(syntax: Syntax): string {
  return syntax.kind === "name" ? syntax.text : "";
}
