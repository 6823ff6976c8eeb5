/** @file The views of the page, by their tabs; each but the first is loaded when it is asked for. */

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
    await load(placeOf(tab));
  };
  for (const [k, tab] of tabs.entries()) {
    tab.addEventListener("click", () => void open(tab));
    tab.addEventListener("keydown", ({ key }) => {
      if (key !== "ArrowRight" && key !== "ArrowLeft") return;
      const step = key === "ArrowRight" ? 1 : tabs.length - 1;
      const next = tabs[(k + step) % tabs.length]!;
      next.focus();
      void open(next);
    });
  }
  const openBy = (id: string): void => {
    const tab = tabs.find((one) => one.id === id);
    if (tab !== undefined) void open(tab);
  };
  if (location.hash === "#mark" || location.hash === "#train")
    openBy(`tab-${location.hash.slice(1)}`);
  return openBy;
}

function placeOf(tab: HTMLButtonElement): HTMLElement {
  return document.getElementById(tab.getAttribute("aria-controls")!)!;
}
