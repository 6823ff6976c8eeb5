/**
 * @file The marked page beside the text: a shadow root, so that the document's style and the
 * page's do not meet. Only blocks that have changed are put in anew, a few at a time, so that the
 * place that is being read stays where it is and the page is never blocked.
 */
import type { MarkedBlock, MarkedView } from "../model.ts";

export interface PaperEvents {
  /** A mark was chosen. */
  readonly choose: (step: number) => void;
  /** The repair of a step is to be written. */
  readonly write: (step: number) => void;
  readonly point: (step: number | null) => void;
}

/** How long blocks are put in before the browser may do something else, in milliseconds. */
const slice = 6;

interface Put {
  readonly html: string;
  readonly element: HTMLElement;
}

/** What the marked page needs beside the style of every marked page. */
const own = `
:host { font-size: 1rem; line-height: 1.6; }
.checked { padding: 0.8rem 1.2rem 3rem; }
.block { content-visibility: auto; contain-intrinsic-size: auto 5rem; }
.coverage { margin-bottom: 1.2rem; }
.checked :is(h2, h3, h4) { margin-top: 1.4rem; }
.row { grid-template-columns: minmax(0, 1fr) minmax(12.5rem, 32%); column-gap: 1.2rem; }
.said .display { overflow-x: auto; overflow-y: hidden; padding: 0.3rem 0.2rem 0.3rem 2.2rem; }
.mark, .ring { cursor: pointer; }
.lit { background: var(--lit); outline: 2px solid var(--accent); outline-offset: 1px;
  border-radius: 4px; }
.note.lit { outline-offset: -2px; scroll-margin-block: 0.5rem; }
.ring.lit { border-radius: 0.8em; }
.acts { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.4rem 0 0.2rem; }
.acts button { font: inherit; min-height: 2rem; padding: 0.1rem 0.6rem; color: var(--ink);
  background: var(--paper); border: 1px solid var(--muted); border-radius: 4px; cursor: pointer; }
.acts button:hover { border-color: var(--accent); background: var(--tint); }
summary { min-height: 1.75rem; padding: 0.15rem 0; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.checked.stale :is(.mark, .ring, .note, .coverage) { opacity: 0.45; }
.checked :is(.mark, .ring, .note, .coverage) { transition: opacity 150ms ease; }
@container (max-width: 40rem) {
  .row { grid-template-columns: minmax(0, 1fr); }
  aside { margin: 0 0 0.6rem 1rem; }
  .checked .said .display { padding-left: 2rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (forced-colors: active) {
  .badge, .ring { border: 2px solid CanvasText; }
  .ring.first { border-width: 4px; }
  .lit { outline-color: Highlight; }
}
`;

/** The marked page. */
export class Paper {
  readonly element: HTMLElement;
  private readonly sheet: HTMLElement;
  private put: Put[] = [];
  private firsts = new Map<Element, number>();
  private repairs = new Set<number>();
  private lit: number | null = null;
  private work: Promise<void> = Promise.resolve();

  constructor(style: string, events: PaperEvents) {
    this.element = document.createElement("div");
    this.element.className = "sheet";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", "Marked solution");
    const root = this.element.attachShadow({ mode: "open" });
    root.innerHTML =
      '<link rel="stylesheet" href="katex.css">' +
      `<style>${style}${own}</style><div class="checked"></div>`;
    this.sheet = root.querySelector(".checked")!;
    this.sheet.addEventListener("click", ({ target }) => {
      const element = target as Element;
      const step = this.stepAt(element);
      if (step === null) return;
      const act = element.closest<HTMLElement>("button")?.dataset["act"];
      if (act === "write") events.write(step);
      else if (act === "find" || element.closest(".note") === null) events.choose(step);
    });
    this.sheet.addEventListener("pointermove", ({ target }) => {
      events.point(this.stepAt(target as Element));
    });
    this.element.addEventListener("pointerleave", () => events.point(null));
  }

  /** Shows a marked document; resolves when all of it stands there. */
  show(view: MarkedView): Promise<void> {
    // one that failed is no reason for the next to fail
    this.work = this.work.catch(() => undefined).then(() => this.patch(view));
    return this.work;
  }

  /** Whether the marks are those of an older text. */
  set stale(is: boolean) {
    this.sheet.classList.toggle("stale", is);
    this.element.setAttribute("aria-busy", String(is));
  }

  /** The steps that have a mark, in order. */
  steps(): number[] {
    const found = new Set<number>();
    for (const element of this.sheet.querySelectorAll(".mark[class*='step-']")) {
      const step = this.stepAt(element);
      if (step !== null) found.add(step);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The steps of which something is said in the margin, in order. */
  noted(): number[] {
    const notes = [...this.sheet.querySelectorAll(".note")];
    return notes.map((note) => this.stepAt(note) ?? -1).sort((a, b) => a - b);
  }

  /** What is said of a step, for who does not see it. */
  said(step: number): string {
    const note = this.elementsOf(step).find((element) => element.matches(".note"));
    const words = [...(note?.querySelectorAll(".first, .wrong, :scope > p:first-child") ?? [])];
    const unique = [...new Set(words)].map((one) => spoken(one));
    if (unique.length > 0) return unique.join(": ");
    const mark = this.elementsOf(step).find((element) => element.matches(".mark"));
    return mark?.matches(".follows") ? "Right, from a line that is wrong." : "Right.";
  }

  /** Lights up what belongs to a step, and brings it into view if asked. */
  light(step: number | null, isShown = false): void {
    if (step !== this.lit) {
      for (const element of this.sheet.querySelectorAll(".lit")) element.classList.remove("lit");
      this.lit = step;
    }
    if (step === null) return;
    const found = this.elementsOf(step);
    for (const element of found) element.classList.add("lit");
    // the note first: where there is no room for both, the mark is seen
    if (isShown) for (const one of found.reverse()) one.scrollIntoView({ block: "nearest" });
  }

  private stepAt(element: Element): number | null {
    const named = element.closest("[class*='step-']");
    const number = /\bstep-(\d+)\b/.exec(named?.getAttribute("class") ?? "")?.[1];
    const first = this.firsts.get(named?.closest(".block") ?? this.sheet);
    return number === undefined || first === undefined ? null : first + Number(number);
  }

  private elementsOf(step: number): Element[] {
    const found: Element[] = [];
    for (const { element } of this.put) {
      const first = this.firsts.get(element)!;
      if (step >= first) found.push(...element.getElementsByClassName(`step-${step - first}`));
    }
    return found;
  }

  private async patch({ blocks, repairs }: MarkedView): Promise<void> {
    this.repairs = new Set(repairs.map(({ step }) => step));
    const known = new Map<string, Put[]>();
    for (const one of this.put) {
      const same = known.get(one.html);
      if (same === undefined) known.set(one.html, [one]);
      else same.push(one);
    }
    const next = blocks.map((block) => ({ block, old: known.get(block.html)?.shift() }));
    const kept = new Set(next.map(({ old }) => old));
    const anchor = this.anchor(this.put.filter((one) => kept.has(one)));
    const opened = new Set([...this.sheet.querySelectorAll("details[open]")].map(textOf));
    const gone = this.put.filter((one) => !kept.has(one));
    const firsts = new Map<Element, number>();
    const put: Put[] = [];
    let place: ChildNode | null = this.sheet.firstChild;
    const dropOne = (): void => {
      const element = gone.shift()?.element;
      if (element === place) place = element?.nextSibling ?? null;
      element?.remove();
    };
    let began = performance.now();
    for (const { block, old } of next) {
      const one = old ?? this.made(block);
      firsts.set(one.element, block.first);
      put.push(one);
      if (old === undefined) {
        for (const details of one.element.querySelectorAll("details")) {
          details.open = opened.has(textOf(details));
        }
      }
      // what stands there still and is going to leave is stepped over
      while (place !== null && gone.some(({ element }) => element === place)) {
        place = place.nextSibling;
      }
      if (place === one.element) place = place.nextSibling;
      else this.sheet.insertBefore(one.element, place);
      dropOne();
      if (performance.now() - began < slice) continue;
      if (anchor !== null) this.hold(anchor);
      this.firsts = firsts;
      await breath();
      began = performance.now();
    }
    for (const { element } of gone) element.remove();
    this.put = put;
    this.firsts = firsts;
    if (anchor !== null) this.hold(anchor);
    const { lit } = this;
    this.light(null);
    this.light(lit);
  }

  /** The element of a block, with what can be done about its notes. */
  private made({ html, first }: MarkedBlock): Put {
    const element = document.createElement("div");
    element.className = "block";
    element.innerHTML = html;
    for (const note of element.querySelectorAll(".note")) {
      const step = first + Number(/\bstep-(\d+)/.exec(note.className)?.[1] ?? Number.NaN);
      const write = '<button type="button" data-act="write">Write this instead</button>';
      note.insertAdjacentHTML(
        "beforeend",
        `<p class="acts">${this.repairs.has(step) ? write : ""}` +
          '<button type="button" data-act="find">Show in the text</button></p>',
      );
    }
    for (const mark of element.querySelectorAll(".mark, .ring")) {
      if (!mark.hasAttribute("title")) mark.setAttribute("title", "Show in the text");
    }
    return { html, element };
  }

  /** The first block in sight that stays, and how far below the upper edge it stands. */
  private anchor(stays: readonly Put[]): { element: HTMLElement; top: number } | null {
    if (this.element.scrollTop === 0) return null;
    const edge = this.element.getBoundingClientRect().top;
    for (const { element } of stays) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > edge) return { element, top: top - edge };
    }
    return null;
  }

  private hold({ element, top }: { element: HTMLElement; top: number }): void {
    const edge = this.element.getBoundingClientRect().top;
    this.element.scrollTop += element.getBoundingClientRect().top - edge - top;
  }
}

const textOf = (element: Element): string => element.textContent ?? "";

/** The words of an element, its formulas as they are written in LaTeX. */
function spoken(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll(".katex")) {
    const latex = formula.querySelector("annotation")?.textContent ?? "";
    formula.textContent = latex.replace(/\\displaystyle\s*/g, "").trim();
  }
  for (const badge of copy.querySelectorAll(".badge")) badge.remove();
  return textOf(copy)
    .replace(/\s+/g, " ")
    .replace(/^\s*\?/, "")
    .trim();
}

/** Lets the browser draw and take up what the reader does. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
