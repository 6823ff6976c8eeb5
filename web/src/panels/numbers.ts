/**
 * @file A field for each number that the problem gives: typed over, stepped by the arrow keys, or
 * dragged to and fro by its name. Each change is written into the problem's text, and everything
 * follows from there.
 */
import type { GivenNumber, PartView } from "../model.ts";

export interface NumberEvents {
  /** A number of the text is to be replaced. */
  readonly change: (place: { from: number; to: number }, text: string) => void;
  /** The pointer or the keyboard is at a quantity; null when it has left. */
  readonly point: (key: string | null) => void;
}

interface Field {
  readonly row: HTMLElement;
  readonly name: HTMLElement;
  readonly input: HTMLInputElement;
  given: GivenNumber;
  /** Where it stands in the text by now. */
  from: number;
  to: number;
}

/** So many pixels of dragging are one step. */
const pixels = 6;

/** The panel of given numbers. */
export class NumbersPanel {
  readonly element: HTMLElement;
  private readonly events: NumberEvents;
  private fields: readonly Field[] = [];

  constructor(events: NumberEvents) {
    this.events = events;
    this.element = document.createElement("fieldset");
    this.element.className = "numbers";
    this.element.innerHTML = "<legend>Numbers: type, drag, or use the arrow keys</legend>";
  }

  /** The numbers of a part, as its text has them; fields are kept, and with them the focus. */
  show({ numbers }: PartView): void {
    this.element.hidden = numbers.length === 0;
    const known = new Map(this.fields.map((field) => [field.given.id, field]));
    this.fields = numbers.map((given) => {
      const field = known.get(given.id) ?? this.newField(given);
      known.delete(given.id);
      field.given = given;
      field.from = given.span.from;
      field.to = given.span.to;
      if (field.name.innerHTML !== given.name) field.name.innerHTML = given.name;
      if (field.input.value !== given.text) field.input.value = given.text;
      field.input.setAttribute("aria-label", given.plain);
      this.announce(field);
      return field;
    });
    for (const { row } of known.values()) row.remove();
    const rows = this.fields.map(({ row }) => row);
    const shown = [...this.element.querySelectorAll(".number")];
    if (rows.some((row, k) => row !== shown[k])) this.element.append(...rows);
  }

  /** Follows a change of the text, until the text is worked again. */
  follow(map: (offset: number, side: -1 | 1) => number): void {
    for (const field of this.fields) {
      field.from = map(field.from, -1);
      field.to = map(field.to, 1);
    }
  }

  private newField(given: GivenNumber): Field {
    const row = document.createElement("label");
    row.className = "number";
    row.dataset["key"] = given.key;
    const name = document.createElement("span");
    name.className = "number-name";
    const input = document.createElement("input");
    input.inputMode = "decimal";
    input.size = 6;
    input.setAttribute("role", "spinbutton");
    row.append(name, input);
    const field: Field = { row, name, input, given, from: given.span.from, to: given.span.to };
    input.addEventListener("input", () => this.put(field));
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (steps === undefined) return;
      event.preventDefault();
      this.stepTo(field, numberIn(field), stepOf(field), steps);
    });
    row.addEventListener("pointerover", () => this.events.point(field.given.key));
    row.addEventListener("pointerleave", () => this.events.point(null));
    input.addEventListener("focus", () => this.events.point(field.given.key));
    input.addEventListener("blur", () => this.events.point(null));
    this.drag(field);
    return field;
  }

  /** Dragging the name to the right makes the number greater. */
  private drag(field: Field): void {
    const { name } = field;
    name.addEventListener("pointerdown", (down) => {
      const start = numberIn(field);
      const size = stepOf(field);
      name.setPointerCapture(down.pointerId);
      let last = 0;
      const move = ({ clientX }: PointerEvent): void => {
        const steps = Math.round((clientX - down.clientX) / pixels);
        if (steps === last) return;
        last = steps;
        this.stepTo(field, start, size, steps);
      };
      name.addEventListener("pointermove", move);
      const end = (): void => name.removeEventListener("pointermove", move);
      name.addEventListener("pointerup", end, { once: true });
      name.addEventListener("pointercancel", end, { once: true });
    });
  }

  private stepTo(field: Field, from: number, size: number, steps: number): void {
    const digits = Math.max(0, Math.ceil(-Math.log10(size)));
    field.input.value = String(Number((from + steps * size).toFixed(digits)));
    this.put(field);
  }

  private put(field: Field): void {
    const text = field.input.value.trim();
    this.announce(field);
    if (text === "") return;
    this.events.change({ from: field.from, to: field.to }, text);
  }

  private announce({ input, given }: Field): void {
    const own = Number(input.value);
    input.setAttribute("aria-valuenow", String(Number.isFinite(own) ? own : (given.value ?? 0)));
    input.setAttribute("aria-valuetext", input.value);
  }
}

/** What a field holds: as it is typed where that is a plain decimal, else as it was worked. */
function numberIn({ input, given }: Field): number {
  const own = Number(input.value);
  return Number.isFinite(own) && input.value.trim() !== "" ? own : (given.value ?? 0);
}

/** A tenth, or one unit of the last decimal where there are more. */
function stepOf({ input }: Field): number {
  const decimals = /\.(\d+)$/.exec(input.value.trim())?.[1]?.length ?? 1;
  return 10 ** -Math.min(6, Math.max(1, decimals));
}
