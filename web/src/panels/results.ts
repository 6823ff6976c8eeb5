/**
 * @file What was asked for: each derivative with its closed form, its value, the chain that leads
 * to it, and the step entry by entry, which shows why a transpose stands where it stands. What
 * stands behind a closed lid is put in when that is opened.
 */
import { escaped } from "../escaped.ts";
import { Filling, fill } from "../filling.ts";
import type { Amount, GradientView, Html, NumberStyle, WrittenPart } from "../model.ts";
import { Lid } from "./lid.ts";
import { linesHtml } from "./lines.ts";

/** The unfolding of the step that leads to a quantity; null when it is not to be had now. */
export type Unfold = (key: string) => Promise<Html | null>;

/** The panel of derivatives. */
export class ResultsPanel {
  readonly element: HTMLElement;
  private readonly filling = new Filling();
  private readonly boxes: GradientBox[] = [];
  private readonly unfold: Unfold;
  private readonly notes = document.createElement("div");

  constructor(unfold: Unfold) {
    this.unfold = unfold;
    this.element = document.createElement("section");
    this.element.className = "results";
    this.element.setAttribute("aria-label", "Derivatives");
    this.element.append(this.notes);
  }

  show({ gradients, notes }: WrittenPart, style: NumberStyle): Promise<void> {
    for (const { element } of this.boxes.splice(gradients.length)) element.remove();
    const said = notes.map((note) => `<li>${note}</li>`).join("");
    const pieces = gradients.map((gradient, k) => () => {
      const box = this.boxes[k] ?? this.newBox();
      return box.show(gradient, style, this.unfold);
    });
    pieces.push(() => {
      return fill(
        this.notes,
        said === "" ? "" : `<h2>Conventions</h2><ul class="notes">${said}</ul>`,
      );
    });
    return this.filling.begin(pieces);
  }

  private newBox(): GradientBox {
    const box = new GradientBox();
    this.boxes.push(box);
    this.element.insertBefore(box.element, this.notes);
    return box;
  }
}

/** One derivative. */
class GradientBox {
  readonly element = document.createElement("article");
  private readonly main = document.createElement("div");
  private readonly chain = new Lid("The chain rule, written out");
  private readonly why = new Lid();

  constructor() {
    this.element.className = "gradient";
    this.element.append(this.main, this.chain.element, this.why.element);
  }

  show(gradient: GradientView, style: NumberStyle, unfold: Unfold): number {
    const { key, chain, unfolding } = gradient;
    this.element.dataset["key"] = key;
    this.why.element.hidden = unfolding === null;
    this.why.title = unfolding ?? "";
    const main = fill(this.main, mainHtml(gradient, style));
    this.why.cover(() => unfold(key));
    return main + this.chain.cover(() => linesHtml(chain));
  }
}

function mainHtml({ target, closed, where, value }: GradientView, style: NumberStyle): Html {
  const parts = where.map(({ name, formula }) => `<li>${name} = ${formula}</li>`);
  const names = parts.length === 0 ? "" : `<p>where</p><ul class="where">${parts.join("")}</ul>`;
  const result = value === null ? "" : valueHtml(value, style);
  return `<div class="closed">${target}<span class="sign">=</span>${closed}</div>${names}${result}`;
}

function valueHtml({ exact, decimal, rounded, shape, plain }: Amount, style: NumberStyle): Html {
  const shown = style === "exact" ? (exact ?? decimal) : decimal;
  const sign = `<span class="sign">${shown === decimal && rounded ? "≈" : "="}</span>`;
  if (shape.length > 0) return `<div class="value">${sign}${shown}</div>`;
  const other = style === "exact" && exact !== null && exact !== decimal ? decimal : "";
  const also = other === "" ? "" : `<span class="also">${rounded ? "≈" : "="} ${other}</span>`;
  return `<div class="value" title="${escaped(plain)}">${sign}${shown}${also}</div>`;
}
