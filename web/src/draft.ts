/**
 * @file What was written, kept with the page's entry in the browser's history: a reload finds it
 * again, and so does the way back. It ends with the tab, and a new visit begins with the example.
 *
 * Reference: HTML Living Standard, "The History interface".
 */

/** The problem, the solution that is marked, and the tab of the view that is open. */
export type Draft = "problem" | "solution" | "view";

/** How long nothing changes before it is kept, in milliseconds. */
const rest = 200;

const waiting = new Map<Draft, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
/** The address at which what waits was written. */
let address = "";

/** Keeps something in the place of what was kept of it before. */
export function keep(what: Draft, text: string): void {
  forget();
  address = location.href;
  waiting.set(what, text);
  clearTimeout(timer);
  timer = setTimeout(write, rest);
}

/** What was kept when the page was here before; null on a new visit. */
export function kept(what: Draft): string | null {
  const state = history.state as Partial<Record<Draft, unknown>> | null;
  const found = state?.[what];
  return typeof found === "string" ? found : null;
}

/** Drops what was written at another address. */
function forget(): void {
  if (address !== location.href) waiting.clear();
}

/** Writes what waits, unless another link has been opened meanwhile: it has an entry of its own. */
export function write(): void {
  forget();
  if (waiting.size === 0) return;
  try {
    history.replaceState({ ...history.state, ...Object.fromEntries(waiting) }, "");
  } catch {
    // a browser keeps no text that is too long for it; the page goes on without
  }
  waiting.clear();
}

addEventListener("beforeunload", write);
addEventListener("pagehide", write);
