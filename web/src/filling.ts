/**
 * @file Elements that are filled with HTML: only where it has changed, formula by formula, and many
 * of them a few at a time, so that the page is never blocked for long.
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
  if (element.firstChild === null) {
    element.innerHTML = html;
    return html.length;
  }
  const template = document.createElement("template");
  template.innerHTML = html;
  return patch(element, template.content);
}

/** So long is an element of a formula as HTML, in the mean. */
const lengthOfElement = 50;

/** Makes the children of a node those of another; what is the same stays. How much was put in. */
function patch(before: Node, after: Node): number {
  const rest = [...before.childNodes];
  let size = 0;
  for (const now of [...after.childNodes]) {
    const old = rest.shift();
    if (old?.isEqualNode(now) === true) continue;
    if (old !== undefined && isAlike(old, now)) {
      size += patch(old, now);
      continue;
    }
    if (old === undefined) before.appendChild(now);
    else before.replaceChild(now, old);
    const inside = now instanceof Element ? now.querySelectorAll("*").length : 0;
    size += lengthOfElement * (1 + inside);
  }
  for (const old of rest) old.remove();
  return size;
}

/** Whether two elements differ by their children alone; a formula is one thing. */
function isAlike(a: Node, b: Node): boolean {
  if (!(a instanceof Element) || !(b instanceof Element) || a.matches(".katex")) return false;
  return a.cloneNode(false).isEqualNode(b.cloneNode(false));
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
