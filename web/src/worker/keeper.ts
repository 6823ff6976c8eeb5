/**
 * @file The service worker that keeps the page for when there is no network. The network is asked
 * first, so that nothing old is shown while there is one; where that fails, what was kept is handed
 * out. `files.json`, which the build writes, lists what is to be kept.
 *
 * Reference: W3C, *Service Workers*, "Extendable events" and "Caches".
 */

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** What a service worker has that a page has not. */
interface Scope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(
    type: "install" | "activate" | "message",
    listen: (event: Lasting) => void,
  ): void;
  addEventListener(type: "fetch", listen: (event: Asked) => void): void;
}

const scope = self as unknown as Scope;
const shelf = "pengrad";
const own = (path: string): string => new URL(path, location.href).href;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("message", (event) => event.waitUntil(keepAll()));
scope.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(own("./"))) event.respondWith(answer(event.request));
});

/** What the network has, or else what was kept. */
async function answer(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    const kept = await caches.match(request.url, { ignoreSearch: true });
    return kept ?? Response.error();
  }
}

/** Keeps every file of the page as it is now, and nothing else. */
async function keepAll(): Promise<void> {
  const list = (await (await fetch("files.json")).json()) as readonly string[];
  const cache = await caches.open(shelf);
  const wanted = new Set(list.map(own));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  for (const url of wanted) {
    // the name of a piece tells what is in it
    if (/\/piece-\w+\.js$/.test(url) && (await cache.match(url)) !== undefined) continue;
    const found = await fetch(url);
    if (found.ok) await cache.put(url, found);
  }
}
