/**
 * @file The vectors and matrices of a step as grids: the result, and what it is made of as it
 * stands in the formula. The entry under the pointer or the keyboard is traced to the rows and
 * columns that have made it, which are framed, and its sum is written out with numbers.
 *
 * Reference: WAI-ARIA Authoring Practices, "Grid (Interactive Tabular Data)".
 */
import { escaped } from "../escaped.ts";
import { fill } from "../filling.ts";
import type { EntryView, GridsView, GridView, Html } from "../model.ts";
import { linesHtml } from "./lines.ts";

/** How an entry was made; null when that is not to be had now. */
export type AskEntry = (place: number) => Promise<EntryView | null>;

/** The grids of one step. */
export class Grids {
  readonly element = document.createElement("div");
  private readonly ask: AskEntry;
  private readonly result: HTMLTableElement;
  private readonly operands: readonly HTMLTableElement[];
  private readonly sum = document.createElement("div");
  private readonly said = document.createElement("p");
  private readonly columns: number;
  private readonly entries = new Map<number, EntryView>();
  private at = -1;

  constructor({ result, operands }: GridsView, ask: AskEntry, place = 0) {
    this.ask = ask;
    this.columns = result.columns;
    this.element.className = "grids";
    const row = document.createElement("div");
    row.className = "grid-row";
    this.result = tableOf(result, true);
    this.operands = operands.map((operand) => tableOf(operand, false));
    const sign = document.createElement("span");
    sign.className = "made-of";
    sign.textContent = "made of";
    const [first, ...others] = [result, ...operands].map(({ name }, k) => {
      return named(name, k === 0 ? this.result : this.operands[k - 1]!);
    });
    row.append(first!, sign, ...others);
    this.sum.className = "entry-sum";
    // what is seen as frames is said in a sentence
    this.said.className = "unseen";
    this.said.setAttribute("role", "status");
    this.element.append(row, this.sum, this.said);
    const point = ({ target }: Event): void => {
      const cell = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
      if (cell !== null) void this.trace(Number(cell.dataset["place"]));
    };
    this.result.addEventListener("pointerover", point);
    this.result.addEventListener("focusin", point);
    this.result.addEventListener("keydown", (event) => this.move(event));
    void this.trace(place < result.cells.length ? place : 0);
  }

  /** The entry that is traced. */
  get place(): number {
    return this.at;
  }

  /** Moves the focus to the entry that is traced. */
  focus(): void {
    cellsOf(this.result)[this.at]?.focus();
  }

  /** Shows what has made an entry. */
  async trace(place: number): Promise<void> {
    if (place === this.at) return;
    const isFirst = this.at < 0;
    this.at = place;
    for (const cell of cellsOf(this.result)) {
      const isHere = Number(cell.dataset["place"]) === place;
      cell.classList.toggle("traced", isHere);
      cell.tabIndex = isHere ? 0 : -1;
    }
    const entry = this.entries.get(place) ?? (await this.ask(place));
    if (entry === null || this.at !== place) return;
    this.entries.set(place, entry);
    for (const [k, table] of this.operands.entries()) {
      const made = new Set(entry.made[k]);
      for (const [at, cell] of cellsOf(table).entries())
        cell.classList.toggle("made", made.has(at));
    }
    fill(this.sum, `<div class="target">${entry.target}</div>${linesHtml(entry.lines)}`);
    // the step itself is read out when it is shown
    if (!isFirst) this.said.textContent = entry.plain;
  }

  private move(event: KeyboardEvent): void {
    const count = cellsOf(this.result).length;
    const { at: place, columns } = this;
    const column = place % columns;
    const wanted = {
      ArrowLeft: column > 0 ? place - 1 : place,
      ArrowRight: column < columns - 1 ? place + 1 : place,
      ArrowUp: place >= columns ? place - columns : place,
      ArrowDown: place + columns < count ? place + columns : place,
      Home: event.ctrlKey ? 0 : place - column,
      End: event.ctrlKey ? count - 1 : place - column + columns - 1,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    cellsOf(this.result)[wanted]?.focus();
  }
}

function cellsOf(table: HTMLTableElement): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>("td[data-place]")];
}

/** A table below its name. */
function named(name: Html, table: HTMLTableElement): HTMLElement {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.innerHTML = name;
  figure.append(caption, table);
  return figure;
}

/** A table with its indices at the edges; one whose entries can be visited is a grid. */
function tableOf({ plain, rows, columns, cells }: GridView, isGrid: boolean) {
  const table = document.createElement("table");
  table.className = isGrid ? "grid result" : "grid";
  if (isGrid) table.setAttribute("role", "grid");
  table.setAttribute("aria-label", `${plain}, ${rows} by ${columns}`);
  const range = (length: number) => Array.from({ length }, (_, k) => k);
  const edge = (scope: "row" | "col", k: number): Html => `<th scope="${scope}">${k + 1}</th>`;
  const head =
    columns === 1
      ? ""
      : `<thead><tr>${rows === 1 ? "" : "<td></td>"}` +
        `${range(columns)
          .map((k) => edge("col", k))
          .join("")}</tr></thead>`;
  const body = range(rows).map((i) => {
    const own = range(columns).map((j) => {
      const place = i * columns + j;
      const { shown, plain: said } = cells[place]!;
      const role = isGrid ? ` role="gridcell" tabindex="-1" title="${escaped(said)}"` : "";
      return `<td data-place="${place}"${role}>${shown}</td>`;
    });
    return `<tr>${rows === 1 ? "" : edge("row", i)}${own.join("")}</tr>`;
  });
  table.innerHTML = `${head}<tbody>${body.join("")}</tbody>`;
  return table;
}
