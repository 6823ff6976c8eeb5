/** @file Files that the reader takes from the page. */

/** How long the file stays at hand for the browser, in milliseconds. */
const kept = 10_000;

/** Saves a file under a name, as the browser saves what is downloaded. */
export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kept);
}
