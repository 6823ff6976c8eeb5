/**
 * @file Mathematics set by MathJax 4 (optional dependency `mathjax`), as outlines.
 *
 * MathJax turns LaTeX into a small tree of `g`, `path`, `rect` and nested `svg` elements. This
 * file walks that tree and keeps only what our own marks can say: where each outline lands. So
 * nothing MathJax writes reaches the drawing as markup, and no formula can bring in a link, a
 * style or a script. Only the packages `base`, `ams` and `boldsymbol` are loaded: no macro
 * definitions (one formula cannot change the next) and no HTML commands.
 *
 * The straight part of a tall bracket comes as a stretched bar cut by a nested viewport; the cut
 * of a bar is a rectangle, so it becomes a rule.
 *
 * MathJax keeps itself in `globalThis.MathJax`, where its font files, loaded on demand, look for
 * it. Its Node entry also sets `globalThis.require`; that one is taken back here.
 */
import { type Mark, outlineId, type Setting } from "./setting.ts";

/** What is used of MathJax's own document tree. */
interface LiteNode {
  readonly kind: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly LiteNode[];
  readonly value?: string;
}

interface MathJaxApi {
  tex2svgPromise(latex: string, options: { display: boolean }): Promise<LiteNode>;
}

/** Sets one formula, or gives null when MathJax cannot read it. */
export type PathSetter = (latex: string, display: boolean) => Promise<Setting | null>;

const configuration = {
  loader: { load: ["input/tex-base", "[tex]/ams", "[tex]/boldsymbol", "output/svg"] },
  startup: { typeset: false },
  tex: { packages: ["base", "ams", "boldsymbol"] },
  svg: { fontCache: "none", linebreaks: { inline: false } },
};

/** A formula longer than this is not given to MathJax, whose work grows with nesting. */
const LONGEST = 20_000;

/**
 * Loads MathJax. Null when the package is not installed or cannot start; that is the sign to
 * set formulas as plain text instead.
 */
export async function openMathJax(): Promise<PathSetter | null> {
  const world = globalThis as Record<string, unknown>;
  const require = world["require"];
  try {
    const specifier = "mathjax";
    const module = (await import(/* @vite-ignore */ specifier)) as {
      init(options: object): Promise<MathJaxApi>;
    };
    const api = await module.init(configuration);
    return (latex, display) => set(api, latex, display);
  } catch {
    return null;
  } finally {
    if (require === undefined) delete world["require"];
    else world["require"] = require;
  }
}

async function set(api: MathJaxApi, latex: string, display: boolean): Promise<Setting | null> {
  if (latex.length > LONGEST) return null;
  try {
    return settingOf(await api.tex2svgPromise(latex, { display }));
  } catch {
    return null; // too deeply nested for MathJax's own recursion, or a bug of its parser
  }
}

/** The affine maps that occur: p ↦ (x + sx·p.x, y + sy·p.y). */
interface Frame {
  readonly x: number;
  readonly y: number;
  readonly sx: number;
  readonly sy: number;
}

interface Window {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

const still: Frame = { x: 0, y: 0, sx: 1, sy: 1 };

const numbersIn = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);

/** `outer ∘ transform`, for a transform attribute of translations and scalings. */
function within(outer: Frame, transform: string | undefined): Frame {
  let { x, y, sx, sy } = outer;
  for (const [, name, inside] of (transform ?? "").matchAll(/(translate|scale)\(([^)]*)\)/g)) {
    const [a = 0, b] = numbersIn(inside!);
    if (name === "translate") {
      x += sx * a;
      y += sy * (b ?? 0);
    } else {
      sx *= a;
      sy *= b ?? a;
    }
  }
  return { x, y, sx, sy };
}

/** The box of a path's points; for the bars that are stretched this is the bar itself. */
function boxOf(path: string): Window {
  let [x, y] = [0, 0];
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [, command, inside] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = numbersIn(inside!);
    const step = command === "H" || command === "V" ? 1 : 2;
    for (let i = 0; i + step <= values.length; i += step) {
      if (command === "V") y = values[i]!;
      else x = values[i]!;
      if (step === 2) y = values[i + 1]!;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
    }
  }
  return { left, bottom, right, top };
}

interface Visit {
  readonly node: LiteNode;
  readonly frame: Frame;
  readonly window: Window | null;
}

/** The marks of the tree that MathJax made; null when it holds an error message. */
function settingOf(container: LiteNode): Setting | null {
  const svg = container.children?.find((child) => child.kind === "svg");
  const [left = 0, top = 0, width = 0, tall = 0] = numbersIn(svg?.attributes?.["viewBox"] ?? "");
  if (!svg || width + tall === 0) return null;
  const marks: Mark[] = [];
  const outlines = new Map<string, string>();
  // The outermost group turns y downwards; our marks keep the font's direction.
  const body = svg.children?.[0]?.children ?? [];
  const stack: Visit[] = [];
  const push = (nodes: readonly LiteNode[], frame: Frame, window: Window | null) => {
    for (let i = nodes.length - 1; i >= 0; i--) stack.push({ node: nodes[i]!, frame, window });
  };
  push(body, { ...still, x: -left }, null);
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const { node, window } = visit;
    const attributes = node.attributes ?? {};
    if (attributes["data-mml-node"] === "merror") return null;
    const frame = within(visit.frame, attributes["transform"]);
    const draw = drawers[node.kind];
    if (draw) marks.push(...draw(node, frame, window, outlines));
    else if (node.kind === "svg") {
      const [x = 0, y = 0] = ["x", "y"].map((name) => Number(attributes[name] ?? 0));
      const [vx = 0, vy = 0, vw = 0, vh = 0] = numbersIn(attributes["viewBox"] ?? "");
      const inner = within(frame, `translate(${x - vx},${y - vy})`);
      const [l, b] = [inner.x + inner.sx * vx, inner.y + inner.sy * vy];
      const cut = { left: l, bottom: b, right: l + inner.sx * vw, top: b + inner.sy * vh };
      push(node.children ?? [], inner, cut);
    } else push(node.children ?? [], frame, window);
  }
  return { marks, width, height: -top, depth: tall + top, outlines };
}

type Drawer = (
  node: LiteNode,
  frame: Frame,
  window: Window | null,
  outlines: Map<string, string>,
) => readonly Mark[];

const drawers: Readonly<Record<string, Drawer>> = {
  path: (node, frame, window, outlines) => {
    const path = node.attributes?.["d"] ?? "";
    if (path === "") return []; // a space
    if (window) return [barIn(window, frame, boxOf(path))];
    const id = outlineId(node.attributes?.["data-c"] ?? "", path);
    outlines.set(id, path);
    return [{ kind: "outline", id, ...frame }];
  },
  rect: (node, frame) => {
    const value = (name: string) => Number(node.attributes?.[name] ?? 0);
    if (node.attributes?.["data-background"]) return [];
    const box = { x: value("x"), y: value("y"), width: value("width"), height: value("height") };
    const hollow = node.attributes?.["data-frame"] ?? node.attributes?.["fill"] === "none";
    return hollow ? border(frame, box) : [ruled(frame, box)];
  },
  line: (node, frame) => {
    const value = (name: string) => Number(node.attributes?.[name] ?? 0);
    const [x1, x2, y1, y2] = [value("x1"), value("x2"), value("y1"), value("y2")];
    const [x, y] = [Math.min(x1, x2) - THIN / 2, Math.min(y1, y2) - THIN / 2];
    const [width, height] = [Math.abs(x2 - x1) + THIN, Math.abs(y2 - y1) + THIN];
    return [ruled(frame, { x, y, width, height })];
  },
  text: (node, frame) => {
    const text = node.children?.map((child) => child.value ?? "").join("") ?? "";
    const size = (numbersIn(node.attributes?.["font-size"] ?? "")[0] ?? 884) * Math.abs(frame.sx);
    // MathJax reckons an em for a character it has no outline of.
    const width = 1000 * Math.abs(frame.sx) * [...text].length;
    const { x, y } = frame;
    return [{ kind: "words", text, x, y, size, width, italic: false, bold: false }];
  },
};

/** The thickness of table lines and frames, as thick as a fraction bar. */
const THIN = 60;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const ruled = (frame: Frame, box: Box): Mark => ({
  kind: "rule",
  x: frame.x + frame.sx * box.x,
  y: frame.y + frame.sy * box.y,
  width: frame.sx * box.width,
  height: frame.sy * box.height,
});

/** The four sides of a frame, as `\boxed` draws them: strokes astride the rectangle's edge. */
function border(frame: Frame, { x, y, width, height }: Box): Mark[] {
  const [left, low] = [x - THIN / 2, y - THIN / 2];
  const level = { x: left, width: width + THIN, height: THIN };
  const erect = { y: low, width: THIN, height: height + THIN };
  const sides = [
    { ...level, y: low },
    { ...level, y: low + height },
    { ...erect, x: left },
    { ...erect, x: left + width },
  ];
  return sides.map((side) => ruled(frame, side));
}

/** A stretched bar, cut by its viewport. */
function barIn(window: Window, frame: Frame, bar: Window): Mark {
  const xs = [frame.x + frame.sx * bar.left, frame.x + frame.sx * bar.right];
  const ys = [frame.y + frame.sy * bar.bottom, frame.y + frame.sy * bar.top];
  const left = Math.max(window.left, Math.min(...xs));
  const right = Math.min(window.right, Math.max(...xs));
  const bottom = Math.max(window.bottom, Math.min(...ys));
  const top = Math.min(window.top, Math.max(...ys));
  const [width, height] = [Math.max(0, right - left), Math.max(0, top - bottom)];
  return { kind: "rule", x: left, y: bottom, width, height };
}
