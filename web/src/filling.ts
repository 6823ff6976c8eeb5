/**
 * @file Elements that are filled with HTML: only where it has changed, and many of them a few at a
 * time, so that the page is never blocked for long.
 */
import type { Html } from "./model.ts";

/**
 * So many characters of HTML are put in before the browser may lay them out: about two formulas
 * with numbers. To lay out costs several times what it costs to put in.
 */
const portion = 12_000;

const contents = new WeakMap<Element, Html>();

/** Puts HTML into an element, which is only touched when that changes; how much was put in. */
export function fill(element: Element, html: Html): number {
  if (contents.get(element) === html) return 0;
  contents.set(element, html);
  element.innerHTML = html;
  return html.length;
}

/** Work on the page in small pieces; what is begun anew gives up what was not done yet. */
export class Filling {
  private run = 0;

  /** Does the pieces in order, the first ones at once; each tells how much it has put in. */
  async begin(pieces: readonly (() => number)[]): Promise<void> {
    const own = ++this.run;
    let rest = portion;
    for (const piece of pieces) {
      if (rest <= 0) {
        await painted();
        if (own !== this.run) return;
        rest = portion;
      }
      rest -= piece();
    }
  }
}

/** Resolves behind the next frame, so that what was put in is laid out by itself. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    // a page in the background has no frames
    const late = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve);
    });
  });
}
