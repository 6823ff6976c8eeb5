/** @file The view in which a solution is marked, with an example to begin with. */
import { markedStyle } from "pengrad/render";
import homework from "../../examples/homework.md";
import { Client } from "./client.ts";
import { kept } from "./draft.ts";
import { MarkPanel } from "./panels/mark.ts";

/** Opens the view in its place. */
export async function openMarking(place: HTMLElement): Promise<void> {
  const panel = new MarkPanel(new Client("worker.js"), markedStyle, homework);
  place.replaceChildren(panel.element);
  const before = kept("solution");
  if (before === null) await panel.check();
  else panel.open(before);
}
