/**
 * @file Mathematics set as text, for when MathJax is not there: boxes of words and rules.
 *
 * The method is Knuth's in miniature (The TeXbook, appendix G): every piece becomes a box with
 * width, height and depth; rows stand on one baseline; fractions and grids are centred on the
 * axis, a quarter of an em above it; scripts are set at 0.7 of the size. Letters are left to the
 * viewer's serif face, brackets and radicals are drawn.
 *
 * Deliberately not done: Knuth's font parameters and inter-atom table. The result is plain,
 * but never wrong and never empty: what cannot be read is written as plain text.
 */
import type { Mark, Setting } from "./setting.ts";
import { outlineId } from "./setting.ts";
import { type Face, textWidth } from "./symbols.ts";
import { type Piece, type Script, treeOf } from "./tree.ts";

interface Box {
  readonly marks: readonly Mark[];
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** Height of the mathematical axis, thickness of bars, size of scripts: parts of an em. */
const AXIS = 0.25;
const BAR = 0.05;
const SCRIPT = 0.7;
const SMALLEST = 450;

const hollow: Box = { marks: [], width: 0, height: 0, depth: 0 };
const blank = (width: number): Box => ({ ...hollow, width });

/** A formula as text. `plainText` writes what this cannot read. */
export function setAsText(latex: string, plainText: (latex: string) => string): Setting {
  const tree = treeOf(latex);
  const box = tree ? boxOf(tree, 1000) : wordBox(plainText(latex), "upright", 1000);
  const outlines = new Map<string, string>();
  for (const mark of box.marks) {
    if (mark.kind === "outline") outlines.set(mark.id, shapes.get(mark.id) ?? "");
  }
  return { ...box, outlines };
}

function moved(mark: Mark, dx: number, dy: number): Mark {
  return { ...mark, x: mark.x + dx, y: mark.y + dy };
}

const at = (box: Box, dx: number, dy: number): readonly Mark[] =>
  box.marks.map((mark) => moved(mark, dx, dy));

function wordBox(text: string, face: Face, size: number): Box {
  const width = (textWidth(text, face) * size) / 1000;
  if (text === "") return hollow;
  const style = { italic: face === "italic", bold: face === "bold" };
  const mark: Mark = { kind: "words", text, x: 0, y: 0, size, width, ...style };
  const deep = /[gjpqyβγζημξρςφχψϕ(){}[\]|,;∫∑∏]/.test(text) ? 0.24 : 0.04;
  const tall = /^[acegmnopqrsuvwxyzαγεηικμνοπρστυχωϵ.,+−=⋅…]+$/.test(text) ? 0.5 : 0.74;
  return { marks: [mark], width, height: tall * size, depth: deep * size };
}

/** Boxes side by side on one baseline. */
function beside(boxes: readonly Box[]): Box {
  const marks: Mark[] = [];
  let [width, height, depth] = [0, 0, 0];
  for (const box of boxes) {
    for (const mark of box.marks) marks.push(moved(mark, width, 0));
    width += box.width;
    height = Math.max(height, box.height);
    depth = Math.max(depth, box.depth);
  }
  return { marks, width, height, depth };
}

type Setter<K extends Piece["kind"]> = (piece: Extract<Piece, { kind: K }>, size: number) => Box;

const setters: { readonly [K in Piece["kind"]]: Setter<K> } = {
  row: (piece, size) => rowBox(piece.pieces, size),
  atom: (piece, size) => wordBox(piece.text, piece.face, size),
  space: (piece, size) => blank((piece.width * size) / 1000),
  fraction: (piece, size) => {
    const inner = Math.max(SMALLEST, size * (size < 1000 ? SCRIPT : 0.85));
    return fractionBox(boxOf(piece.over, inner), boxOf(piece.under, inner), size);
  },
  script: (piece, size) => scriptBox(piece, size),
  root: (piece, size) => {
    const index = piece.index ? boxOf(piece.index, Math.max(SMALLEST, size * 0.5)) : null;
    return rootBox(boxOf(piece.body, size), index, size);
  },
  accent: (piece, size) => accentBox(boxOf(piece.body, size), piece.accent, size),
  fenced: (piece, size) => fencedBox(piece.left, boxOf(piece.body, size), piece.right, size),
  grid: (piece, size) => gridBox(piece.rows, size),
};

function boxOf(piece: Piece, size: number): Box {
  return (setters[piece.kind] as Setter<Piece["kind"]>)(piece as never, size);
}

/** Atoms of a row with the space their roles ask for: medium 4/18 em, thick 5/18, thin 3/18. */
function rowBox(pieces: readonly Piece[], size: number): Box {
  const flat = flattened(pieces);
  const boxes: Box[] = [];
  let before = "open";
  flat.forEach((piece, i) => {
    const core = piece.kind === "script" ? piece.base : piece;
    const role = core.kind === "atom" ? core.role : "ord";
    const sign = role === "bin" && /^(open|bin|rel|punct)$/.test(before);
    const space = sign || size < 800 ? 0 : role === "bin" ? 0.222 : role === "rel" ? 0.278 : 0;
    const thin = role === "op" && before === "ord" ? 0.167 : 0;
    const next = flat[i + 1];
    const nextIsOpen = next?.kind === "atom" && next.role === "open";
    const after = role === "op" && next && !nextIsOpen ? 0.167 : role === "punct" ? 0.167 : space;
    boxes.push(blank((space + thin) * size), boxOf(piece, size), blank(after * size));
    before = sign ? "ord" : role;
  });
  return beside(boxes);
}

/** Rows inside rows opened up, so that braces do not change the spacing. */
function flattened(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => (piece.kind === "row" ? flattened(piece.pieces) : [piece]));
}

function fractionBox(over: Box, under: Box, size: number): Box {
  const [axis, bar, gap] = [AXIS * size, BAR * size, 0.12 * size];
  const width = Math.max(over.width, under.width) + 0.24 * size;
  const up = axis + bar / 2 + gap + over.depth;
  const down = axis - bar / 2 - gap - under.height;
  const rule: Mark = {
    kind: "rule",
    x: 0.06 * size,
    y: axis - bar / 2,
    width: width - 0.12 * size,
    height: bar,
  };
  const marks = [
    ...at(over, (width - over.width) / 2, up),
    rule,
    ...at(under, (width - under.width) / 2, down),
  ];
  return { marks, width, height: up + over.height, depth: under.depth - down };
}

function scriptBox({ base, sub, sup }: Script, size: number): Box {
  const small = Math.max(SMALLEST, size * SCRIPT);
  const body = boxOf(base, size);
  const [upper, lower] = [sup ? boxOf(sup, small) : null, sub ? boxOf(sub, small) : null];
  const up = Math.max(0.38 * size, body.height - 0.3 * size) + (upper ? upper.depth * 0.6 : 0);
  const down = Math.max(0.16 * size, body.depth * 0.9) + (lower ? lower.height * 0.15 : 0);
  const marks = [...body.marks];
  if (upper) marks.push(...at(upper, body.width + 0.04 * size, up));
  if (lower) marks.push(...at(lower, body.width, -down));
  const width = body.width + Math.max(upper?.width ?? 0, lower?.width ?? 0) + 0.06 * size;
  const height = Math.max(body.height, upper ? up + upper.height : 0);
  return { marks, width, height, depth: Math.max(body.depth, lower ? down + lower.depth : 0) };
}

function accentBox(body: Box, accent: string, size: number): Box {
  const height = body.height + 0.16 * size;
  if (accent === "¯") {
    const rule: Mark = { kind: "rule", x: 0, y: height - BAR * size, width: body.width, height: 0 };
    return { ...body, marks: [...body.marks, { ...rule, height: BAR * size }], height };
  }
  const mark = wordBox(accent, "upright", size * 0.7);
  const x = (body.width - mark.width) / 2 + 0.05 * size;
  const lift = body.height - (accent === "→" ? 0.05 : 0.3) * size;
  return { ...body, marks: [...body.marks, ...at(mark, x, lift)], height: height + 0.05 * size };
}

/** Upright strokes of a bracket (x in em) and the side to which its feet point. */
const strokes: Readonly<Record<string, { readonly at: readonly number[]; readonly foot: number }>> =
  {
    "[": { at: [0.14], foot: 1 },
    "]": { at: [0.26], foot: -1 },
    "|": { at: [0.2], foot: 0 },
    "‖": { at: [0.13, 0.27], foot: 0 },
  };

/** Curved brackets and the radical in a box of 400 × 1000, stretched to what they enclose. */
const paths: Readonly<Record<string, string>> = {
  "(": "M320 0Q-40 500 320 1000L350 985Q90 500 350 15Z",
  ")": "M80 0Q440 500 80 1000L50 985Q310 500 50 15Z",
  "{": "M350 0Q180 0 180 150L180 420Q180 500 60 500Q180 500 180 580L180 850Q180 1000 350 1000L350 980Q230 980 230 850L230 580Q230 510 130 500Q230 490 230 420L230 150Q230 20 350 20Z",
  "}": "M50 0Q220 0 220 150L220 420Q220 500 340 500Q220 500 220 580L220 850Q220 1000 50 1000L50 980Q170 980 170 850L170 580Q170 510 270 500Q170 490 170 420L170 150Q170 20 50 20Z",
  "√": "M0 480L110 560L210 160L370 1000L400 1000L215 0L190 0L85 470L15 440Z",
};

const idOf = (name: string, path: string) => outlineId(`t${name.codePointAt(0)}`, path);
const shapes: ReadonlyMap<string, string> = new Map(
  Object.entries(paths).map(([name, path]) => [idOf(name, path), path]),
);

/** A drawn bracket from `-depth` to `height`. */
function stretched(name: string, height: number, depth: number, size: number): Box {
  const path = paths[name];
  const stroke = strokes[name];
  if (stroke) return strokeBox(stroke.at, stroke.foot, height, depth, size);
  if (path === undefined) return wordBox(name, "upright", size);
  const [sx, sy] = [size / 1000, (height + depth) / 1000];
  const mark: Mark = { kind: "outline", id: idOf(name, path), x: 0, y: -depth, sx, sy };
  return { marks: [mark], width: 400 * sx, height, depth };
}

/** Straight strokes of constant thickness, with feet 0.13 em long. */
function strokeBox(
  places: readonly number[],
  foot: number,
  height: number,
  depth: number,
  size: number,
): Box {
  const [thick, reach] = [BAR * size, 0.13 * size];
  const marks: Mark[] = [];
  for (const place of places) {
    const x = place * size;
    marks.push({ kind: "rule", x, y: -depth, width: thick, height: height + depth });
    if (foot === 0) continue;
    const left = foot > 0 ? x : x + thick - reach;
    for (const y of [-depth, height - thick]) {
      marks.push({ kind: "rule", x: left, y, width: reach, height: thick });
    }
  }
  return { marks, width: 0.4 * size, height, depth };
}

function fencedBox(left: string, body: Box, right: string, size: number): Box {
  // Brackets reach as far above the axis as below it.
  const axis = AXIS * size;
  const reach = Math.max(body.height - axis, body.depth + axis, 0.5 * size) + 0.06 * size;
  const fence = (name: string) =>
    name === "" ? hollow : stretched(name, axis + reach, reach - axis, size);
  return beside([fence(left), body, fence(right)]);
}

function rootBox(body: Box, index: Box | null, size: number): Box {
  const [bar, gap] = [BAR * size, 0.1 * size];
  const height = Math.max(body.height, 0.5 * size) + gap + bar;
  const hook = stretched("√", height, body.depth + gap / 2, size * 1.4);
  const start = index ? Math.max(0, index.width - 0.3 * size) : 0;
  const x = start + hook.width;
  const width = body.width + 0.08 * size;
  const marks: Mark[] = [
    ...at(hook, start, 0),
    { kind: "rule", x: x - 0.02 * size, y: height - bar, width, height: bar },
    ...at(body, x, 0),
    ...(index ? at(index, 0, height * 0.55) : []),
  ];
  return { marks, width: x + width, height, depth: body.depth + gap / 2 };
}

function gridBox(rows: readonly (readonly Piece[])[], size: number): Box {
  const cells = rows.map((row) => row.map((cell) => boxOf(cell, size)));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, j) =>
    Math.max(0, ...cells.map((row) => row[j]?.width ?? 0)),
  );
  const [between, lead] = [0.7 * size, 0.3 * size];
  const heights = cells.map((row) => Math.max(0.6 * size, ...row.map((cell) => cell.height)));
  const depths = cells.map((row) => Math.max(0.1 * size, ...row.map((cell) => cell.depth)));
  const total = heights.reduce((sum, h, i) => sum + h + depths[i]! + (i > 0 ? lead : 0), 0);
  const marks: Mark[] = [];
  let y = total / 2 + AXIS * size;
  cells.forEach((row, i) => {
    y -= heights[i]!;
    let x = 0.1 * size;
    row.forEach((cell, j) => {
      marks.push(...at(cell, x + (widths[j]! - cell.width) / 2, y));
      x += widths[j]! + between;
    });
    y -= depths[i]! + lead;
  });
  const sum = widths.reduce((a, b) => a + b, 0);
  const width = sum + between * Math.max(0, columns - 1) + 0.2 * size;
  return { marks, width, height: total / 2 + AXIS * size, depth: total / 2 - AXIS * size };
}
