/**
 * @file The picture that stands for one too big to draw: it gives the size and the reason.
 */
import { element, textElement } from "../formula/markup.ts";
import type { Picture } from "./picture.ts";
import type { Palette } from "./theme.ts";

/** A notice with the size of a graph and why it is not drawn. */
export function drawNotice(picture: Picture, reason: string, palette: Palette): string {
  const { nodes, edges, title } = picture;
  const size = `${nodes.length} nodes, ${edges.length} edges`;
  const sentence = `This graph is too big to draw: ${size}; ${reason}.`;
  const [width, height] = [640, 72];
  const ground = element("rect", { width, height, fill: palette.paper });
  const font = { "font-family": "serif", "font-size": 16, fill: palette.ink };
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": title,
  };
  const names = textElement("title", {}, title) + textElement("desc", {}, sentence);
  const words = textElement("text", { x: 20, y: 42, ...font }, sentence);
  return element("svg", attributes, names + ground + words);
}
