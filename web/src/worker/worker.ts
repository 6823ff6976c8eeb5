/**
 * @file The worker: everything heavy, each kind of it loaded when it is first asked for. It answers one request after another; the page ends it when
 * an answer is no longer wanted, and starts another one.
 */
import type { Reply, Request, RequestKind, Requests } from "../model.ts";
import { sheetView } from "./sheet.ts";

type Answers = {
  readonly [K in RequestKind]: (
    ask: Requests[K]["ask"],
  ) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
};

const answers: Answers = {
  work: ({ text }) => sheetView(text),
  check: async ({ text, name }) => (await import("./marked.ts")).markedView(text, name),
  export: async ({ text, format }) => (await import("./exports.ts")).exported(text, format),
};

/** What of the worker's global scope is used. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: Request }) => void;
  postMessage: (reply: Reply) => void;
};

scope.onmessage = async ({ data: { id, kind, ask } }) => {
  try {
    const answer = await (answers[kind] as (ask: unknown) => unknown)(ask);
    scope.postMessage({ id, answer });
  } catch (error) {
    scope.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
};
