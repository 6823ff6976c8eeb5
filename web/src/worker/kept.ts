/**
 * @file The problem that was asked for last, kept as it is worked: its passes at once, the rest
 * when it is wanted and with pauses, in which a newer question is heard. What else is asked of the
 * same text is answered from here.
 */
import { type Begun, begin, type Solution } from "pengrad/work";

/** A newer problem was asked for. */
export class Dropped extends Error {}

/** A problem and how far it is worked. */
export interface Kept {
  readonly text: string;
  readonly begun: Begun;
  solution: Promise<Solution> | null;
}

let kept: Kept | null = null;

/** The problem of a text, with both passes done. */
export function keptOf(text: string): Kept {
  if (kept?.text !== text) kept = { text, begun: begin(text), solution: null };
  return kept;
}

/** The problem of a text, worked. */
export function solutionOf(text: string): Promise<Solution> {
  const own = keptOf(text);
  own.solution ??= unhurried(own.begun.rest(), own);
  return own.solution;
}

/** Does long work with pauses; gives it up when another problem has taken the place of its own. */
export async function unhurried<T>(work: Generator<void, T>, own?: Kept): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await pause();
    if (own !== undefined && kept !== own) throw new Dropped();
  }
}

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** Lets what has come in meanwhile be heard. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
