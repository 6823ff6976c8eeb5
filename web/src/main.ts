/**
 * @file The page: a problem on the left, its graph on the right, the steps and derivatives below;
 * and in the other views a solution that is marked, and a network that is trained. All state
 * stands here; the panels show it and tell what was done to them.
 */
import { Client, Overtaken } from "./client.ts";
import type { NameWord } from "./completion.ts";
import { keep, kept } from "./draft.ts";
import { Editor } from "./editor.ts";
import { problems } from "./examples.ts";
import { painted } from "./filling.ts";
import { GraphView } from "./graph/view.ts";
import type {
  CurveView,
  GraphNode,
  Html,
  NumberStyle,
  PartView,
  Remark,
  RequestKind,
  Requests,
  SheetView,
  Span,
  Step,
  StepPlace,
  Words,
  WrittenPart,
  WrittenView,
} from "./model.ts";
import { keepForLater } from "./offline.ts";
import { unfoldingHtml } from "./panels/lines.ts";
import { NumbersPanel } from "./panels/numbers.ts";
import { ResultsPanel } from "./panels/results.ts";
import { StepsPanel } from "./panels/steps.ts";
import { takeAway } from "./panels/take.ts";
import { WhatIfPanel } from "./panels/whatif.ts";
import { reachable } from "./reach.ts";
import { isLink, textIn } from "./share.ts";
import { views } from "./views.ts";

const isWithin = (offset: number, span: Span | null): boolean => {
  return span !== null && span.from <= offset && offset <= span.to;
};

const at = <T extends HTMLElement>(selector: string): T => document.querySelector<T>(selector)!;

/** What a document has around its formulas, and a problem has not. */
const asSolution = /\$|\\documentclass|\\begin\{document\}/;

const solutionHint =
  "This looks like a worked solution. “Get it marked” reads Markdown and LaTeX; a problem is its " +
  "formulas alone.";

/** What the page is built with. */
interface First {
  readonly sheet: SheetView;
  readonly written: WrittenView;
  readonly curve: CurveView;
}

/** The page and what it shows. */
class Page {
  private readonly client = new Client("worker.js");
  private readonly graph: GraphView;
  private readonly steps: StepsPanel;
  private readonly numbers: NumbersPanel;
  private readonly whatIf: WhatIfPanel;
  private readonly results = new ResultsPanel((key) => this.unfold(key));
  private readonly editor: Editor;
  private sheet: SheetView;
  private written: WrittenView;
  private number = 0;
  private unfolding: Promise<Html | null> = Promise.resolve(null);
  private style: NumberStyle = "exact";
  /** The quantity that is pointed at. */
  private lit: string | null = null;
  private isRemarked = false;
  private notice = "";
  private known: Promise<Words> | null = null;
  /** Whether a number is being written by its field, and not by hand. */
  private isNumber = false;

  constructor(text: string, { sheet, written, curve }: First) {
    this.sheet = sheet;
    this.written = written;
    this.graph = new GraphView({
      point: (key) => this.light(key),
      choose: (key) => this.steps.goTo(key),
    });
    this.steps = new StepsPanel({
      show: (step, known, derived) => {
        this.graph.element.classList.toggle("stepping", step !== null);
        // the output's own adjoint is 1, without a step
        const output = this.part?.nodes.find(({ kind }) => kind === "output");
        const begun = output !== undefined && derived.size > 0 ? [output.key] : [];
        this.graph.progress(known, new Set([...derived, ...begun]), step?.key ?? null);
      },
      grids: (step) => this.further("grids", this.placeOf(step)),
      entry: (step, place) => this.further("entry", { ...this.placeOf(step), place }),
      unfold: ({ key }) => this.unfold(key),
    });
    this.numbers = new NumbersPanel({
      change: (place, own) => {
        this.isNumber = true;
        this.editor.put(place, own);
        this.isNumber = false;
      },
      point: (key) => this.light(key),
      begin: (given) => this.whatIf.begin(given),
    });
    this.whatIf = new WhatIfPanel(new Client("worker.js"), {
      put: (id, own) => this.numbers.put(id, own),
      choose: (id) => this.numbers.choose(id),
    });
    at(".numbers-place").replaceChildren(this.numbers.element);
    at(".whatif-place").replaceChildren(this.whatIf.element);
    at(".graph-place").replaceChildren(this.graph.element);
    at(".steps-place").replaceChildren(this.steps.element);
    at(".results-place").replaceChildren(this.results.element);
    at(".problem-editor").replaceChildren();
    this.editor = new Editor(at(".problem-editor"), {
      text,
      label: "The problem",
      wraps: true,
      vocabulary: { names: () => this.names(), words: () => this.words() },
      events: {
        change: (now, map) => {
          keep("problem", now);
          this.notice = "";
          this.numbers.follow(map);
          this.whatIf.follow(now, this.isNumber);
          void this.work();
        },
        point: (offset) => this.lightAt(offset),
      },
    });
    this.controls();
    if (this.part !== undefined) {
      this.numbers.show(this.part);
      this.whatIf.show(this.part, this.number, text, curve);
    }
    this.show();
    void this.showWritten().then(() => {
      if (text === this.editor.text) this.busy(false);
    });
  }

  /** Puts a problem into the editor; false when it stands there already. */
  open(text: string): boolean {
    if (text === this.editor.text) return false;
    this.editor.replace(text);
    return true;
  }

  /** Says something that nothing is wrong with, until the problem is changed. */
  notify(sentence: string): void {
    this.notice = sentence;
    this.say(sentence);
  }

  /** Lets the worker get ready while nothing is asked. */
  warmUp(): void {
    const texts = problems.map(({ text }) => text);
    // what overtakes it does the same
    void this.client.ask("warm", { texts }).catch(() => undefined);
  }

  /** Works what stands in the editor, and shows it: the graph first, then what is written. */
  async work(): Promise<void> {
    const { text } = this.editor;
    const isNow = (): boolean => text === this.editor.text;
    this.busy(true);
    try {
      this.sheet = await this.client.ask("work", { text, style: this.style });
      this.show();
      if (!isNow()) return;
      const written = this.client.ask("written", { text });
      // given up while the graph is painted, it is awaited below all the same
      written.catch(() => undefined);
      await painted();
      // places in a text that was changed meanwhile are not the places of now
      if (isNow()) {
        this.showNumbers();
        this.remark(this.sheet.diagnostics);
      }
      this.written = await written;
      if (!isNow()) return;
      await this.showWritten();
      if (isNow()) this.busy(false);
    } catch (error) {
      // what was asked for instead tells when it is there
      if (error instanceof Overtaken) return;
      this.say(
        "This could not be worked: an error of pengrad, not of yours. " +
          "Change it, and it is tried again.",
        "error",
      );
      this.busy(false);
    }
  }

  /** Whether more of the problem is still to come. */
  private busy(is: boolean): void {
    at("#view-work").setAttribute("aria-busy", String(is));
  }

  private showNumbers(): void {
    const { part } = this;
    if (part === undefined) return;
    this.numbers.show(part);
    this.whatIf.show(part, this.number, this.editor.text);
  }

  private placeOf({ phase, key }: Pick<Step, "phase" | "key">): StepPlace {
    return { text: this.editor.text, part: this.index, phase, key };
  }

  /** One after the other: of several that are open none overtakes another. */
  private unfold(key: string): Promise<Html | null> {
    this.unfolding = this.unfolding.then(async () => {
      const found = await this.further("unfolding", this.placeOf({ phase: "backward", key }));
      return found === null ? null : unfoldingHtml(found);
    });
    return this.unfolding;
  }

  /** Asks for more about what is shown; null when something newer has come meanwhile. */
  private async further<K extends RequestKind>(
    kind: K,
    ask: Requests[K]["ask"],
  ): Promise<Requests[K]["answer"] | null> {
    try {
      return await this.client.ask(kind, ask);
    } catch (error) {
      if (!(error instanceof Overtaken)) this.say(String(error), "error");
      return null;
    }
  }

  private get part(): PartView | undefined {
    return this.sheet.parts[this.index];
  }

  private get writtenPart(): WrittenPart | undefined {
    return this.written.parts[this.index];
  }

  private get index(): number {
    return Math.min(this.number, this.sheet.parts.length - 1);
  }

  /** Shows the graph; what cannot be read while it is being typed leaves the last one standing. */
  private show(): void {
    this.chooseParts(this.sheet.parts);
    const { part } = this;
    if (part === undefined || part.nodes.length === 0) return;
    this.graph.show(part);
  }

  /** Puts in what is written; resolves when all of it is there. */
  private async showWritten(): Promise<void> {
    const { part, writtenPart } = this;
    this.remark(this.written.diagnostics);
    if (writtenPart === undefined || part === undefined || part.nodes.length === 0) return;
    await Promise.all([this.steps.show(writtenPart), this.results.show(writtenPart, this.style)]);
    // what is pointed at meanwhile is lit in the new formulas, too
    if (this.lit !== null) this.lightFormulas();
  }

  private remark(diagnostics: readonly Remark[]): void {
    if (diagnostics.length > 0 || this.isRemarked) this.editor.mark(diagnostics);
    this.isRemarked = diagnostics.length > 0;
    const said =
      diagnostics.find(({ severity }) => severity === "error") ??
      diagnostics.find(({ severity }) => severity === "warning");
    const isSolution = said?.severity === "error" && asSolution.test(this.editor.text);
    this.say(isSolution ? solutionHint : (said?.message ?? this.notice), said?.severity);
  }

  /** Says a sentence below the problem; the same one is not said again. */
  private say(sentence: string, severity: Remark["severity"] = "info"): void {
    const status = at(".problem-status");
    status.classList.toggle("error", severity === "error");
    if (status.textContent !== sentence) status.textContent = sentence;
  }

  private chooseParts(parts: readonly PartView[]): void {
    const select = at<HTMLSelectElement>(".parts");
    at(".parts-label").hidden = parts.length < 2;
    const titles = parts.map(({ title }, k) => title || `Part ${k + 1}`);
    if (titles.join("\n") === [...select.options].map(({ text }) => text).join("\n")) return;
    select.replaceChildren(...titles.map((title, k) => new Option(title, String(k))));
    this.number = Math.min(this.number, Math.max(0, parts.length - 1));
    select.value = String(this.number);
  }

  private light(key: string | null): void {
    this.lit = key;
    this.graph.light(key);
    const { span = null, places = [] } = this.node(key) ?? {};
    const others = places.filter(({ from, to }) => !isWithin(from, span) || !isWithin(to, span));
    this.editor.light(span === null ? others : [span, ...others]);
    this.lightFormulas();
  }

  private lightFormulas(): void {
    const key = this.lit;
    for (const element of document.querySelectorAll<HTMLElement>("main [data-key]")) {
      if (this.graph.element.contains(element)) continue;
      element.classList.toggle("lit", key !== null && element.dataset["key"] === key);
    }
  }

  private lightAt(offset: number | null): void {
    if (offset === null) {
      this.light(null);
      return;
    }
    const nodes = this.part?.nodes ?? [];
    // a name is met before the definition that it stands in
    const found =
      nodes.find(({ places }) => places.some((place) => isWithin(offset, place))) ??
      nodes.find(({ span }) => isWithin(offset, span));
    this.light(found?.key ?? null);
  }

  private node(key: string | null): GraphNode | undefined {
    return this.part?.nodes.find((node) => node.key === key);
  }

  private names(): NameWord[] {
    return (this.part?.nodes ?? []).map(({ spelled, plain, kind }) => {
      return { label: spelled, detail: plain, isOutput: kind === "output" };
    });
  }

  /** The words of the notation, asked for once. */
  private words(): Promise<Words> {
    this.known ??= this.client.ask("words", {});
    return this.known;
  }

  private controls(): void {
    for (const panel of [this.steps.element, this.results.element]) {
      const point = ({ target }: Event): void => {
        const own = target instanceof Element ? target.closest<HTMLElement>("[data-key]") : null;
        this.light(own?.dataset["key"] ?? null);
      };
      reachable(panel, ".step, .gradient");
      panel.addEventListener("pointerover", point);
      panel.addEventListener("focusin", point);
      panel.addEventListener("pointerleave", () => this.light(null));
      panel.addEventListener("focusout", () => this.light(null));
    }
    const examples = at<HTMLSelectElement>(".examples");
    examples.append(...problems.map(({ title }, k) => new Option(title, String(k))));
    examples.addEventListener("change", () => {
      const chosen = problems[Number(examples.value)];
      if (chosen !== undefined) this.editor.replace(chosen.text);
      examples.value = "";
    });
    at<HTMLSelectElement>(".parts").addEventListener("change", ({ target }) => {
      this.number = Number((target as HTMLSelectElement).value);
      this.showNumbers();
      this.show();
      void this.showWritten();
    });
    at<HTMLInputElement>(".decimals").addEventListener("change", ({ target }) => {
      this.style = (target as HTMLInputElement).checked ? "decimal" : "exact";
      void this.work();
    });
    takeAway(
      at(".take"),
      this.client,
      () => this.editor.text,
      (words) => this.say(words),
    );
    document.addEventListener("keydown", (event) => {
      const { target, key } = event;
      const isText =
        target instanceof Element && target.closest(".cm-editor, input, select") !== null;
      if (isText || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      if (key === "ArrowRight") this.steps.move(1);
      else if (key === "ArrowLeft") this.steps.move(-1);
    });
  }
}

const first = JSON.parse(at("#first-sheet").textContent ?? "{}") as First;
const page = new Page(problems[0]!.text, first);
const openView = views({
  "tab-mark": async (place) => (await import("./marking.ts")).openMarking(place),
  "tab-train": async (place) => {
    const { openTraining } = await import("./training.ts");
    openTraining(place, {
      open: (text) => {
        page.open(text);
        openView("tab-work");
        at("#tab-work").focus();
      },
    });
  },
});
/** Opens what was written here before, or what the address holds; false when that is nothing new. */
async function follow(): Promise<boolean> {
  const text = kept("problem") ?? (await textIn(location.hash));
  if (text !== null) return page.open(text);
  if (isLink(location.hash)) {
    page.notify("No problem can be read from this link: a part of it may be missing.");
  }
  return false;
}
addEventListener("hashchange", () => void follow());
if (!(await follow())) page.warmUp();
keepForLater();
