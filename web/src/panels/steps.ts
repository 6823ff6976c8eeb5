/**
 * @file One step after another: forward through the quantities, then backward. A slider, two
 * buttons and the arrow keys move; the step shows its formula, the numbers put in, the result, and
 * says in the graph what is known by then.
 */
import { Filling } from "../filling.ts";
import type { Step, WrittenPart } from "../model.ts";
import { StepBox, type StepQuestions } from "./step-box.ts";

export interface StepEvents extends StepQuestions {
  /** The step that is shown now. */
  readonly show: (
    step: Step | null,
    known: ReadonlySet<string>,
    derived: ReadonlySet<string>,
  ) => void;
}

const titles = { forward: "Forward", backward: "Backward" } as const;

/** The panel of steps. */
export class StepsPanel {
  readonly element: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly place: HTMLOutputElement;
  private readonly body: HTMLElement;
  private readonly events: StepEvents;
  private readonly filling = new Filling();
  /** Kept from one showing to the next. */
  private readonly boxes = new Map<string, StepBox>();
  private readonly headings = new Map<Step["phase"], HTMLElement>();
  private part: WrittenPart | null = null;
  private at = 0;

  constructor(events: StepEvents) {
    this.events = events;
    this.element = document.createElement("section");
    this.element.className = "steps";
    this.element.setAttribute("aria-label", "Steps");
    this.element.innerHTML =
      '<div class="step-bar">' +
      '<button type="button" class="step-back" aria-label="Previous step">◀</button>' +
      '<input type="range" min="0" value="0" aria-label="Step">' +
      '<button type="button" class="step-on" aria-label="Next step">▶</button>' +
      "<output></output></div>" +
      '<div class="step-body"></div>';
    this.slider = this.element.querySelector("input")!;
    this.place = this.element.querySelector("output")!;
    this.body = this.element.querySelector(".step-body")!;
    this.slider.addEventListener("input", () => void this.go(Number(this.slider.value)));
    this.element
      .querySelector(".step-back")!
      .addEventListener("click", () => void this.go(this.at - 1));
    this.element
      .querySelector(".step-on")!
      .addEventListener("click", () => void this.go(this.at + 1));
  }

  /** The steps of a part; the place is kept where it can be. Resolves when all of it is there. */
  show(part: WrittenPart): Promise<void> {
    this.part = part;
    const keys = new Set(part.steps.map(({ phase, key }) => `${phase} ${key}`));
    for (const key of this.boxes.keys()) if (!keys.has(key)) this.boxes.delete(key);
    this.slider.max = String(part.steps.length);
    return this.go(Math.min(this.at, part.steps.length));
  }

  /** Goes to a step; 0 is before the first one, where all is shown. */
  async go(step: number): Promise<void> {
    const { part } = this;
    if (part === null) return;
    this.at = Math.max(0, Math.min(step, part.steps.length));
    this.slider.value = String(this.at);
    const shown = this.at === 0 ? null : part.steps[this.at - 1]!;
    const said =
      shown === null ? "all steps" : `${shown.phase}, ${this.at} of ${part.steps.length}`;
    if (this.place.textContent !== said) this.place.textContent = said;
    this.slider.setAttribute("aria-valuetext", said);
    // a single step is read out; all of them would be too much
    this.body.setAttribute("aria-live", shown === null ? "off" : "polite");
    const filled = this.set(shown === null ? part.steps : [shown]);
    const done = part.steps.slice(0, this.at);
    const keys = (phase: Step["phase"]) =>
      new Set(done.filter((one) => one.phase === phase).map(({ key }) => key));
    this.events.show(shown, keys("forward"), keys("backward"));
    await filled;
  }

  /** One step on, or back. */
  move(by: number): void {
    void this.go(this.at + by);
  }

  /** The first step about a quantity. */
  goTo(key: string): void {
    const found = this.part?.steps.findIndex((step) => step.key === key) ?? -1;
    if (found >= 0) void this.go(found + 1);
  }

  /** Sets steps below each other, under the names of their passes where there are several. */
  private set(steps: readonly Step[]): Promise<void> {
    const isAlone = steps.length === 1;
    const kept = new Set<Element>();
    let last: Element | null = null;
    // whether it was not seen before
    const put = (element: Element): boolean => {
      const isNew = !element.isConnected;
      const place: Element | null =
        last === null ? this.body.firstElementChild : last.nextElementSibling;
      if (element !== place) this.body.insertBefore(element, place);
      last = element;
      return isNew;
    };
    const pieces = steps.map((step, k) => {
      const heading =
        isAlone || steps[k - 1]?.phase === step.phase ? null : this.heading(step.phase);
      const box = this.box(step);
      if (heading !== null) kept.add(heading);
      kept.add(box.element);
      return () => {
        if (heading !== null) put(heading);
        const isNew = put(box.element);
        const size = box.show(step, isAlone);
        // what was filled earlier has to be laid out all the same
        return isNew ? box.size : size;
      };
    });
    for (const element of [...this.body.children]) if (!kept.has(element)) element.remove();
    return this.filling.begin(pieces);
  }

  private heading(phase: Step["phase"]): HTMLElement {
    const known = this.headings.get(phase);
    if (known !== undefined) return known;
    const made = document.createElement("h2");
    made.textContent = titles[phase];
    this.headings.set(phase, made);
    return made;
  }

  private box(step: Step): StepBox {
    const key = `${step.phase} ${step.key}`;
    const known = this.boxes.get(key);
    if (known !== undefined) return known;
    const made = new StepBox(step, this.events);
    this.boxes.set(key, made);
    return made;
  }
}
