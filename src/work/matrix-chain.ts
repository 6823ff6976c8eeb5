/**
 * @file The chain rule for vectors and matrices in matrix form, dL/dW = x (dL/dz)ᵀ: the node that
 * the pullback made, spelled; then with numbers; then its value. `index-form.ts` has the same step
 * entry by entry.
 */
import { isKind, type Node } from "../expression/index.ts";
import { children, type Names, S, type Syntax, spell } from "../notation/index.ts";
import type { Quantity } from "../worksheet/index.ts";
import { type ChainSetting, derivativeSign, trimLinks } from "./chain.ts";
import { forkRemark, resultsOf, usersIn } from "./lookups.ts";
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
  const users = usersIn(setting.quantities, target);
  const remark = forkRemark(users.map(({ key }) => key));
  return { target: sign, links: trimLinks(sign, links), remark };
}

/** How the numbers of a line are set down, where that is not the usual way. */
interface Setting {
  /** Variables of the graph whose value is given transposed. */
  readonly turned: { has(name: string): boolean };
  readonly spell: (node: Node, names: Names) => Syntax;
}

const usual: Setting = { turned: new Set(), spell };

/** The expression with every name and every adjoint replaced by its value. */
export function withNumbers(
  setting: ChainSetting,
  adjoint: Node,
  { turned, spell: written }: Setting = usual,
): Link | null {
  let whole = true;
  const results = resultsOf(setting.quantities);
  const names: Names = {
    get: (node) => {
      const variable = results.get(node) ?? node;
      const value = isKind(variable, "variable") ? setting.values.get(variable.data) : undefined;
      if (value === undefined) return setting.names.get(node);
      const text = shown(value, setting.style);
      whole &&= text.whole;
      const isTurned = isKind(variable, "variable") && turned.has(variable.data);
      return isTurned ? S.transpose(text.syntax) : text.syntax;
    },
  };
  const syntax = written(adjoint, names);
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
