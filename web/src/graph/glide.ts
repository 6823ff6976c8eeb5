/**
 * @file Putting elements of the picture into their places. One that stood elsewhere glides, unless
 * its reader wants no motion; a new one is there at once.
 */
import type { Point } from "./layout.ts";

/** How long an element glides, in milliseconds. */
const duration = 180;

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Where each element was put last: its upper left corner. */
const corners = new WeakMap<HTMLElement, Point>();

const glides = new WeakMap<HTMLElement, Animation>();

/** Puts an element of a size at its place, by its centre. */
export function move(
  element: HTMLElement,
  { x, y }: Point,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const corner = { x: x - width / 2, y: y - height / 2 };
  const before = corners.get(element);
  if (before?.x === corner.x && before.y === corner.y) return;
  corners.set(element, corner);
  const last = glides.get(element);
  // one that is gliding sets out from where it is seen; style is read for it alone, since that costs
  const isGliding = last?.playState === "running";
  const seen = isGliding ? getComputedStyle(element).translate : element.style.translate;
  last?.cancel();
  const place = `${corner.x}px ${corner.y}px`;
  element.style.translate = place;
  if (before === undefined || still.matches) return;
  glides.set(element, element.animate({ translate: [seen, place] }, { duration, easing: "ease" }));
}
