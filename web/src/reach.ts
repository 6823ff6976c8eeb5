/**
 * @file Formulas that are wider than their place are scrolled; by the keyboard, too, which has to
 * reach them for it. What fits is no stop of the Tab key.
 *
 * Reference: WCAG 2.2, success criterion 2.1.1; axe-core, "scrollable-region-focusable".
 */

/** How long a panel must be at rest before it is looked through, in milliseconds. */
const rest = 250;

/** Lets the keyboard reach what is scrolled in a panel. */
export function reachable(panel: HTMLElement, selector: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    for (const element of panel.querySelectorAll<HTMLElement>(selector)) {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      const isScrolled = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
      if (isScrolled === element.hasAttribute("tabindex")) continue;
      if (isScrolled) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, rest);
  };
  // what is out of sight is not laid out before it comes into sight
  panel.addEventListener("contentvisibilityautostatechange", later, true);
  new MutationObserver(later).observe(panel, { childList: true, subtree: true });
  new ResizeObserver(later).observe(panel);
}
