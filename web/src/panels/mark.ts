/**
 * @file A solution, pasted or dropped, and beside it the same as a page with red-pen marks; the
 * marks follow while the source is edited. A long check shows that it runs, and can be ended.
 */
import { type Client, Overtaken } from "../client.ts";
import { Editor } from "../editor.ts";

/** How long the typing rests before a document is checked, in milliseconds. */
const rest = 350;

/** The panel where a solution is marked. */
export class MarkPanel {
  readonly element: HTMLElement;
  private readonly client: Client;
  private readonly editor: Editor;
  private readonly paper: ShadowRoot;
  private readonly article: HTMLElement;
  private readonly status: HTMLElement;
  private readonly stop: HTMLButtonElement;
  private readonly kind: HTMLSelectElement;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, style: string, text: string) {
    this.client = client;
    this.element = document.createElement("div");
    this.element.className = "mark-panel";
    this.element.innerHTML =
      '<section class="source" aria-label="Solution"><div class="bar">' +
      '<label>Written in <select><option value="solution.md">Markdown</option>' +
      '<option value="solution.tex">LaTeX</option></select></label>' +
      '<label class="file">Open a file<input type="file" accept=".md,.markdown,.tex,.ipynb,.txt">' +
      "</label></div></section>" +
      '<section class="paper" aria-label="Marked"><div class="bar">' +
      '<span class="status" role="status"></span>' +
      '<button type="button" class="stop" hidden>Stop</button></div>' +
      '<div class="sheet" tabindex="0" role="region" aria-label="Marked solution"></div></section>';
    this.status = this.element.querySelector(".status")!;
    this.stop = this.element.querySelector(".stop")!;
    this.kind = this.element.querySelector("select")!;
    this.paper = this.element.querySelector(".sheet")!.attachShadow({ mode: "open" });
    this.paper.innerHTML =
      '<link rel="stylesheet" href="katex.css">' +
      `<style>${style.replaceAll(":root", ":host")}</style><main class="checked"></main>`;
    this.article = this.paper.querySelector("main")!;
    this.editor = new Editor(this.element.querySelector(".source")!, {
      text,
      label: "The solution's text",
      wraps: true,
      events: { change: () => this.later(), point: () => {} },
    });
    this.stop.addEventListener("click", () => this.client.cancel());
    this.kind.addEventListener("change", () => this.check());
    const input = this.element.querySelector<HTMLInputElement>("input[type=file]")!;
    input.addEventListener("change", () => this.open(input.files?.[0] ?? null));
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      this.open(file);
    });
  }

  /** Checks what stands in the editor. */
  async check(): Promise<void> {
    clearTimeout(this.timer);
    const asked = this.client.ask("check", { text: this.editor.text, name: this.kind.value });
    const waiting = setTimeout(() => this.busy(true), 150);
    try {
      const { html, summary, diagnostics } = await asked;
      this.article.innerHTML = html;
      this.status.textContent = summary;
      this.editor.mark(diagnostics);
    } catch (error) {
      if (!(error instanceof Overtaken))
        this.status.textContent = `It could not be checked: ${error}`;
      else if (!this.client.isBusy) this.status.textContent = "The check was ended.";
    } finally {
      clearTimeout(waiting);
      this.busy(this.client.isBusy);
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), rest);
  }

  private busy(is: boolean): void {
    this.stop.hidden = !is;
    if (is) this.status.textContent = "Checking …";
  }

  private async open(file: File | null): Promise<void> {
    if (file === null) return;
    if (file.name.endsWith(".tex")) this.kind.value = "solution.tex";
    if (/\.(md|markdown|txt)$/i.test(file.name)) this.kind.value = "solution.md";
    this.editor.replace(await file.text());
  }
}
