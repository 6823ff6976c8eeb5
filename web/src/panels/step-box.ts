/**
 * @file One step in its box: the formula, the numbers put in, the result; of what several others
 * use each path and their sum; why a transpose stands where it stands, when that is asked; and by
 * itself, its vectors and matrices as grids.
 */
import { fill } from "../filling.ts";
import type { EntryView, GridsView, Html, Step, StepLine } from "../model.ts";
import { Grids } from "./grids.ts";
import { Lid } from "./lid.ts";
import { linesHtml } from "./lines.ts";

/** What more can be asked about a step; null when it is not to be had now. */
export interface StepQuestions {
  readonly grids: (step: Step) => Promise<GridsView | null>;
  readonly entry: (step: Step, place: number) => Promise<EntryView | null>;
  readonly unfold: (step: Step) => Promise<Html | null>;
}

/** The box of a step. */
export class StepBox {
  readonly element = document.createElement("div");
  private readonly questions: StepQuestions;
  private readonly main = document.createElement("div");
  private readonly why = new Lid();
  private readonly place = document.createElement("div");
  private grids: Grids | null = null;
  private run = 0;
  /** How much HTML there is in it, but for its grids. */
  size = 0;

  constructor({ phase, key }: Step, questions: StepQuestions) {
    this.questions = questions;
    this.element.className = `step ${phase}`;
    this.element.dataset["key"] = key;
    this.element.append(this.main, this.place, this.why.element);
  }

  /** Shows the step; `isAlone` with its grids. How much was put in. */
  show(step: Step, isAlone: boolean): number {
    const { unfolding } = step;
    const html = stepHtml(step);
    const size = fill(this.main, html);
    this.size = html.length;
    this.why.element.hidden = unfolding === null;
    this.why.title = unfolding ?? "";
    this.why.cover(() => this.questions.unfold(step));
    void this.showGrids(isAlone && step.hasEntries ? step : null);
    return size;
  }

  private async showGrids(step: Step | null): Promise<void> {
    const own = ++this.run;
    if (step === null) {
      this.place.replaceChildren();
      return;
    }
    const view = await this.questions.grids(step);
    if (own !== this.run) return;
    if (view === null) {
      this.place.replaceChildren();
      this.grids = null;
      return;
    }
    const before = this.grids;
    const ask = (place: number) => this.questions.entry(step, place);
    this.grids = new Grids(view, ask, before?.place);
    const hadFocus = before?.element.contains(document.activeElement) === true;
    this.place.replaceChildren(this.grids.element);
    if (hadFocus) this.grids.focus();
  }
}

/** What a worksheet gives: formulas that define, and the values of inputs. */
function isGiven({ phase, uses }: Step, { rule }: StepLine): boolean {
  return phase === "forward" && (rule === "definition" || uses.length === 0);
}

function stepHtml(step: Step): Html {
  const { target, lines, paths, remark } = step;
  const rows = linesHtml(lines, (line) => isGiven(step, line));
  const said = remark === null ? "" : `<p class="remark">${remark}</p>`;
  const forks = paths.length === 0 ? "" : `<div class="paths">${linesHtml(paths)}</div>`;
  return `<div class="target">${target}</div>${rows}${said}${forks}`;
}
