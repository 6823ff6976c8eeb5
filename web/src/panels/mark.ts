/**
 * @file A solution, pasted or dropped, and beside it the same as a page with red-pen marks; the
 * marks follow while the source is edited. A long check shows how far it has come, and can be
 * ended; the marks of the older text are dimmed meanwhile.
 */
import { type Client, Overtaken } from "../client.ts";
import { keep } from "../draft.ts";
import { Editor } from "../editor.ts";
import { painted } from "../filling.ts";
import type { MarkedView, RepairView, Span } from "../model.ts";
import { save } from "../save.ts";
import { notebookOf, type Solution, solutionIn, solutionOf, Unreadable } from "../solution.ts";
import { Paper } from "./paper.ts";

/** How long the typing rests before a document is checked, in milliseconds. */
const rest = 350;

/** How long a check runs before it is said that it does, in milliseconds. */
const patience = 300;

/** A text that comes in at once and is longer than this may be of another kind. */
const pasted = 60;

const frame = `
<section class="source" aria-label="Solution">
<div class="bar">
<select class="kind" aria-label="Written in"><option value="markdown">Markdown</option>
<option value="latex">LaTeX</option><option value="notebook">Notebook cells</option></select>
<button type="button" class="open">Open a file …</button>
<input type="file" class="file" hidden accept=".md,.markdown,.tex,.ltx,.ipynb,.txt">
<button type="button" class="save">Save</button>
<button type="button" class="clear">Clear</button>
</div>
<p class="hint">Paste a solution, or drop a file anywhere here: Markdown, LaTeX, a notebook.</p>
</section>
<section class="paper" aria-label="Marked">
<div class="bar">
<button type="button" class="previous" aria-label="Previous remark">‹</button>
<button type="button" class="next">Next remark ›</button>
<span class="running" hidden><progress aria-label="Checked so far"></progress>
<span class="count"></span> <button type="button" class="stop">Stop</button></span>
</div>
<p class="status" role="status"></p>
</section>`;

/** What was found, in a sentence. */
function summaryOf({ steps, summary }: MarkedView, text: string): string {
  if (text.trim() === "") return "There is nothing to check yet: paste a solution.";
  if (steps.length > 0) return summary;
  return "No formula was found. Formulas stand between dollar signs: $y = x^2$.";
}

/** The panel where a solution is marked. */
export class MarkPanel {
  readonly element: HTMLElement;
  private readonly client: Client;
  private readonly editor: Editor;
  private readonly paper: Paper;
  private solution: Pick<Solution, "notebook">;
  private steps: readonly Span[] = [];
  private repairs: readonly RepairView[] = [];
  /** The step that the reader has gone to. */
  private here = -1;
  /** The text before a change, and whether neither its beginning nor its end is left. */
  private last: string;
  private isReplaced = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, style: string, text: string) {
    this.client = client;
    this.solution = { notebook: null };
    this.last = text;
    this.element = document.createElement("div");
    this.element.className = "mark-panel";
    this.element.innerHTML = frame;
    this.paper = new Paper(style, {
      choose: (step) => this.goTo(step, true),
      write: (step) => this.write(step),
      point: (step) => this.light(step),
    });
    this.at(".paper").append(this.paper.element);
    this.editor = new Editor(this.at(".source"), {
      text,
      label: "The solution's text",
      wraps: true,
      events: {
        change: (now) => this.changed(now),
        point: (offset) => this.light(this.stepOf(offset)),
        select: (offset) => this.paper.light(this.stepOf(offset), true),
        move: (now) => this.move(now),
      },
    });
    this.at(".source").append(this.at(".hint"));
    this.controls();
  }

  /** Puts a text in, of whatever kind it is. */
  open(text: string): void {
    this.put(solutionOf(text));
  }

  /** Checks what stands in the editor. */
  async check(): Promise<void> {
    clearTimeout(this.timer);
    const { text } = this.editor;
    const name = this.kind.value === "latex" ? "solution.tex" : "solution.md";
    this.paper.stale = true;
    const waiting = setTimeout(() => this.running(true), patience);
    try {
      const view = await this.client.ask("check", { text, name }, (done, total) => {
        this.told(done, total);
      });
      // what takes long from here on is to put the marks in, and is not told
      clearTimeout(waiting);
      // what was typed meanwhile is checked next
      if (text !== this.editor.text) return;
      await this.show(view);
    } catch (error) {
      if (!(error instanceof Overtaken)) {
        this.say(
          "This text could not be checked: an error of pengrad, not of yours. Change it, and it is tried again.",
        );
      } else if (!this.client.isBusy)
        this.say("The check was ended. It begins again when you type.");
    } finally {
      clearTimeout(waiting);
      if (!this.client.isBusy) this.running(false);
    }
  }

  private async show(view: MarkedView): Promise<void> {
    this.steps = view.steps;
    this.repairs = view.repairs;
    this.editor.mark(view.diagnostics);
    this.say(summaryOf(view, this.editor.text));
    await this.paper.show(view);
    if (!this.client.isBusy) this.paper.stale = false;
    for (const button of [this.at(".previous"), this.at(".next")]) {
      button.toggleAttribute("disabled", this.paper.noted().length === 0);
    }
  }

  private at<T extends HTMLElement>(selector: string): T {
    return this.element.querySelector<T>(selector)!;
  }

  private get kind(): HTMLSelectElement {
    return this.at<HTMLSelectElement>(".kind");
  }

  private say(sentence: string): void {
    const status = this.at(".status");
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  private controls(): void {
    const input = this.at<HTMLInputElement>(".file");
    this.at(".open").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      void this.take(input.files?.[0]);
      input.value = "";
    });
    this.at(".save").addEventListener("click", () => this.save());
    this.at(".clear").addEventListener("click", () => {
      this.put({ kind: "markdown", text: "", notebook: null });
      this.editor.view.focus();
    });
    this.at(".stop").addEventListener("click", () => {
      this.client.cancel();
      this.editor.view.focus();
    });
    this.at(".next").addEventListener("click", () => this.goOn(1));
    this.at(".previous").addEventListener("click", () => this.goOn(-1));
    this.kind.addEventListener("change", () => this.check());
    this.paper.element.addEventListener("keydown", (event) => {
      if (event.composedPath()[0] !== this.paper.element) return;
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      event.preventDefault();
      this.goAlong(this.paper.steps(), event.key === "ArrowRight" ? 1 : -1);
    });
    this.drops();
  }

  /** Files may be dropped anywhere in the view, and texts pasted. */
  private drops(): void {
    const isHere = () => this.element.isConnected && this.element.offsetParent !== null;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const over = (is: boolean) => this.element.classList.toggle("dropping", is);
    const capture = { capture: true };
    document.addEventListener(
      "dragover",
      (event) => {
        if (!isHere() || !hasFiles(event)) return;
        event.preventDefault();
        over(true);
      },
      capture,
    );
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) over(false);
    });
    document.addEventListener(
      "drop",
      (event) => {
        over(false);
        if (!isHere() || !hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        void this.take(event.dataTransfer?.files[0]);
      },
      capture,
    );
    document.addEventListener("paste", (event) => {
      const isElsewhere =
        event.target instanceof Element && event.target.closest("input, textarea, .cm-editor");
      if (!isHere() || isElsewhere || event.defaultPrevented) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file !== undefined && text === "") void this.take(file);
      else if (text !== "") this.put(solutionOf(text));
    });
  }

  private async take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    try {
      this.put(await solutionIn(file));
    } catch (error) {
      const isKnown = error instanceof Unreadable;
      this.say(isKnown ? error.message : `${file.name} could not be read. Is it still there?`);
    }
  }

  private put({ kind, text, notebook }: Solution): void {
    this.solution = { notebook };
    this.kind.value = kind;
    this.here = -1;
    this.paper.element.scrollTop = 0;
    if (text !== this.editor.text) this.editor.replace(text);
    this.editor.reveal({ from: 0, to: 0 });
    void this.check();
  }

  private changed(text: string): void {
    const ends = [this.last.slice(0, pasted), this.last.slice(-pasted)];
    this.isReplaced ||= ends.every((end) => !text.includes(end));
    this.last = text;
    keep("solution", text);
    this.paper.stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(text), rest);
  }

  /** The text rests: it may have become one of another kind by pasting. */
  private settle(text: string): void {
    const isOther = this.kind.value === "markdown" || this.isReplaced;
    const isNew = isOther && text.length > pasted;
    if (isNew) this.isReplaced = false;
    const found = isNew ? solutionOf(text) : null;
    if (found?.kind === "notebook") this.put(found);
    else {
      if (found !== null) this.kind.value = found.kind;
      void this.check();
    }
  }

  private move(now: (offset: number) => number): void {
    const moved = ({ from, to }: Span): Span => ({ from: now(from), to: now(to) });
    this.steps = this.steps.map(moved);
    this.repairs = this.repairs.map((one) => ({ ...one, span: moved(one.span) }));
  }

  private write(step: number): void {
    const repair = this.repairs.find((one) => one.step === step);
    if (repair === undefined) return;
    const { span, was, text } = repair;
    if (this.editor.text.slice(span.from, span.to) !== was) {
      this.say("The text has changed at this place. Wait for the new marks, and try again.");
      return;
    }
    this.editor.write(span, text);
    this.paper.element.focus({ preventScroll: true });
    this.say("It is written. Ctrl+Z in the text takes it back.");
    void this.check();
  }

  /** The innermost statement at a place. */
  private stepOf(offset: number | null): number | null {
    if (offset === null) return null;
    let best: number | null = null;
    for (const [k, { from, to }] of this.steps.entries()) {
      if (offset < from || offset > to) continue;
      const before = best === null ? null : this.steps[best]!;
      if (before === null || to - from < before.to - before.from) best = k;
    }
    return best;
  }

  private light(step: number | null): void {
    this.paper.light(step);
    const span = step === null ? undefined : this.steps[step];
    this.editor.light(span === undefined ? [] : [span]);
  }

  /** Goes to a step on both sides; into the text as well if asked. */
  private goTo(step: number, isInText: boolean): void {
    const span = this.steps[step];
    if (span === undefined) return;
    this.here = step;
    this.editor.reveal(span);
    this.light(step);
    if (isInText) this.editor.view.focus();
    // the editor scrolls with the next frame, on a phone the page with it
    else void painted().then(() => this.paper.light(step, true));
  }

  private goOn(by: 1 | -1): void {
    this.goAlong(this.paper.noted(), by);
  }

  private goAlong(steps: readonly number[], by: 1 | -1): void {
    if (steps.length === 0) return;
    const next = by > 0 ? steps.find((k) => k > this.here) : steps.findLast((k) => k < this.here);
    const step = next ?? (by > 0 ? steps[0]! : steps.at(-1)!);
    this.goTo(step, false);
    this.say(`${steps.indexOf(step) + 1} of ${steps.length}: ${this.paper.said(step)}`);
  }

  private running(is: boolean): void {
    const running = this.at(".running");
    if (is === !running.hidden) return;
    running.hidden = !is;
    this.told(0, 0);
    if (is) this.say("Checking …");
  }

  /** How far the check has come; what is not known yet is not told. */
  private told(done: number, total: number): void {
    const progress = this.at<HTMLProgressElement>(".running progress");
    this.at(".running .count").textContent = total === 0 ? "" : `${done} of ${total} statements`;
    if (total === 0) progress.removeAttribute("value");
    else [progress.max, progress.value] = [total, done];
  }

  private save(): void {
    const { notebook } = this.solution;
    const isNotebook = this.kind.value === "notebook" && notebook !== null;
    const text = isNotebook ? notebookOf(notebook, this.editor.text) : this.editor.text;
    const ending = isNotebook ? "ipynb" : this.kind.value === "latex" ? "tex" : "md";
    save(`solution.${ending}`, new Blob([text]));
  }
}
