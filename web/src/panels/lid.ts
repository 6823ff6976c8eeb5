/** @file Something that is put in when it is first asked for, behind a line that asks the question. */
import { fill } from "../filling.ts";
import type { Html } from "../model.ts";

/** Gives what stands behind a lid; null when it is not to be had now. */
export type Content = () => Html | Promise<Html | null>;

/** A lid that opens and closes; what it covers is asked for again whenever it has changed. */
export class Lid {
  readonly element = document.createElement("details");
  private readonly summary = document.createElement("summary");
  private readonly body = document.createElement("div");
  private content: Content = () => "";
  private run = 0;

  constructor(title = "") {
    this.title = title;
    this.element.append(this.summary, this.body);
    this.element.addEventListener("toggle", () => void this.update());
  }

  set title(words: string) {
    if (this.summary.textContent !== words) this.summary.textContent = words;
  }

  /** Covers something else; how much was put in at once. */
  cover(content: Content): number {
    this.content = content;
    return this.update();
  }

  private update(): number {
    const own = ++this.run;
    if (!this.element.open) return 0;
    const content = this.content();
    if (typeof content === "string") return fill(this.body, content);
    void content.then((html) => {
      if (own === this.run && html !== null) fill(this.body, html);
    });
    return 0;
  }
}
