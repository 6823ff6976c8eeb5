/**
 * @file The worked solution on paper: the page that `work --format html` writes, put into this one
 * where only a printer sees it, in a shadow root so that its style and the page's do not meet. It
 * is laid out at the width of the paper before, since only then are its typefaces fetched and can
 * what is too wide be set smaller.
 *
 * Reference: CSS Paged Media, section 4 (`@page`); CSS Fragmentation, section 3 (`break-inside`).
 */

/** Opens the browser's dialog for printing, with the solution as the only thing to print. */
export async function printSolution(html: string): Promise<void> {
  const solution = new DOMParser().parseFromString(html, "text/html");
  const host = document.createElement("div");
  host.className = "solution-sheet";
  host.setAttribute("aria-hidden", "true");
  host.inert = true;
  const root = host.attachShadow({ mode: "open" });
  const style = [...solution.querySelectorAll("style")].map((one) => one.textContent).join("\n");
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "katex.css";
  const isThere = new Promise((done) => {
    sheet.addEventListener("load", done, { once: true });
    sheet.addEventListener("error", done, { once: true });
  });
  const own = document.createElement("style");
  own.textContent =
    style.replace(/:root\b/g, ":host").replace(/\bbody\b/g, ".body") +
    ".body { font-size: 10.5pt; } main { max-width: none; padding: 0; }" +
    ".display, .given { font-size: calc(1em * var(--fit, 1)); }" +
    // a picture is never higher than a page; what is unfolded goes on over its end
    "figure svg { max-width: 100%; max-height: 215mm; } summary { break-after: avoid; }" +
    "@media print { main details { break-inside: auto; } p { break-inside: avoid; } }";
  const body = document.createElement("div");
  body.className = "body";
  body.append(solution.querySelector("main") ?? solution.body);
  // on paper nothing unfolds
  for (const details of body.querySelectorAll("details")) details.open = true;
  root.append(sheet, own, body);
  const { title } = document;
  const { classList } = document.body;
  document.body.append(host);
  await isThere;
  await document.fonts.ready;
  fit(root);
  classList.add("print-solution");
  document.title = solution.title;
  const done = (): void => {
    host.remove();
    classList.remove("print-solution");
    document.title = title;
  };
  addEventListener("afterprint", done, { once: true });
  window.print();
}

/** Formulas that are wider than the paper are set as much smaller as they must. */
function fit(root: ShadowRoot): void {
  for (const display of root.querySelectorAll<HTMLElement>(".display, .given")) {
    display.style.setProperty("--fit", "1");
    const { clientWidth, scrollWidth } = display;
    if (scrollWidth <= clientWidth) continue;
    display.style.setProperty(
      "--fit",
      (Math.floor((clientWidth / scrollWidth) * 98) / 100).toFixed(2),
    );
  }
}
