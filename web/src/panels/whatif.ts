/**
 * @file What if a number were another: the output along it, with the point where it is and the
 * tangent that the gradient gives. The point follows what is typed and dragged elsewhere, and can
 * be dragged along the curve itself; each change is compared with what the gradient predicted.
 */
import { type Client, Overtaken } from "../client.ts";
import type { Curve, CurveAsk, CurveView, GivenNumber, PartView } from "../model.ts";
import { frameOf, picture } from "../plot/picture.ts";
import { type Stretch, stepFor, zoomed } from "../plot/scale.ts";
import { quiet, saidOfChange, saidOfNone, saidOfPoint } from "../plot/words.ts";
import { firstNumber, questionOf } from "../question.ts";

export interface WhatIfEvents {
  /** The number is to be this one. */
  readonly put: (id: string, text: string) => void;
  /** Another number was chosen. */
  readonly choose: (id: string | null) => void;
}

/** What the signs in the picture mean; who hears it is told in words. */
const legend = [
  ["curve", "M0 5H22", "curve"],
  ["tangent", "M0 5H22", "tangent by the gradient"],
  ["start", "M3 5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", "before"],
  ["predicted", "M1 5l5 5l5 -5l-5 -5z", "predicted"],
]
  .map(([kind, path, words]) => {
    const width = path!.startsWith("M0") ? 22 : 14;
    return (
      `<span class="of-${kind}"><svg width="${width}" height="11" viewBox="0 0 ${width} 10">` +
      `<path class="${kind}" d="${path}"/></svg> ${words}</span>`
    );
  })
  .join(" ");

/** The panel of the curve. */
export class WhatIfPanel {
  readonly element: HTMLDetailsElement;
  private readonly client: Client;
  private readonly events: WhatIfEvents;
  private readonly svg: SVGSVGElement;
  private part: PartView | null = null;
  private number = 0;
  private text = "";
  private chosen: GivenNumber | null = null;
  private from: number | null = null;
  private stretch: Stretch | null = null;
  private curve: Curve | null = null;
  private asked = "";
  /** Whether it has been unfolded; who folds it up again leaves it so. */
  private isUnfolded: boolean;

  constructor(client: Client, events: WhatIfEvents) {
    this.client = client;
    this.events = events;
    this.element = document.createElement("details");
    this.element.className = "whatif";
    this.element.innerHTML =
      '<summary>What if <span class="along"></span> were another number?</summary>' +
      '<div class="plot"><svg role="img" aria-label="No curve yet"></svg>' +
      '<div class="zoom"><button type="button" class="closer" aria-label="Closer">+</button>' +
      '<button type="button" class="wider" aria-label="Wider">−</button></div></div>' +
      `<p class="legend" aria-hidden="true">${legend}</p>` +
      '<p class="said" aria-live="polite"></p>';
    this.svg = this.element.querySelector(".plot svg")!;
    // on a phone it is unfolded when a number is first taken up
    this.element.open = this.isUnfolded = matchMedia("(min-width: 60rem)").matches;
    this.at(".closer").addEventListener("click", () => this.zoom(1 / 2));
    this.at(".wider").addEventListener("click", () => this.zoom(2));
    this.drag();
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  /** The numbers of a part as its text has them; `known` is the curve, where it is known. */
  show(part: PartView, number: number, text: string, known?: CurveView): void {
    this.part = part;
    this.number = number;
    this.text = text;
    const { chosen } = this;
    const same = part.numbers.find(({ id }) => id === chosen?.id);
    if (same === undefined) this.choose(firstNumber(part));
    else this.chosen = same;
    if (known === undefined) void this.ask();
    else {
      this.asked = JSON.stringify(this.question);
      this.take(known);
    }
  }

  /** A change of a number begins; what becomes of it is compared with what it was. */
  begin(given: GivenNumber): void {
    if (given.id !== this.chosen?.id) this.choose(given);
    this.from = given.value;
    if (!this.isUnfolded) this.element.open = this.isUnfolded = true;
    void this.ask();
  }

  /** The text has changed; by a change of the number, or otherwise. */
  follow(text: string, isNumber: boolean): void {
    this.text = text;
    if (!isNumber) this.from = null;
    else void this.ask();
  }

  private at(selector: string): HTMLElement {
    return this.element.querySelector<HTMLElement>(selector)!;
  }

  private choose(given: GivenNumber | null): void {
    this.chosen = given;
    this.from = null;
    this.stretch = null;
    this.element.hidden = given === null;
    this.events.choose(given?.id ?? null);
    const name = this.at(".along");
    if (given !== null && name.innerHTML !== given.name) name.innerHTML = given.name;
  }

  private get question(): CurveAsk | null {
    const { chosen, part, number, text, stretch, from } = this;
    if (chosen === null || part === null) return null;
    return questionOf(part, chosen, { text, part: number, stretch, from });
  }

  private async ask(): Promise<void> {
    const { question } = this;
    const asked = JSON.stringify(question);
    if (question === null || asked === this.asked) return;
    this.asked = asked;
    try {
      const view = await this.client.ask("curve", question);
      const { key, place } = question;
      if (key === this.chosen?.key && place === this.chosen.place) this.take(view);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }

  private take(view: CurveView): void {
    if ("why" in view) {
      // what cannot be read while it is being typed leaves the last curve standing
      if (view.why === "open" && this.curve !== null && this.from !== null) return;
      this.curve = null;
      this.element.classList.add("none");
      this.svg.innerHTML = "";
      this.svg.setAttribute("aria-label", "No curve");
      this.say(saidOfNone(view));
      return;
    }
    const curve = quiet(view);
    this.curve = curve;
    this.stretch = view.stretch;
    this.svg.removeAttribute("aria-label");
    this.element.classList.remove("none");
    const isChanged = curve.from !== null && curve.from.x !== curve.now?.x;
    this.element.classList.toggle("changed", isChanged);
    this.draw();
    this.say(saidOfChange(curve) ?? saidOfPoint(curve));
  }

  private say(words: string): void {
    const said = this.at(".said");
    if (said.textContent !== words) said.textContent = words;
  }

  private get size() {
    const { clientWidth: width, clientHeight: height } = this.svg;
    return { width, height };
  }

  private draw(): void {
    const { curve, size } = this;
    if (curve === null || size.width === 0) return;
    this.svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    this.svg.innerHTML = picture(curve, size);
  }

  private zoom(times: number): void {
    const { curve } = this;
    if (curve === null) return;
    const [from, to] = curve.stretch;
    this.stretch = zoomed(curve.stretch, curve.now?.x ?? (from + to) / 2, times);
    void this.ask();
  }

  /** The point is dragged along the curve, from wherever the pointer is put down. */
  private drag(): void {
    const { svg } = this;
    svg.addEventListener("pointerdown", (down) => {
      const { chosen, curve } = this;
      if (chosen === null || curve === null || down.button !== 0) return;
      svg.setPointerCapture(down.pointerId);
      this.begin(chosen);
      // the picture stands still while it is being dragged in
      const frame = frameOf(curve, this.size);
      const [least, greatest] = curve.stretch;
      const step = stepFor(greatest - least, 200);
      let last: string | null = null;
      const move = ({ clientX }: PointerEvent): void => {
        const own = frame.at(clientX - svg.getBoundingClientRect().left);
        const inside = Math.max(least, Math.min(greatest, own));
        const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        const text = String(Number((Math.round(inside / step) * step).toFixed(digits)));
        if (text === last) return;
        last = text;
        this.events.put(chosen.id, text);
      };
      move(down);
      const end = (): void => svg.removeEventListener("pointermove", move);
      svg.addEventListener("pointermove", move);
      svg.addEventListener("pointerup", end, { once: true });
      svg.addEventListener("pointercancel", end, { once: true });
    });
  }
}
