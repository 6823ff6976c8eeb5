/** @file The views of the page, by their tabs; each but the first is loaded when it is asked for. */

import { keep, kept } from "./draft.ts";

/** Fills the place of a view. */
export type Loader = (place: HTMLElement) => Promise<void>;

/** Sets the tabs up; gives what opens a view by the id of its tab. */
export function views(loaders: Readonly<Record<string, Loader>>): (id: string) => void {
  const tabs = [...document.querySelectorAll<HTMLButtonElement>('[role="tab"]')];
  const loaded = new Set<string>();
  const open = async (tab: HTMLButtonElement): Promise<void> => {
    for (const one of tabs) {
      const isChosen = one === tab;
      one.setAttribute("aria-selected", String(isChosen));
      one.tabIndex = isChosen ? 0 : -1;
      placeOf(one).hidden = !isChosen;
    }
    const load = loaders[tab.id];
    if (load === undefined || loaded.has(tab.id)) return;
    loaded.add(tab.id);
    try {
      await load(placeOf(tab));
    } catch {
      loaded.delete(tab.id);
      placeOf(tab).innerHTML =
        '<p class="failed" role="alert">This view could not be loaded. When the connection is ' +
        "back, reload the page; what you have written is kept.</p>";
    }
  };
  const choose = (tab: HTMLButtonElement): void => {
    keep("view", tab.id);
    void open(tab);
  };
  for (const [k, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      if (key !== "ArrowRight" && key !== "ArrowLeft") return;
      const step = key === "ArrowRight" ? 1 : tabs.length - 1;
      const next = tabs[(k + step) % tabs.length]!;
      next.focus();
      choose(next);
    });
  }
  const openBy = (id: string): void => {
    const tab = tabs.find((one) => one.id === id);
    if (tab !== undefined) choose(tab);
  };
  const isNamed = location.hash === "#mark" || location.hash === "#train";
  const before = isNamed ? `tab-${location.hash.slice(1)}` : kept("view");
  if (before !== null) openBy(before);
  return openBy;
}

function placeOf(tab: HTMLButtonElement): HTMLElement {
  return document.getElementById(tab.getAttribute("aria-controls")!)!;
}
