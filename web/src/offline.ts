/**
 * @file The page without a network: once it has been still for a while, a service worker
 * (`keeper.ts`) is asked to keep all of its files. Where the browser has none, or refuses, the page
 * is as it was: what is open stays open.
 *
 * Reference: W3C, *Service Workers*.
 */

/** How long the first view has to itself, in milliseconds. */
const stillness = 3000;

/** Has the files of the page kept, when there is nothing else to do. */
export function keepForLater(): void {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  const ask = async (): Promise<void> => {
    try {
      await navigator.serviceWorker.register("keeper.js");
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage("keep");
    } catch {
      // a browser that keeps nothing shows the page all the same
    }
  };
  setTimeout(() => void ask(), stillness);
}
