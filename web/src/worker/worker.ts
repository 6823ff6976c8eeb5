/**
 * @file The worker: everything heavy, each kind of it loaded when it is first asked for. It answers
 * one request after another, and says how far a long one has come; the page ends it when an answer
 * is no longer wanted, and starts another one. What is written about a problem is made with
 * pauses (`kept.ts`), in which other requests are answered.
 */
import type { Progress, Reply, Request, RequestKind, Requests } from "../model.ts";
import { entryView, gridsView } from "./entries.ts";
import { Dropped, keptOf, solutionOf, unhurried } from "./kept.ts";
import { graphView, wholeView, writtenView } from "./sheet.ts";
import { unfoldingView } from "./unfolding.ts";

type Answers = {
  readonly [K in RequestKind]: (
    ask: Requests[K]["ask"],
    progress: Progress,
  ) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
};

const answers: Answers = {
  work: ({ text, style }) => graphView(keptOf(text).begun, text, style),
  warm: async ({ texts }) => {
    for (const text of texts) await unhurried(wholeView(text));
    return null;
  },
  written: async ({ text }) => {
    return unhurried(writtenView(await solutionOf(text)), keptOf(text));
  },
  curve: async (ask) => (await import("./curve.ts")).curveView(ask),
  words: async () => (await import("./words.ts")).wordsOf(),
  grids: async (at) => gridsView(await solutionOf(at.text), at),
  entry: async (at) => entryView(await solutionOf(at.text), at, at.place),
  unfolding: async ({ text, part, key }) => {
    const worked = (await solutionOf(text)).parts[part];
    return worked === undefined ? null : unfoldingView(worked, key);
  },
  check: async ({ text, name }, progress) => {
    return (await import("./marked.ts")).markedView(text, name, progress);
  },
  export: async ({ text, format }) => {
    return (await import("./exports.ts")).exported(await solutionOf(text), text, format);
  },
};

/** How often a long answer says how far it has come, in milliseconds. */
const pace = 60;

/** What of the worker's global scope is used. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: Request }) => void;
  postMessage: (reply: Reply) => void;
};

scope.onmessage = async ({ data: { id, kind, ask } }) => {
  let said = performance.now();
  const progress: Progress = (done, total) => {
    if (performance.now() - said < pace) return;
    said = performance.now();
    scope.postMessage({ id, done, total });
  };
  try {
    const answer = await (answers[kind] as (ask: unknown, told: unknown) => unknown)(ask, progress);
    scope.postMessage({ id, answer });
  } catch (error) {
    if (error instanceof Dropped) scope.postMessage({ id, dropped: true });
    else scope.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
};
