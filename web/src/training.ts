/** @file The view in which a small network is trained on points of the plane. */
import { TrainPanel, type TrainPanelEvents } from "./panels/train.ts";

/** Opens the view in its place. */
export function openTraining(place: HTMLElement, events: TrainPanelEvents): void {
  const panel = new TrainPanel(() => new Worker("training.js", { type: "module" }), events);
  place.replaceChildren(panel.element);
  panel.begin();
}
