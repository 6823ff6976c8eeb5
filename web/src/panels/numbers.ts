/**
 * @file A field for each number that the problem gives or should give: typed over, stepped by the
 * arrow keys, or dragged to and fro by its name. Each change is written into the problem's text,
 * and everything follows from there. What has no value yet gets one by the first thing typed.
 */
import type { GivenNumber, PartView } from "../model.ts";

export interface NumberEvents {
  /** A number of the text is to be replaced. */
  readonly change: (place: { from: number; to: number }, text: string) => void;
  /** The pointer or the keyboard is at a quantity; null when it has left. */
  readonly point: (key: string | null) => void;
  /** A number is taken up, to be changed. */
  readonly begin: (given: GivenNumber) => void;
}

interface Field {
  readonly row: HTMLElement;
  readonly name: HTMLElement;
  readonly input: HTMLInputElement;
  given: GivenNumber;
  /** Where it stands in the text by now; where it is to be written, if it does not. */
  from: number;
  to: number;
  isOpen: boolean;
}

/** So many pixels of dragging are one step. */
const pixels = 6;

/** A matrix is laid out as one up to so many columns. */
const widest = 4;

/** The panel of given numbers. */
export class NumbersPanel {
  readonly element: HTMLElement;
  private readonly events: NumberEvents;
  private fields: readonly Field[] = [];
  private chosen: string | null = null;

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
      this.fill(field, given);
      return field;
    });
    const left = [...known.values()].find(({ input }) => input === document.activeElement);
    this.arrange();
    // a value that was written whole has fields of its own now
    if (left !== undefined)
      this.fields.find(({ given }) => given.key === left.given.key)?.input.focus();
    for (const { row } of known.values()) row.remove();
    for (const group of this.element.querySelectorAll(".numbers-of")) {
      if (group.childElementCount === 0) group.remove();
    }
  }

  /** Marks the number that is looked at elsewhere. */
  choose(id: string | null): void {
    this.chosen = id;
    for (const { row, given } of this.fields) row.classList.toggle("chosen", given.id === id);
  }

  /** Writes another number, as if it had been typed. */
  put(id: string, text: string): void {
    const field = this.fields.find(({ given }) => given.id === id);
    if (field === undefined) return;
    field.input.value = text;
    this.write(field);
  }

  /** Follows a change of the text, until the text is worked again. */
  follow(map: (offset: number, side: -1 | 1) => number): void {
    for (const field of this.fields) {
      field.from = map(field.from, field.isOpen ? 1 : -1);
      field.to = map(field.to, 1);
    }
  }

  private fill(field: Field, given: GivenNumber): void {
    const { name, input, row } = field;
    field.given = given;
    // what is being typed may be no number yet, or only its beginning be one
    const isTyped = input === document.activeElement;
    if (!isTyped || field.isOpen) {
      field.isOpen = given.span === null;
      field.from = given.span?.from ?? given.gap?.at ?? 0;
      field.to = given.span?.to ?? field.from;
    }
    if (name.innerHTML !== given.name) name.innerHTML = given.name;
    if (input.value !== given.text && !isTyped) input.value = given.text;
    input.setAttribute("aria-label", given.isWhole ? `${given.plain}, all entries` : given.plain);
    input.placeholder = given.span !== null ? "" : given.isWhole ? "[1; 2]" : "no value yet";
    input.classList.toggle("whole", given.span === null);
    if (given.isWhole) input.removeAttribute("role");
    else input.setAttribute("role", "spinbutton");
    row.classList.toggle("chosen", given.id === this.chosen);
    this.announce(field);
  }

  /** The entries of each input stand together, those of a matrix in its rows. */
  private arrange(): void {
    const groups = new Map(
      [...this.element.querySelectorAll<HTMLElement>(".numbers-of")].map((one) => [
        one.dataset["of"],
        one,
      ]),
    );
    const shown: HTMLElement[] = [];
    for (const { row, given } of this.fields) {
      let group = groups.get(given.key);
      if (group === undefined) {
        group = document.createElement("div");
        group.className = "numbers-of";
        group.dataset["of"] = given.key;
        groups.set(given.key, group);
      }
      if (shown.at(-1) !== group) {
        shown.push(group);
        const isMatrix = given.columns > 1 && given.columns <= widest;
        group.style.gridTemplateColumns = isMatrix ? `repeat(${given.columns}, auto)` : "";
        group.classList.toggle("matrix", isMatrix);
      }
      const place = this.fields
        .filter((one) => one.given.key === given.key)
        .findIndex((one) => one.row === row);
      if (group.children[place] !== row) group.insertBefore(row, group.children[place] ?? null);
    }
    const before = [...this.element.querySelectorAll(".numbers-of")];
    if (shown.some((group, k) => group !== before[k])) this.element.append(...shown);
  }

  private newField(given: GivenNumber): Field {
    const row = document.createElement("label");
    row.className = "number";
    row.dataset["key"] = given.key;
    const name = document.createElement("span");
    name.className = "number-name";
    const input = document.createElement("input");
    input.inputMode = "decimal";
    input.autocomplete = "off";
    row.append(name, input);
    const field: Field = { row, name, input, given, from: 0, to: 0, isOpen: true };
    input.addEventListener("input", () => this.write(field));
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (steps === undefined || field.given.isWhole) return;
      event.preventDefault();
      this.stepTo(field, numberIn(field), stepOf(field), steps);
    });
    row.addEventListener("pointerover", () => this.events.point(field.given.key));
    row.addEventListener("pointerleave", () => this.events.point(null));
    input.addEventListener("focus", () => {
      this.events.point(field.given.key);
      this.events.begin(field.given);
    });
    input.addEventListener("blur", () => {
      this.events.point(null);
      // a field that was emptied shows again what the text says
      if (input.value.trim() === "" && !field.isOpen) input.value = field.given.text;
    });
    this.drag(field);
    return field;
  }

  /** Dragging the name to the right makes the number greater. */
  private drag(field: Field): void {
    const { name } = field;
    name.addEventListener("pointerdown", (down) => {
      if (field.given.isWhole) return;
      this.events.begin(field.given);
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
    this.write(field);
  }

  private write(field: Field): void {
    const text = field.input.value.trim();
    this.announce(field);
    if (!isComplete(text)) return;
    const { gap } = field.given;
    if (!field.isOpen || gap === null) {
      this.events.change({ from: field.from, to: field.to }, text);
      return;
    }
    const at = field.from;
    this.events.change({ from: at, to: at }, `${gap.before}${text}${gap.after}`);
    field.isOpen = false;
    field.from = at + gap.before.length;
    field.to = field.from + text.length;
  }

  private announce({ input, given }: Field): void {
    if (given.isWhole) return;
    const own = Number(input.value);
    input.setAttribute("aria-valuenow", String(Number.isFinite(own) ? own : (given.value ?? 0)));
    input.setAttribute("aria-valuetext", input.value === "" ? "no value yet" : input.value);
  }
}

/** Whether a text may be a value already: nothing is open, and no sign waits for what follows. */
function isComplete(text: string): boolean {
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0;
  const isOpen = count(/[([{]/g) > count(/[)\]}]/g) || count(/\\begin/g) > count(/\\end/g);
  return text !== "" && !isOpen && !/[-+*/^=,;.\\]$/.test(text);
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
