/**
 * @file One step after another: forward through the quantities, then backward. A slider, two
 * buttons and the arrow keys move; the step shows its formula, the numbers put in, the result, and
 * says in the graph what is known by then.
 */
import { Filling, fill } from "../filling.ts";
import type { Html, Step, StepLine, WrittenPart } from "../model.ts";
import { linesHtml } from "./lines.ts";

export interface StepEvents {
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
  /** The boxes of steps and the headings of passes, kept from one showing to the next. */
  private readonly boxes = new Map<string, HTMLElement>();
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
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.element.querySelector(".step-back")!.addEventListener("click", () => this.go(this.at - 1));
    this.element.querySelector(".step-on")!.addEventListener("click", () => this.go(this.at + 1));
  }

  /** The steps of a part; the place is kept where it can be. */
  show(part: WrittenPart): void {
    this.part = part;
    this.slider.max = String(part.steps.length);
    this.go(Math.min(this.at, part.steps.length));
  }

  /** Goes to a step; 0 is before the first one, where all is shown. */
  go(step: number): void {
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
    void this.set(shown === null ? part.steps : [shown]);
    const done = part.steps.slice(0, this.at);
    const keys = (phase: Step["phase"]) =>
      new Set(done.filter((one) => one.phase === phase).map(({ key }) => key));
    this.events.show(shown, keys("forward"), keys("backward"));
  }

  /** One step on, or back. */
  move(by: number): void {
    this.go(this.at + by);
  }

  /** The first step about a quantity. */
  goTo(key: string): void {
    const found = this.part?.steps.findIndex((step) => step.key === key) ?? -1;
    if (found >= 0) this.go(found + 1);
  }

  /** Sets steps below each other, under the names of their passes where there are several. */
  private set(steps: readonly Step[]): Promise<void> {
    const wanted: (readonly [string, Step | null])[] = steps.flatMap((step, k) => {
      const { phase, key } = step;
      const isFirst = steps.length > 1 && steps[k - 1]?.phase !== phase;
      const own = [`${phase} ${key}`, step] as const;
      return isFirst ? [[phase, null] as const, own] : [own];
    });
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, box] of this.boxes) {
      if (keys.has(key)) continue;
      box.remove();
      if (steps.length > 1) this.boxes.delete(key);
    }
    let last: Element | null = null;
    const pieces = wanted.map(([key, step]) => () => {
      const box = this.boxes.get(key) ?? this.newBox(key, step);
      const size = step === null ? 0 : fill(box, stepHtml(step));
      const place: Element | null =
        last === null ? this.body.firstElementChild : last.nextElementSibling;
      if (box !== place) this.body.insertBefore(box, place);
      last = box;
      return size;
    });
    return this.filling.begin(pieces);
  }

  private newBox(key: string, step: Step | null): HTMLElement {
    const box = document.createElement(step === null ? "h3" : "div");
    if (step === null) box.textContent = titles[key as keyof typeof titles];
    else {
      box.className = `step ${step.phase}`;
      box.dataset["key"] = step.key;
    }
    this.boxes.set(key, box);
    return box;
  }
}

/** What a worksheet gives: formulas that define, and the values of inputs. */
function isGiven({ phase, uses }: Step, { rule }: StepLine): boolean {
  return phase === "forward" && (rule === "definition" || uses.length === 0);
}

function stepHtml(step: Step): Html {
  const { target, lines, remark } = step;
  const rows = linesHtml(lines, (line) => isGiven(step, line));
  const said = remark === null ? "" : `<p class="remark">${remark}</p>`;
  return `<div class="target">${target}</div>${rows}${said}`;
}
