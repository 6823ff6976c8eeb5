/**
 * @file The order in which a sentence is understood. "Let z = x² y, x = cos t" and "L = (y − t)²
 * with y = w x" say what x and y are after their use; where older ones stand in other sentences,
 * those are not meant. Definitions are put before what uses them in the same sentence.
 */
import { headKey, headsOf, mentionedIn, namesOf } from "./names.ts";
import type { Statement } from "./statement.ts";

/** The statements, with definitions before their uses in the same sentence. */
export function inSentences(statements: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  let sentence: Statement[] = [];
  const close = (): void => {
    found.push(...ordered(sentence));
    sentence = [];
  };
  for (const statement of statements) {
    const last = sentence.at(-1)?.chain;
    if (last !== undefined && !goesOn(last, statement.chain)) close();
    sentence.push(statement);
  }
  close();
  return found;
}

/** Whether a chain stands in the sentence of the one before it. */
function goesOn(last: Statement["chain"], next: Statement["chain"]): boolean {
  if (last === next) return true;
  if (last.part !== next.part || last.paragraph !== next.paragraph) return false;
  return next.cues.has("onward");
}

function ordered(sentence: readonly Statement[]): readonly Statement[] {
  if (sentence.length < 2) return sentence;
  const defined = new Set<string>();
  const found = new Set<Statement>();
  const open = new Set<Statement>();
  const add = (statement: Statement, k: number): void => {
    if (found.has(statement) || open.has(statement)) return;
    open.add(statement);
    const isStep = statement.kind !== "definition";
    for (const name of usedIn(statement)) {
      if (defined.has(name)) continue;
      const at = sentence.findIndex((one, j) => {
        return j > k && definedBy(one) === name && (!isStep || one.chain.cues.has("ground"));
      });
      if (at >= 0) add(sentence[at]!, at);
    }
    const own = definedBy(statement);
    if (own !== undefined) defined.add(own);
    found.add(statement);
  };
  for (const [k, statement] of sentence.entries()) add(statement, k);
  return [...found];
}

/** The names in what a statement claims or makes a definition of. */
function usedIn({ kind, left, right }: Statement): ReadonlySet<string> {
  return mentionedIn(kind === "definition" ? [right] : [left, right]);
}

/** The name or function that a definition says what it is, unless it is made of itself. */
function definedBy({ kind, left, right }: Statement): string | undefined {
  if (kind !== "definition") return undefined;
  const key = headKey(left);
  const own = [...namesOf(right).map((one) => one.key), ...headsOf(right)];
  return key !== undefined && own.includes(key) ? undefined : key;
}
