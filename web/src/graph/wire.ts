/** @file The line of an edge: a smooth curve with an arrow, and a wider one that is easy to hit. */
import type { Point } from "./layout.ts";

const svgNamespace = "http://www.w3.org/2000/svg";

/** The picture that holds all lines. */
export function wiring(): SVGSVGElement {
  const wires = document.createElementNS(svgNamespace, "svg");
  wires.setAttribute("aria-hidden", "true");
  const definitions = document.createElementNS(svgNamespace, "defs");
  definitions.innerHTML =
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" ' +
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5 8 4 0 7.5z"/></marker>';
  wires.append(definitions);
  return wires;
}

/** One line; nothing is seen of it before it is drawn. */
export class Wire {
  readonly element: SVGGElement;
  private readonly lines: readonly SVGPathElement[];

  constructor(from: string, to: string) {
    this.element = document.createElementNS(svgNamespace, "g");
    this.element.dataset["from"] = from;
    this.element.dataset["to"] = to;
    this.lines = ["hit", "line"].map((name) => {
      const path = document.createElementNS(svgNamespace, "path");
      path.setAttribute("class", name);
      return path;
    });
    this.lines[1]!.setAttribute("marker-end", "url(#arrow)");
    this.element.append(...this.lines);
  }

  draw(points: readonly Point[]): void {
    for (const line of this.lines) line.setAttribute("d", curve(points));
  }
}

/** A smooth curve through points, level at each of them. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  let last = first;
  for (const point of rest) {
    const middle = (last.x + point.x) / 2;
    path += `C${middle} ${last.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  return path;
}
