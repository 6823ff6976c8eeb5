/**
 * @file What is said "if z > 0" alone: the conditions that a claim has for itself, before it or
 * behind it, and the values of names that are then not meant, z = −2.
 */
import type { Assumption } from "../algebra/index.ts";
import type { Node } from "../expression/index.ts";
import { B, type Ball } from "../number/index.ts";
import { type Said, signs } from "./assumption.ts";
import type { Chain } from "./chain.ts";
import { constantOf } from "./constant.ts";
import { decider } from "./decider.ts";
import type { Bench } from "./judge.ts";
import { variablesOf } from "./variables.ts";

/**
 * The chains that say where alone one is meant: "$y = x$ if $x > 0$", "for $x > 0$ we have
 * $y = x$".
 */
export function provisosOf(chain: Chain, chains: readonly Chain[]): readonly Chain[] {
  const at = chains.indexOf(chain);
  const next = chains[at + 1];
  const found = next?.cues.has("proviso") ? [next] : [];
  if (!chain.cues.has("onward")) return found;
  for (let k = at - 1; k >= 0; k--) {
    const {
      paragraph,
      cues,
      signs: [sign = ""],
    } = chains[k]!;
    const isCondition = (cues.has("set") || cues.has("supposed")) && !cues.has("proviso");
    if (paragraph !== chain.paragraph || !isCondition || !(sign in signs)) break;
    found.push(chains[k]!);
  }
  return found;
}

/** The bench without the values for which a claim is not said; the same where there are none. */
export function whereSaid(bench: Bench, own: readonly Said[], at: number): Bench {
  const elsewhere = new Set(own.flatMap((said) => valuesAgainst(bench, said, at)));
  return elsewhere.size > 0 ? { ...bench, values: bench.values.except(elsewhere) } : bench;
}

/** The bench where conditions hold that a claim has for itself. */
export function underProvisos(bench: Bench, own: readonly Said[], at: number): Bench {
  if (own.length === 0) return bench;
  const assumptions = own.map(({ assumption }) => assumption);
  return { ...whereSaid(bench, own, at), decide: decider(bench.sheet, assumptions) };
}

/** The names of a condition for the values of which it does not hold. */
function valuesAgainst(
  { sheet, values }: Pick<Bench, "sheet" | "values">,
  said: Said,
  at: number,
): readonly Node[] {
  const { node, sign } = said.assumption;
  const names = variablesOf(sheet.expand(node));
  const inputs = new Map<Node, Node>();
  for (const name of names) {
    const value = values.ofInput(name, at, null);
    if (value !== undefined) inputs.set(name, value);
  }
  const value = constantOf(sheet.put(sheet.expand(node), inputs), sheet.worksheet.sizes);
  const [entry] = value?.ball.entries ?? [];
  return entry !== undefined && isAgainst(entry, sign) ? names : [];
}

/** Whether a number does not have a sign. */
function isAgainst(entry: Ball, sign: Assumption["sign"]): boolean {
  const own = B.sign(entry);
  if (own === undefined) return false;
  return sign === ">0" ? own <= 0 : sign === ">=0" ? own < 0 : own === 0;
}
