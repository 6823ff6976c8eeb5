/** @file Pictures of computation graphs as SVG. */
export {
  drawPicture,
  type NodeKind,
  type Picture,
  type PictureEdge,
  type PictureNode,
  type PictureOptions,
  type PictureOutput,
  type PictureWords,
} from "./picture.ts";
export { type Palette, palettes, type ThemeName } from "./theme.ts";
export { drawTikz } from "./tikz.ts";
