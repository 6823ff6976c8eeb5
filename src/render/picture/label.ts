/**
 * @file What is written at an edge and in a node: formulas measured, shortened where they have no
 * room, and stacked.
 *
 * Above an edge stands what flows forward (▸ the value), below it what flows back (◂ the adjoint,
 * framed) and, on request, the local derivative (◆). The label is symmetric about the edge, so
 * that the edge runs straight through its middle.
 */
import { abridgements, type Formulas, type Setting } from "../formula/index.ts";
import type { Extent } from "./layering.ts";
import type { PictureEdge } from "./picture.ts";
import type { Measures, Room } from "./theme.ts";

/** A formula with its size; `shortened` when it is not the whole. Extents in pixels. */
export interface Fitted {
  readonly setting: Setting;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly shortened: boolean;
}

export type Cue = "value" | "adjoint" | "local";

export interface LabelLine extends Fitted {
  readonly cue: Cue;
  /** The whole formula as plain text, for the tooltip. */
  readonly text: string;
  /** Outer extents, with cue and frame; the baseline lies `ascent` below the top. */
  readonly outerWidth: number;
  readonly ascent: number;
  readonly descent: number;
}

export interface Label {
  readonly above: readonly LabelLine[];
  readonly below: readonly LabelLine[];
}

/** The cue in front of a formula: its width and the space after it, in parts of an em. */
export const CUE_WIDTH = 0.42;
export const CUE_SPACE = 0.3;

/** The frame's inner space, in parts of an em. */
export const FRAME_X = 0.32;
export const FRAME_Y = 0.2;

/** Every line of text is at least this high and deep, so that simple ones share a baseline. */
export const STRUT_HEIGHT = 0.68;
export const STRUT_DEPTH = 0.12;

/** A formula at `size`, no bigger than the room: whole, else a little smaller, else shortened. */
export async function fitFormula(
  formulas: Formulas,
  latex: string,
  size: number,
  room: Room,
  display = false,
): Promise<Fitted> {
  const fitted = async (form: string, at: number, shortened: boolean): Promise<Fitted> => {
    const setting = await formulas.set(form, display);
    const k = at / 1000;
    const [width, height, depth] = [setting.width * k, setting.height * k, setting.depth * k];
    return { setting, size: at, width, height, depth, shortened };
  };
  const fits = (f: Fitted) => f.width <= room.width && f.height + f.depth <= room.height;
  let attempt = await fitted(latex, size, false);
  if (fits(attempt)) return attempt;
  const shrink = Math.min(
    room.width / attempt.width,
    room.height / (attempt.height + attempt.depth),
  );
  if (shrink >= 0.8) return fitted(latex, size * shrink * 0.999, false);
  for (const form of abridgements(latex)) {
    attempt = await fitted(form, size, true);
    if (fits(attempt)) break;
  }
  return attempt;
}

/** The lines of one edge, above and below it. */
export interface LabelTexts {
  readonly value: string | null;
  readonly adjoint: string | null;
  readonly local: string | null;
}

export const labelTexts = (edge: PictureEdge, showLocal: boolean): LabelTexts => ({
  value: edge.value,
  adjoint: edge.adjoint,
  local: showLocal ? edge.local : null,
});

/** Sets the label of an edge. */
export async function setLabel(
  formulas: Formulas,
  texts: LabelTexts,
  measures: Measures,
  plainText: (latex: string) => string,
): Promise<Label> {
  const line = async (cue: Cue): Promise<LabelLine[]> => {
    const latex = texts[cue];
    if (latex === null || latex.trim() === "") return [];
    const fitted = await fitFormula(formulas, latex, measures.label, measures.labelRoom);
    return [outer(cue, fitted, plainText(latex), measures)];
  };
  const above = await line("value");
  const below = [...(await line("adjoint")), ...(await line("local"))];
  return { above, below };
}

function outer(cue: Cue, fitted: Fitted, text: string, measures: Measures): LabelLine {
  const em = measures.label;
  const framed = cue === "adjoint";
  const [padX, padY] = framed ? [FRAME_X * em, FRAME_Y * em] : [0, 0];
  return {
    ...fitted,
    cue,
    text,
    outerWidth: fitted.width + (CUE_WIDTH + CUE_SPACE) * em + 2 * padX,
    ascent: Math.max(fitted.height, STRUT_HEIGHT * em) + padY,
    descent: Math.max(fitted.depth, STRUT_DEPTH * em) + padY,
  };
}

/** Between a vertical edge and the text beside it, and between stacked lines. */
export const SIDE = 8;
export const STACK = 3;

/** The height of lines stacked with a small gap. */
export function stackHeight(lines: readonly LabelLine[]): number {
  const gaps = Math.max(0, lines.length - 1) * STACK;
  return lines.reduce((sum, l) => sum + l.ascent + l.descent, gaps);
}

/** The width of the widest of some lines. */
export function stackWidth(lines: readonly LabelLine[]): number {
  return lines.reduce((most, l) => Math.max(most, l.outerWidth), 0);
}

/**
 * The room of a label, symmetric about its edge. From top to bottom, the forward lines stand on
 * the left of the edge and the backward ones on its right.
 */
export function labelExtent({ above, below }: Label, vertical: boolean, clear: number): Extent {
  if (above.length + below.length === 0) return { along: 0, across: 0 };
  const [tall, wide] = [stackHeight, stackWidth].map((of) => Math.max(of(above), of(below)));
  return vertical
    ? { along: tall!, across: 2 * (wide! + SIDE) }
    : { along: wide!, across: 2 * (tall! + clear) };
}
