/**
 * @file Light or dark: as the system has it, or as the reader has chosen before. It runs before
 * anything is drawn, so that nothing is first seen in the wrong colours.
 */

const key = "pengrad-colours";

function remembered(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return ""; // storage may be refused; then the system's colours are taken
  }
}

function paint(theme: string): void {
  const { dataset } = document.documentElement;
  if (theme === "light" || theme === "dark") dataset["theme"] = theme;
  else delete dataset["theme"];
}

paint(remembered());
document.addEventListener("DOMContentLoaded", () => {
  const select = document.querySelector<HTMLSelectElement>(".colours")!;
  select.value = document.documentElement.dataset["theme"] ?? "";
  select.addEventListener("change", () => {
    paint(select.value);
    try {
      if (select.value === "") localStorage.removeItem(key);
      else localStorage.setItem(key, select.value);
    } catch {
      // it holds for this visit
    }
  });
});
