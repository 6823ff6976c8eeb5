/**
 * @file The worker that trains. It works in slices of a few milliseconds, between which it hears
 * what the page orders, so that a pause is one at once; and tells how far it is some times a second.
 */
import type { RunNews, RunOrder } from "../run.ts";
import { type Run, runFor } from "./run.ts";

/** How long a slice lasts and how often a frame is told, in milliseconds. */
const slice = 15;
const pace = 60;

/** How long an epoch lasts, at least, when it is to be seen. */
const seen = 30;

/** What of the worker's global scope is used. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: RunOrder }) => void;
  postMessage: (news: RunNews) => void;
};

let run: Run | null = null;
let number = 0;
let isSlow = true;
let next: ReturnType<typeof setTimeout> | undefined;
let told = 0;

function tell(): void {
  if (run === null) return;
  told = performance.now();
  scope.postMessage({ kind: "frame", run: number, frame: run.frame(next !== undefined) });
}

function stop(): void {
  clearTimeout(next);
  next = undefined;
}

/** A slice, and the next one after the page was heard. */
function work(): void {
  if (run === null) return;
  const begun = performance.now();
  let isEpoch = false;
  while (run.ended === null && performance.now() - begun < slice) {
    isEpoch = run.step();
    if (isSlow && isEpoch) break;
  }
  next = run.ended === null ? setTimeout(work, isSlow && isEpoch ? seen : 0) : undefined;
  if (next === undefined || performance.now() - told >= pace) tell();
}

scope.onmessage = ({ data }) => {
  if (data.kind === "begin") {
    stop();
    number = data.run;
    const found = runFor(data.words);
    run = "step" in found ? found : null;
    if (!("step" in found)) {
      scope.postMessage({ kind: "refused", run: number, ...found });
      return;
    }
    const { cloud, size } = found;
    scope.postMessage({ kind: "begun", run: number, cloud, size });
    tell();
  } else if (run === null) {
    return;
  } else if (data.kind === "go") {
    stop();
    isSlow = data.isSlow;
    work();
  } else if (data.kind === "open") {
    scope.postMessage({ kind: "opened", run: number, text: run.opened(data.row, data.at) });
  } else {
    stop();
    if (data.kind === "step") run.step();
    tell();
  }
};
