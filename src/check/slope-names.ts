/**
 * @file Gradients that are called by a d: `dz = dL/dz`, and then `dw = x dz`. In such a text dX
 * is the derivative of the loss by X where X leads to the loss, and else a name: no differential.
 *
 *     da = dL/da = −y/a + …     says which loss is meant
 *     dZ = A − Y                no differential is equal to what has none in it
 */
import { children, mapParts, nameKey, S, type Syntax, writeLatex } from "../notation/index.ts";
import type { Chain, Reading } from "./chain.ts";
import { mentionedIn } from "./names.ts";

/** The reading with derivatives and names in the place of such differentials. */
export function withSlopeNames(reading: Reading): Reading {
  const called = new Set(reading.chains.flatMap(calledIn));
  if (called.size === 0) return reading;
  // what is made of such a name is another one: dW = dZ A^T
  for (let before = 0; before < called.size; ) {
    before = called.size;
    for (const { parts } of reading.chains) {
      const [left, ...others] = parts;
      const key = left?.kind === "differential" ? nameKey(left.of) : undefined;
      const isMade = others.flatMap(differentialsIn).some((one) => called.has(one));
      if (key !== undefined && isMade) called.add(key);
    }
  }
  const losses = reading.chains.flatMap((chain) => lossIn(chain) ?? []);
  const [loss] = losses;
  const isOne = losses.every((one) => nameKey(one) === nameKey(loss!));
  const leading = loss === undefined || !isOne ? new Set<string>() : leadingTo(loss, reading);
  const change = (syntax: Syntax): Syntax => {
    if (syntax.kind !== "differential") return mapParts(syntax, change);
    const { of, from, to } = syntax;
    if (loss !== undefined && leading.has(nameKey(of) ?? "")) {
      const by = [{ variable: of, order: 1 }];
      return { kind: "derivative", sign: "d", style: "bar", of: loss, by, from, to };
    }
    return { ...(S.name(`d${writeLatex(of)}`) as Syntax), from, to } as Syntax;
  };
  const chains = reading.chains.map((chain) => {
    const isConcerned = chain.parts.flatMap(differentialsIn).some((key) => called.has(key));
    return isConcerned ? { ...chain, parts: chain.parts.map(change) } : chain;
  });
  return { ...reading, chains };
}

/** The names X of which a chain says what dX is, without differentials. */
function calledIn(chain: Chain): readonly string[] {
  const [left, right] = chain.parts;
  if (left?.kind !== "differential" || right === undefined || chain.signs[0] !== "=") return [];
  const key = nameKey(left.of);
  const isFree = chain.parts.slice(1).every((part) => differentialsIn(part).length === 0);
  return key !== undefined && isFree ? [key] : [];
}

/** The loss L of dX = dL/dX. */
function lossIn(chain: Chain): Syntax | undefined {
  const [left, right] = chain.parts;
  if (left?.kind !== "differential" || right?.kind !== "derivative") return undefined;
  const [only, more] = right.by;
  const isBySame = more === undefined && only?.order === 1;
  const isSaid = isBySame && nameKey(only.variable) === nameKey(left.of);
  return isSaid ? (right.of ?? undefined) : undefined;
}

/** The names that a loss is made of, by what the text says they are. */
function leadingTo(loss: Syntax, { chains }: Reading): ReadonlySet<string> {
  const found = new Set([nameKey(loss) ?? ""]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { parts, signs } of chains) {
      const [left, right] = parts;
      if (left === undefined || right === undefined || signs[0] !== "=") continue;
      const key = left.kind === "applied" ? nameKey(left.head) : nameKey(left);
      if (key !== undefined && found.has(key)) {
        for (const name of mentionedIn([right])) found.add(name);
      }
    }
  }
  return found;
}

function differentialsIn(syntax: Syntax): readonly string[] {
  const own = syntax.kind === "differential" ? (nameKey(syntax.of) ?? []) : [];
  return [own].flat().concat(children(syntax).flatMap(differentialsIn));
}
