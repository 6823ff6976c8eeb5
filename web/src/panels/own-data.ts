/**
 * @file The box for data of one's own: rows of CSV that are written, pasted, dropped or opened, and
 * points that are added by a click on the plane. The rows are all there is; a click writes one more.
 */
import { type Cloud, reach } from "../run.ts";

export interface OwnDataEvents {
  /** The rows are others now; soon: more may follow at once. */
  readonly change: (isSoon: boolean) => void;
  /** Rows came in from outside, and are to be shown. */
  readonly choose: () => void;
  readonly refuse: (sentence: string) => void;
}

/** No file of this view is longer, in bytes. */
const longest = 2_000_000;

const html = `
<label>Your points: two numbers and a class in each row
<textarea name="data" rows="6" spellcheck="false" autocomplete="off"
placeholder="0.5, -0.3, 0&#10;-0.8, 0.1, 1"></textarea></label>
<p class="hint own-said" role="status"></p>
<div class="bar">
<label>A click on the plane <select name="click"><option value="0">adds a point of class 0</option>
<option value="1">adds a point of class 1</option><option value="">chooses a point</option></select>
</label>
<button type="button" class="take-back">Take the last row back</button>
<button type="button" class="open-file">Open a CSV file</button>
<input type="file" accept=".csv,.tsv,.txt,text/csv" hidden>
</div>`;

/** Nothing to be seen yet; three columns are to come. */
export const noPoints: Cloud = {
  points: new Float64Array(),
  classes: new Float64Array(),
  ...{ axes: null, names: ["0", "1"], places: [0, 1, 2], said: "" },
};

/** The box, and the rows in it. */
export class OwnData {
  readonly element = document.createElement("div");
  private readonly rows: HTMLTextAreaElement;
  private readonly events: OwnDataEvents;
  private cloud: Cloud | null = null;

  constructor(view: HTMLElement, events: OwnDataEvents) {
    this.events = events;
    this.element.className = "own-data";
    this.element.hidden = true;
    this.element.innerHTML = html;
    this.rows = this.at("textarea");
    this.rows.addEventListener("input", () => this.events.change(true));
    this.at(".take-back").addEventListener("click", () => {
      this.rows.value = this.rows.value.trimEnd().replace(/(?:^|\n).*$/, "");
      this.events.change(false);
    });
    const input = this.at<HTMLInputElement>("[type=file]");
    this.at(".open-file").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      void this.take(input.files?.[0]);
      input.value = "";
    });
    this.drops(view);
  }

  get text(): string {
    return this.rows.value;
  }

  /** What was made of the rows; null where nothing could be. */
  show(cloud: Cloud | null): void {
    this.cloud = cloud;
    const said = this.at(".own-said");
    if (said.textContent !== (cloud?.said ?? "")) said.textContent = cloud?.said ?? "";
  }

  /** The class that a click adds a point of; null where it chooses one. */
  get adds(): 0 | 1 | null {
    const { value } = this.at<HTMLSelectElement>("[name=click]");
    return this.element.hidden || value === "" ? null : value === "1" ? 1 : 0;
  }

  /** Writes one more row, for a place of the plane; why not, if it cannot be. */
  add(x: number, y: number, kind: 0 | 1): string | null {
    const isEmpty = this.rows.value.trim() === "";
    if (isEmpty) this.cloud = noPoints;
    if (this.cloud === null || this.cloud.places === null) {
      return "A click adds a point only where each row has two numbers and a class, and no more.";
    }
    const { axes, names, places } = this.cloud;
    const fields: string[] = [];
    for (const [k, value] of [x, y].entries()) {
      const axis = axes?.[k];
      fields[places[k]!] = String(
        axis === undefined
          ? Math.round(value * 1000) / 1000
          : +(axis.from + ((value + 1) / 2) * (axis.to - axis.from)).toPrecision(4),
      );
    }
    fields[places[2]!] = names[kind];
    const sign = isEmpty ? "," : separatorIn(this.rows.value);
    const row = fields.join(sign === "," ? ", " : sign);
    this.rows.value = isEmpty ? row : `${this.rows.value.trimEnd()}\n${row}`;
    this.rows.scrollTop = this.rows.scrollHeight;
    this.events.change(true);
    return null;
  }

  private at<T extends HTMLElement>(selector: string): T {
    return this.element.querySelector<T>(selector)!;
  }

  private put(text: string): void {
    this.rows.value = text.replace(/\r\n?/g, "\n").trimEnd();
    this.events.choose();
    this.events.change(false);
  }

  private async take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    if (file.size > longest) {
      this.events.refuse(`${file.name} is longer than 2 MB: open a part of it.`);
      return;
    }
    const text = await file.text();
    if (/\0|\ufffd{3}/.test(text)) {
      this.events.refuse(`${file.name} is no text. Save the table as CSV, and open that.`);
    } else this.put(text);
  }

  /** Files are dropped anywhere in the view; a table is pasted where nothing else takes it. */
  private drops(view: HTMLElement): void {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const over = (is: boolean) => view.classList.toggle("dropping", is);
    const capture = { capture: true };
    const dragged = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      over(true);
    };
    view.addEventListener("dragover", dragged, capture);
    view.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && view.contains(relatedTarget))) over(false);
    });
    const dropped = (event: DragEvent): void => {
      over(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void this.take(event.dataTransfer?.files[0]);
    };
    view.addEventListener("drop", dropped, capture);
    document.addEventListener("paste", (event) => {
      const { target, clipboardData, defaultPrevented } = event;
      const isElsewhere =
        target instanceof Element && target.closest("input, textarea, .cm-editor") !== null;
      if (view.offsetParent === null || isElsewhere || defaultPrevented) return;
      const file = clipboardData?.files[0];
      const text = clipboardData?.getData("text/plain") ?? "";
      if (file !== undefined && text === "") void this.take(file);
      else if (text.trim() !== "") this.put(text);
    });
  }
}

/** A place of the canvas, whose sides are 1 long, as a place of the plane. */
export function placeIn(right: number, down: number): { readonly x: number; readonly y: number } {
  return { x: reach * (2 * right - 1), y: reach * (1 - 2 * down) };
}

/** What stands between the fields of the first row. */
function separatorIn(text: string): string {
  const line = text.split("\n")[0]!;
  return [";", "\t", "|"].find((sign) => line.includes(sign)) ?? ",";
}
