/**
 * @file Answers to choose from: formulas behind A., B., C., … that say different things of one
 * left side. All but one of them are wrong on purpose, so that none of them claims anything.
 */
import { type Syntax, writeLatex } from "../notation/index.ts";
import type { Chain } from "./chain.ts";
import type { Cue } from "./cue.ts";

/** A, B, C, … behind which a formula stands as an answer to choose from: "B. ◻", "(C) ◻". */
export function optionBefore(words: string): string | undefined {
  return /(?:^|[\s(*])([A-H])[.)]\**\s*$/.exec(words)?.[1];
}

/** The chains, with answers to choose from as suppositions; `letters` says what stands before. */
export function withOptions(
  chains: readonly Chain[],
  letters: ReadonlyMap<Chain, string>,
): readonly Chain[] {
  if (letters.size < least) return chains;
  const options = new Set<Chain>();
  let run: Chain[] = [];
  const end = (): void => {
    if (run.length >= least) for (const chain of run) options.add(chain);
    run = [];
  };
  for (const [chain, letter] of letters) {
    const isNext = letter.charCodeAt(0) === "A".charCodeAt(0) + run.length;
    if (!isNext || !(run.length === 0 || isSame(run[0]!.parts[0]!, chain.parts[0]!))) end();
    if (run.length > 0 || letter === "A") run.push(chain);
  }
  end();
  if (options.size === 0) return chains;
  return chains.map((chain) => {
    return options.has(chain)
      ? { ...chain, cues: new Set<Cue>([...chain.cues, "supposed"]) }
      : chain;
  });
}

function isSame(one: Syntax, other: Syntax): boolean {
  return one.kind !== "error" && writeLatex(one) === writeLatex(other);
}

/** At least so many answers. */
const least = 3;
