/**
 * @file What was asked for: each derivative with its closed form, its value, the chain that leads
 * to it, and the step entry by entry, which shows why a transpose stands where it stands.
 */
import { escaped } from "../escaped.ts";
import type { Amount, GradientView, Html, NumberStyle, WrittenPart } from "../model.ts";
import { linesHtml } from "./lines.ts";

/** The panel of derivatives. */
export class ResultsPanel {
  readonly element: HTMLElement;

  constructor() {
    this.element = document.createElement("section");
    this.element.className = "results";
    this.element.setAttribute("aria-label", "Derivatives");
  }

  show({ gradients, notes }: WrittenPart, style: NumberStyle): void {
    const open = new Set(
      [...this.element.querySelectorAll<HTMLElement>("details[open]")].map((one) => one.id),
    );
    const said = notes.map((note) => `<li>${note}</li>`).join("");
    this.element.innerHTML =
      gradients.map((one, k) => gradientHtml(one, k, style)).join("") +
      (said === "" ? "" : `<h3>Conventions</h3><ul class="notes">${said}</ul>`);
    for (const details of this.element.querySelectorAll("details")) {
      details.open = open.has(details.id);
    }
  }
}

function gradientHtml(gradient: GradientView, k: number, style: NumberStyle): Html {
  const { key, target, closed, where, value, chain, unfolding } = gradient;
  const parts = where.map(({ name, formula }) => `<li>${name} = ${formula}</li>`);
  const names = parts.length === 0 ? "" : `<p>where</p><ul class="where">${parts.join("")}</ul>`;
  const why =
    unfolding === null
      ? ""
      : `<details id="why-${k}"><summary>Why the transpose: entry by entry</summary>` +
        `${linesHtml(unfolding)}</details>`;
  return (
    `<article class="gradient" data-key="${escaped(key)}">` +
    `<div class="closed">${target}<span class="sign">=</span>${closed}</div>${names}` +
    `${value === null ? "" : valueHtml(value, style)}` +
    `<details id="chain-${k}"><summary>The chain rule, written out</summary>` +
    `${linesHtml(chain)}</details>${why}</article>`
  );
}

function valueHtml({ exact, decimal, rounded, shape, plain }: Amount, style: NumberStyle): Html {
  const shown = style === "exact" ? (exact ?? decimal) : decimal;
  if (shape.length > 0) return `<div class="value">${shown}</div>`;
  const other = style === "exact" && exact !== null && exact !== decimal ? decimal : "";
  const also = other === "" ? "" : `<span class="also">${rounded ? "≈" : "="} ${other}</span>`;
  return `<div class="value" title="${escaped(plain)}"><span class="sign">=</span>${shown}${also}</div>`;
}
