/**
 * @file The computation graph on the page: nodes are set formulas, edges are drawn below them, on
 * each edge the value that flows forward above and the adjoint that flows back below (Stanford
 * CS231n, "Backpropagation, Intuitions"), marked ▸ and ◂ so that nothing rests on colour. Elements
 * are kept by their keys from one drawing to the next and glide to their new places.
 *
 * To assistive technology it is a tree: the output, and below each quantity those that it uses.
 */
import type { Amount, GraphEdge, GraphNode, PartView } from "../model.ts";
import { type Layout, layOut, type Point } from "./layout.ts";

const svgNamespace = "http://www.w3.org/2000/svg";

/** Whether values are shown exactly, where they have a short closed form. */
export type NumberStyle = "exact" | "decimal";

/** What a view tells. */
export interface GraphEvents {
  /** The pointer or the keyboard is at a quantity; null when it has left. */
  readonly point: (key: string | null) => void;
  /** A quantity was chosen. */
  readonly choose: (key: string) => void;
}

/** The graph of one part. */
export class GraphView {
  readonly element: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly wires: SVGSVGElement;
  private readonly events: GraphEvents;
  private readonly nodes = new Map<string, HTMLElement>();
  private readonly edges = new Map<string, { label: HTMLElement; path: SVGPathElement }>();
  private places: ReadonlyMap<string, Point> = new Map();
  private part: PartView | null = null;
  private style: NumberStyle = "exact";

  constructor(events: GraphEvents) {
    this.events = events;
    this.element = document.createElement("div");
    this.element.className = "graph";
    this.element.setAttribute("role", "tree");
    this.element.setAttribute("aria-label", "Computation graph");
    this.canvas = document.createElement("div");
    this.canvas.className = "graph-canvas";
    this.canvas.setAttribute("role", "presentation");
    this.wires = document.createElementNS(svgNamespace, "svg");
    this.wires.setAttribute("aria-hidden", "true");
    this.wires.append(arrowHead());
    this.canvas.append(this.wires);
    this.element.append(this.canvas);
    this.listen();
  }

  /** Draws a part. */
  show(part: PartView, style: NumberStyle): void {
    this.part = part;
    this.style = style;
    this.keep(
      this.nodes,
      part.nodes.map(({ key }) => key),
      (key) => this.newNode(key),
      (element) => element.remove(),
    );
    this.keep(
      this.edges,
      part.edges.map(edgeKey),
      (key) => this.newEdge(key),
      ({ label, path }) => {
        label.remove();
        path.remove();
      },
    );
    for (const [k, node] of part.nodes.entries()) this.fillNode(node, k, part);
    for (const edge of part.edges) this.fillEdge(edge, part);
    this.place(part);
  }

  /** Lights up a quantity and the edges at it; null puts all lights out. */
  light(key: string | null): void {
    this.element.classList.toggle("has-light", key !== null);
    for (const [own, element] of this.nodes) element.classList.toggle("lit", own === key);
    for (const edge of this.part?.edges ?? []) {
      const isAt = key !== null && (edge.from === key || edge.to === key);
      const { label, path } = this.edges.get(edgeKey(edge))!;
      label.classList.toggle("lit", isAt);
      path.classList.toggle("lit", isAt);
    }
  }

  /** Shows how far a pass has come: what is known, and where it is. */
  progress(known: ReadonlySet<string>, derived: ReadonlySet<string>, at: string | null): void {
    for (const [key, element] of this.nodes) {
      element.classList.toggle("known", known.has(key));
      element.classList.toggle("derived", derived.has(key));
      element.classList.toggle("current", key === at);
    }
    for (const edge of this.part?.edges ?? []) {
      const { label } = this.edges.get(edgeKey(edge))!;
      label.classList.toggle("known", known.has(edge.from));
      label.classList.toggle("derived", derived.has(edge.to));
    }
  }

  /** Moves the focus into the graph. */
  focus(): void {
    this.element.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  private keep<T>(
    known: Map<string, T>,
    keys: readonly string[],
    make: (key: string) => T,
    drop: (one: T) => void,
  ): void {
    const wanted = new Set(keys);
    for (const [key, one] of known) {
      if (wanted.has(key)) continue;
      drop(one);
      known.delete(key);
    }
    for (const key of wanted) if (!known.has(key)) known.set(key, make(key));
  }

  private newNode(key: string): HTMLElement {
    const element = document.createElement("div");
    element.className = "node";
    element.dataset["key"] = key;
    element.setAttribute("role", "treeitem");
    element.tabIndex = -1;
    this.canvas.append(element);
    return element;
  }

  private newEdge(key: string) {
    const label = document.createElement("div");
    label.className = "edge-label";
    label.dataset["edge"] = key;
    label.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(svgNamespace, "path");
    path.setAttribute("marker-end", "url(#arrow)");
    this.canvas.append(label);
    this.wires.append(path);
    return { label, path };
  }

  private fillNode(node: GraphNode, index: number, { nodes, edges }: PartView): void {
    const { key, kind, name, formula, value, adjoint, plain, shape } = node;
    const element = this.nodes.get(key)!;
    element.classList.remove("input", "quantity", "output");
    element.classList.add(kind);
    const size = shape.length === 0 ? "" : `<span class="size">${shape.join(" × ")}</span>`;
    const written = formula === null ? "" : `<span class="equals">=</span>${formula.html}`;
    const isOutput = kind === "output";
    const result = isOutput && value !== null ? this.amount("value", value) : "";
    const html = `<div class="name">${name.html}${written}${size}</div>${result}`;
    if (element.innerHTML !== html) element.innerHTML = html;
    const said = [
      plain,
      value === null ? "" : `value ${value.plain}`,
      adjoint === null ? "" : `derivative of the output ${adjoint.plain}`,
    ];
    element.setAttribute("aria-label", said.filter((one) => one !== "").join(", "));
    element.setAttribute("aria-level", `${depthOf(key, edges, nodes.length)}`);
    element.tabIndex = index === nodes.length - 1 ? 0 : -1;
  }

  private fillEdge(edge: GraphEdge, { nodes }: PartView): void {
    const { label } = this.edges.get(edgeKey(edge))!;
    const value = nodes.find(({ key }) => key === edge.from)?.value ?? null;
    const above = value === null ? "" : this.amount("value", value);
    const local = edge.local === null ? "" : `<span class="local">${edge.local.html}</span>`;
    const below = edge.adjoint === null ? local : this.amount("adjoint", edge.adjoint);
    const html = above + below;
    if (label.innerHTML !== html) label.innerHTML = html;
    label.dataset["from"] = edge.from;
    label.dataset["to"] = edge.to;
  }

  private amount(what: "value" | "adjoint", { exact, decimal, plain }: Amount): string {
    const shown = this.style === "exact" && plain.length <= 24 ? (exact ?? decimal) : decimal;
    const sign = what === "value" ? "▸" : "◂";
    return `<span class="${what}"><span class="cue">${sign}</span>${shown}</span>`;
  }

  /** Measures once, lays out, and moves everything to its place. */
  private place(part: PartView): void {
    const sizes = part.nodes.map(({ key }) => {
      const { offsetWidth, offsetHeight } = this.nodes.get(key)!;
      return { key, width: offsetWidth, height: offsetHeight };
    });
    const links = part.edges.map((edge) => {
      const { offsetWidth, offsetHeight } = this.edges.get(edgeKey(edge))!.label;
      return { from: edge.from, to: edge.to, width: offsetWidth, height: offsetHeight };
    });
    const layout = layOut(sizes, links, this.places);
    this.places = layout.nodes;
    this.canvas.style.width = `${layout.width}px`;
    this.canvas.style.height = `${layout.height}px`;
    this.wires.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    for (const { key, width, height } of sizes) {
      const { x, y } = layout.nodes.get(key)!;
      this.nodes.get(key)!.style.translate = `${x - width / 2}px ${y - height / 2}px`;
    }
    for (const [k, edge] of part.edges.entries()) this.placeEdge(edge, layout, k, links[k]!);
  }

  private placeEdge(
    edge: GraphEdge,
    layout: Layout,
    index: number,
    { width, height }: { readonly width: number; readonly height: number },
  ): void {
    const { label, path } = this.edges.get(edgeKey(edge))!;
    const { x, y } = layout.labels[index]!;
    label.style.translate = `${x - width / 2}px ${y - height / 2}px`;
    path.setAttribute("d", curve(layout.links[index]!));
  }

  private listen(): void {
    const keyAt = (target: EventTarget | null): string | null => {
      const element = target instanceof Element ? target.closest<HTMLElement>("[data-key]") : null;
      return element?.dataset["key"] ?? null;
    };
    const edgeAt = (target: EventTarget | null): string | null => {
      const element = target instanceof Element ? target.closest<HTMLElement>("[data-from]") : null;
      return element?.dataset["from"] ?? null;
    };
    this.element.addEventListener("pointerover", ({ target }) => {
      this.events.point(keyAt(target) ?? edgeAt(target));
    });
    this.element.addEventListener("pointerleave", () => this.events.point(null));
    this.element.addEventListener("focusin", ({ target }) => this.events.point(keyAt(target)));
    this.element.addEventListener("focusout", () => this.events.point(null));
    this.element.addEventListener("click", ({ target }) => {
      const key = keyAt(target);
      if (key !== null) this.events.choose(key);
    });
    this.element.addEventListener("keydown", (event) => this.move(event, keyAt(event.target)));
  }

  /** The arrow keys walk along the edges, and among those that stand at one edge's end. */
  private move(event: KeyboardEvent, key: string | null): void {
    if (key === null || this.part === null) return;
    const { edges, nodes } = this.part;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.events.choose(key);
      return;
    }
    const used = edges.filter(({ to }) => to === key).map(({ from }) => from);
    const users = edges.filter(({ from }) => from === key).map(({ to }) => to);
    const keys = nodes.map((node) => node.key);
    const next: Readonly<Record<string, string | undefined>> = {
      ArrowLeft: used[0],
      ArrowRight: users[0],
      ArrowUp: keys[keys.indexOf(key) - 1],
      ArrowDown: keys[keys.indexOf(key) + 1],
      Home: keys[0],
      End: keys.at(-1),
    };
    const wanted = next[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    for (const [own, element] of this.nodes) element.tabIndex = own === wanted ? 0 : -1;
    this.nodes.get(wanted)?.focus();
  }
}

function edgeKey({ from, to }: GraphEdge): string {
  return `${from}→${to}`;
}

/** How far a quantity is from the output, from 1. */
function depthOf(key: string, edges: readonly GraphEdge[], limit: number): number {
  let depth = 1;
  let front = new Set([key]);
  while (front.size > 0 && depth <= limit) {
    const next = new Set(edges.filter(({ from }) => front.has(from)).map(({ to }) => to));
    if (next.size === 0) break;
    front = next;
    depth++;
  }
  return depth;
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

function arrowHead(): SVGDefsElement {
  const definitions = document.createElementNS(svgNamespace, "defs");
  definitions.innerHTML =
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" ' +
    'orient="auto"><path d="M0 0.5 8 4 0 7.5z"/></marker>';
  return definitions;
}
