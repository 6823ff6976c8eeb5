/**
 * @file The computation graph on the page: nodes are set formulas, edges are drawn below them, on
 * each edge the value that flows forward above and the adjoint that flows back below (Stanford
 * CS231n, "Backpropagation, Intuitions"), marked ▸ and ◂ so that nothing rests on colour. Elements
 * are kept by their keys from one drawing to the next and glide to their new places. The picture is
 * as large as its panel allows, within limits; what is larger still is scrolled.
 *
 * To assistive technology it is a tree: the output, below each quantity the edges that lead to it
 * and those that it uses.
 */
import { fill } from "../filling.ts";
import type { Figure, GraphEdge, GraphNode, PartView } from "../model.ts";
import { move } from "./glide.ts";
import { extentOf, layOut, type Point } from "./layout.ts";
import { depthOf, edgeKey, step } from "./walk.ts";
import { Wire, wiring } from "./wire.ts";

/** What a view tells. */
export interface GraphEvents {
  /** The pointer or the keyboard is at a quantity; null when it has left. */
  readonly point: (key: string | null) => void;
  /** A quantity was chosen. */
  readonly choose: (key: string) => void;
}

/** How large the picture may be set; a change smaller than `slack` is not worth the unrest. */
const scales = { least: 0.8, most: 1.7, slack: 1.15 } as const;

/** Through so many columns may edges run, all together. */
const largest = 5_000;

/** How much is to be seen around a node that is scrolled to, in pixels. */
const margin = 120;

/** The graph of one part. */
export class GraphView {
  readonly element: HTMLElement;
  private readonly frame: HTMLElement;
  private readonly canvas: HTMLElement;
  private readonly note = document.createElement("p");
  private readonly wires = wiring();
  private readonly events: GraphEvents;
  private readonly nodes = new Map<string, HTMLElement>();
  private readonly edges = new Map<string, { label: HTMLElement; wire: Wire }>();
  private places: ReadonlyMap<string, Point> = new Map();
  private part: PartView | null = null;
  private scale = 1;
  /** The quantity of the step that is shown. */
  private current: string | null = null;

  constructor(events: GraphEvents) {
    this.events = events;
    this.element = document.createElement("div");
    this.element.className = "graph";
    this.element.setAttribute("role", "tree");
    this.element.setAttribute("aria-label", "Computation graph");
    this.frame = document.createElement("div");
    this.frame.className = "graph-frame";
    this.frame.setAttribute("role", "presentation");
    this.canvas = document.createElement("div");
    this.canvas.className = "graph-canvas";
    this.canvas.setAttribute("role", "presentation");
    this.canvas.append(this.wires);
    this.note.className = "graph-note";
    this.note.hidden = true;
    this.frame.append(this.canvas);
    this.element.append(this.frame, this.note);
    this.listen();
    new ResizeObserver(() => {
      if (this.part !== null) this.place(this.part);
    }).observe(this.element);
  }

  /** Draws a part; one that nobody could read as a picture is told to be too large. */
  show(whole: PartView): void {
    const part = this.drawable(whole);
    const isNew = this.part === null || !resembles(part, this.nodes);
    // another problem is laid out afresh, even where it uses some of the same names
    if (isNew) this.places = new Map();
    this.part = part;
    const focused = this.focused;
    keep(
      this.nodes,
      part.nodes.map(({ key }) => key),
      (key) => this.newNode(key),
      (element) => element.remove(),
    );
    const edges = new Map(part.edges.map((edge) => [edgeKey(edge), edge]));
    keep(
      this.edges,
      [...edges.keys()],
      (key) => this.newEdge(key, edges.get(key)!),
      ({ label, wire }) => {
        label.remove();
        wire.element.remove();
      },
    );
    for (const node of part.nodes) this.fillNode(node, part);
    for (const edge of part.edges) this.fillEdge(edge, part);
    this.rove(focused ?? part.nodes.at(-1)?.key);
    this.place(part);
  }

  /** The part, or nothing of it where that would be too large; then it is said. */
  private drawable(whole: PartView): PartView {
    const { nodes, edges } = whole;
    const isLarge = extentOf(nodes, edges) > largest;
    this.note.hidden = !isLarge;
    this.frame.hidden = isLarge;
    if (!isLarge) return whole;
    this.note.textContent =
      `${nodes.length} quantities and ${edges.length} edges between them are too many for a ` +
      "picture. The steps show them one by one.";
    return { ...whole, nodes: [], edges: [] };
  }

  /** Lights up a quantity and the edges at it; null puts all lights out. */
  light(key: string | null): void {
    this.element.classList.toggle("has-light", key !== null);
    for (const [own, element] of this.nodes) element.classList.toggle("lit", own === key);
    for (const edge of this.part?.edges ?? []) {
      const isAt = key !== null && (edge.from === key || edge.to === key);
      const { label, wire } = this.edges.get(edgeKey(edge))!;
      label.classList.toggle("lit", isAt);
      wire.element.classList.toggle("lit", isAt);
    }
  }

  /** Shows how far a pass has come: what is known, and where it is. */
  progress(known: ReadonlySet<string>, derived: ReadonlySet<string>, at: string | null): void {
    for (const [key, element] of this.nodes) {
      element.classList.toggle("known", known.has(key));
      element.classList.toggle("derived", derived.has(key));
      element.classList.toggle("current", key === at);
      if (key === at) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
    }
    for (const edge of this.part?.edges ?? []) {
      const { label } = this.edges.get(edgeKey(edge))!;
      label.classList.toggle("known", known.has(edge.from));
      label.classList.toggle("derived", derived.has(edge.to));
    }
    if (at !== this.current && at !== null) this.reveal(at);
    this.current = at;
  }

  /** Scrolls the panel, and nothing else, so far that a node is in it with some room around. */
  private reveal(key: string): void {
    const { element } = this;
    const own = this.nodes.get(key)?.getBoundingClientRect();
    if (own === undefined) return;
    const panel = element.getBoundingClientRect();
    const off = (from: number, to: number, least: number, most: number): number => {
      const room = Math.max(0, Math.min(margin, (most - least - (to - from)) / 2));
      return Math.min(0, from - room - least) || Math.max(0, to + room - most);
    };
    element.scrollLeft += off(own.left, own.right, panel.left, panel.right);
    element.scrollTop += off(own.top, own.bottom, panel.top, panel.bottom);
  }

  /** Moves the focus into the graph. */
  focus(): void {
    this.element.querySelector<HTMLElement>('.graph-canvas [tabindex="0"]')?.focus();
  }

  private newNode(key: string): HTMLElement {
    const element = document.createElement("div");
    element.className = "node";
    element.dataset["key"] = key;
    element.setAttribute("role", "treeitem");
    this.canvas.append(element);
    return element;
  }

  private newEdge(key: string, { from, to }: GraphEdge) {
    const label = document.createElement("div");
    label.className = "edge-label";
    label.dataset["edge"] = key;
    label.dataset["from"] = from;
    label.dataset["to"] = to;
    label.setAttribute("role", "treeitem");
    const wire = new Wire(from, to);
    this.canvas.append(label);
    this.wires.append(wire.element);
    return { label, wire };
  }

  private fillNode(node: GraphNode, part: PartView): void {
    const { key, kind, name, formula, value, adjoint, plain, shape } = node;
    const element = this.nodes.get(key)!;
    element.classList.remove("input", "quantity", "output");
    element.classList.add(kind);
    const size = shape.length === 0 ? "" : `<span class="size">${shape.join(" × ")}</span>`;
    const written = formula === null ? "" : `<span class="equals">=</span>${formula}`;
    const isOutput = kind === "output";
    const result = isOutput && value !== null ? amount("value", value) : "";
    fill(element, `<div class="name">${name}${written}${size}</div>${result}`);
    const said = [
      plain,
      value === null ? "" : `value ${value.plain}`,
      adjoint === null ? "" : `derivative of the output ${adjoint.plain}`,
    ];
    element.setAttribute("aria-label", said.filter((one) => one !== "").join(", "));
    element.setAttribute("aria-level", `${2 * depthOf(key, part) - 1}`);
  }

  private fillEdge(edge: GraphEdge, part: PartView): void {
    const { label } = this.edges.get(edgeKey(edge))!;
    const from = part.nodes.find(({ key }) => key === edge.from);
    const value = from?.value ?? null;
    const above = value === null ? "" : amount("value", value);
    const local = edge.local === null ? "" : `<span class="local">${edge.local}</span>`;
    const below = edge.adjoint === null ? local : amount("adjoint", edge.adjoint);
    fill(label, above + below);
    const said = [
      `edge from ${edge.from} to ${edge.to}`,
      value === null ? "" : `value ${value.plain} flows forward`,
      edge.adjoint === null ? "" : `${edge.adjoint.plain} flows back`,
    ];
    label.setAttribute("aria-label", said.filter((one) => one !== "").join(", "));
    label.setAttribute("aria-level", `${2 * depthOf(edge.to, part)}`);
  }

  /** Measures once, lays out, and moves everything to its place. */
  private place(part: PartView): void {
    const { clientWidth, clientHeight } = this.element;
    const sizes = part.nodes.map(({ key }) => {
      const { offsetWidth, offsetHeight } = this.nodes.get(key)!;
      return { key, width: offsetWidth, height: offsetHeight };
    });
    const links = part.edges.map((edge) => {
      const { offsetWidth, offsetHeight } = this.edges.get(edgeKey(edge))!.label;
      return { from: edge.from, to: edge.to, width: offsetWidth, height: offsetHeight };
    });
    const tight = layOut(sizes, links, this.places);
    this.rescale(clientWidth / tight.width, clientHeight / tight.height);
    const layout = layOut(sizes, links, tight.cells, clientWidth / this.scale);
    this.places = layout.cells;
    const { width, height } = layout;
    this.frame.style.width = `${Math.floor(width * this.scale)}px`;
    this.frame.style.height = `${Math.floor(height * this.scale)}px`;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.canvas.style.scale = `${this.scale}`;
    this.wires.setAttribute("viewBox", `0 0 ${width} ${height}`);
    for (const size of sizes) move(this.nodes.get(size.key)!, layout.nodes.get(size.key)!, size);
    for (const [k, edge] of part.edges.entries()) {
      const { label, wire } = this.edges.get(edgeKey(edge))!;
      move(label, layout.labels[k]!, links[k]!);
      wire.draw(layout.links[k]!);
    }
  }

  /** As large as the panel allows; small changes are not followed while it still fits. */
  private rescale(across: number, down: number): void {
    const fitting = Math.max(scales.least, Math.min(scales.most, across, down));
    const isKept = this.scale <= fitting && fitting < this.scale * scales.slack;
    if (!isKept && Number.isFinite(fitting)) this.scale = fitting;
  }

  /** The node or the edge that has the focus. */
  private get focused(): string | undefined {
    const { activeElement } = document;
    return this.canvas.contains(activeElement) ? (placeAt(activeElement) ?? undefined) : undefined;
  }

  /** Lets the Tab key lead to one place alone. */
  private rove(to: string | undefined): HTMLElement | undefined {
    let found: HTMLElement | undefined;
    const labels = [...this.edges].map(([key, { label }]) => [key, label] as const);
    for (const [key, element] of [...this.nodes, ...labels]) {
      element.tabIndex = key === to ? 0 : -1;
      if (key === to) found = element;
    }
    return found;
  }

  private listen(): void {
    const { element } = this;
    element.addEventListener("pointerover", ({ target }) => this.events.point(quantityAt(target)));
    element.addEventListener("pointerleave", () => this.events.point(null));
    element.addEventListener("focusin", ({ target }) => this.events.point(quantityAt(target)));
    element.addEventListener("focusout", () => this.events.point(null));
    element.addEventListener("click", ({ target }) => {
      const key = quantityAt(target);
      if (key !== null) this.events.choose(key);
    });
    element.addEventListener("keydown", (event) => this.move(event));
  }

  private move(event: KeyboardEvent): void {
    const at = placeAt(event.target);
    if (at === null || this.part === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.events.choose(quantityAt(event.target) ?? at);
      return;
    }
    const wanted = step(this.part, at, event.key);
    if (event.key.startsWith("Arrow")) event.stopPropagation();
    if (wanted === undefined) return;
    event.preventDefault();
    this.rove(wanted)?.focus();
  }
}

function amount(what: "value" | "adjoint", { shown }: Figure): string {
  const sign = what === "value" ? "▸" : "◂";
  return `<span class="${what}"><span class="cue">${sign}</span>${shown}</span>`;
}

/** The quantity of a node, or the one whose value flows along an edge. */
function quantityAt(target: EventTarget | null): string | null {
  const own =
    target instanceof Element ? target.closest<HTMLElement>("[data-key],[data-from]") : null;
  return own?.dataset["key"] ?? own?.dataset["from"] ?? null;
}

/** The node or the edge in which something stands. */
function placeAt(target: EventTarget | null): string | null {
  const own = target instanceof Element ? target.closest<HTMLElement>(".node,.edge-label") : null;
  return own?.dataset["key"] ?? own?.dataset["edge"] ?? null;
}

/** Whether at least half of the quantities of a part are those that are shown. */
function resembles({ nodes }: PartView, shown: ReadonlyMap<string, unknown>): boolean {
  return nodes.filter(({ key }) => shown.has(key)).length * 2 >= nodes.length;
}

function keep<T>(
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
