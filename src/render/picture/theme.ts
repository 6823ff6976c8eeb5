/**
 * @file The look of a picture: two palettes and two sets of measures.
 *
 * Every ink reaches 4.5 : 1 on every ground it is drawn on (WCAG 2.2, 1.4.3 AA), every line that
 * carries meaning 3 : 1 (1.4.11); a test computes it. Green is forward and red is backward, but no
 * meaning rests on colour: forward values carry ▸, adjoints ◂ and a frame, local derivatives ◆.
 *
 * Type sizes follow one scale (about 1.2); the compact measures are for pictures of many nodes.
 */

export type ThemeName = "light" | "dark";

export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  /** Edges and the outlines of quantities. */
  readonly line: string;
  readonly forward: string;
  readonly backward: string;
  /** The ground of an adjoint's frame, and the frame. */
  readonly backwardGround: string;
  readonly backwardFrame: string;
  readonly local: string;
  /** Fill and outline of the four kinds of node. */
  readonly input: Skin;
  readonly constant: Skin;
  readonly quantity: Skin;
  readonly output: Skin;
}

export interface Skin {
  readonly fill: string;
  readonly line: string;
}

export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light: {
    paper: "#ffffff",
    ink: "#1b1f24",
    muted: "#4f5864",
    line: "#6a7380",
    forward: "#116329",
    backward: "#a40e26",
    backwardGround: "#fff3f2",
    backwardFrame: "#d98a8f",
    local: "#0b4a9e",
    input: { fill: "#edf3fd", line: "#4a6da7" },
    constant: { fill: "#f3f4f6", line: "#6a7380" },
    quantity: { fill: "#fbfbfc", line: "#6a7380" },
    output: { fill: "#fdf6e3", line: "#8a6a1f" },
  },
  dark: {
    paper: "#12161c",
    ink: "#e8ecf1",
    muted: "#a9b3bf",
    line: "#8b95a2",
    forward: "#5bd98e",
    backward: "#ffa39a",
    backwardGround: "#2c191c",
    backwardFrame: "#8f4d50",
    local: "#8fbcff",
    input: { fill: "#1a2740", line: "#7c9fd8" },
    constant: { fill: "#1f242c", line: "#8b95a2" },
    quantity: { fill: "#191e26", line: "#8b95a2" },
    output: { fill: "#2a2517", line: "#cda84f" },
  },
};

/** Sizes in pixels. */
export interface Measures {
  readonly name: number;
  readonly formula: number;
  readonly shape: number;
  readonly label: number;
  readonly legend: number;
  /** Space inside a node, beside and above its text, and between its two lines. */
  readonly padAlong: number;
  readonly padAcross: number;
  readonly leading: number;
  readonly corner: number;
  /** Between an edge and the text above or below it. */
  readonly clearance: number;
  /** Half of the space kept around a node, a label and a passing line. */
  readonly nodeMargin: number;
  readonly labelMargin: number;
  readonly lineMargin: number;
  /** The gap between two columns, where edges bend: least and most. */
  readonly leastGap: number;
  readonly mostGap: number;
  readonly stroke: number;
  readonly arrow: number;
  readonly margin: number;
  /** The room for one value or adjoint, and for a formula in a node. */
  readonly labelRoom: Room;
  readonly formulaRoom: Room;
  /** Whether a node shows its formula, or only in its tooltip. */
  readonly formulas: boolean;
}

export interface Room {
  readonly width: number;
  readonly height: number;
}

export const roomy: Measures = {
  name: 20,
  formula: 15,
  shape: 14,
  label: 16,
  legend: 13,
  padAlong: 15,
  padAcross: 9,
  leading: 7,
  corner: 9,
  clearance: 5,
  nodeMargin: 13,
  labelMargin: 7,
  lineMargin: 6,
  leastGap: 24,
  mostGap: 96,
  stroke: 1.4,
  arrow: 8,
  margin: 24,
  labelRoom: { width: 190, height: 76 },
  formulaRoom: { width: 230, height: 64 },
  formulas: true,
};

export const compact: Measures = {
  name: 15,
  formula: 12,
  shape: 11,
  label: 11.5,
  legend: 12,
  padAlong: 9,
  padAcross: 5,
  leading: 4,
  corner: 6,
  clearance: 3,
  nodeMargin: 7,
  labelMargin: 4,
  lineMargin: 4,
  leastGap: 15,
  mostGap: 80,
  stroke: 1.1,
  arrow: 6,
  margin: 18,
  labelRoom: { width: 88, height: 40 },
  formulaRoom: { width: 120, height: 40 },
  formulas: false,
};

/** A picture with more nodes than this is drawn with the compact measures. */
export const ROOMY_NODES = 40;
