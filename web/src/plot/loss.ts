/** @file The loss over the epochs as a line, from 0 to the largest loss so far. */
import type { RunFrame } from "../run.ts";

const width = 400;
const height = 160;
/** What the numbers beside the axes take. */
const left = 44;
const below = 24;
const above = 10;

const space = "http://www.w3.org/2000/svg";

/** The picture of the loss. */
export class LossPicture {
  readonly element = document.createElementNS(space, "svg");
  private readonly line = document.createElementNS(space, "path");
  private readonly most = text(left - 6, above + 5, "end");
  private readonly none = text(left - 6, height - below + 4, "end");
  private readonly last = text(width - 4, height - 5, "end");

  constructor() {
    this.element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.element.setAttribute("role", "img");
    this.element.setAttribute("class", "loss");
    this.element.setAttribute("aria-label", "The loss: no epoch is done");
    const axes = document.createElementNS(space, "path");
    axes.setAttribute("class", "axes");
    axes.setAttribute("d", `M${left} ${above}V${height - below}H${width - 4}`);
    this.line.setAttribute("class", "line");
    this.none.textContent = "0";
    const first = text(left, height - 5, "start");
    first.textContent = "epoch 1";
    this.element.append(axes, this.line, this.most, this.none, first, this.last);
  }

  show({ losses }: RunFrame): void {
    const most = Math.max(0, ...losses.map(({ loss }) => loss));
    const end = losses.at(-1)?.epoch ?? 1;
    const x = (epoch: number): number =>
      left + ((epoch - 1) / Math.max(1, end - 1)) * (width - 4 - left);
    const y = (loss: number): number =>
      height - below - (loss / (most || 1)) * (height - below - above);
    const path = losses.map(({ epoch, loss }, k) => {
      return `${k === 0 ? "M" : "L"}${x(epoch).toFixed(1)} ${y(loss).toFixed(1)}`;
    });
    this.line.setAttribute("d", path.join(""));
    this.most.textContent = losses.length === 0 ? "" : most.toPrecision(2);
    this.last.textContent = losses.length < 2 ? "" : `${end}`;
  }

  describe(words: string): void {
    this.element.setAttribute("aria-label", words);
  }
}

function text(x: number, y: number, anchor: string): SVGTextElement {
  const element = document.createElementNS(space, "text");
  element.setAttribute("x", String(x));
  element.setAttribute("y", String(y));
  element.setAttribute("text-anchor", anchor);
  return element;
}
