/**
 * @file One of the threads among which `pengrad check` divides many files: takes a text and how it
 * is to be read, gives back the report. It is bundled beside the command (scripts/bundle.js).
 */
import { parentPort } from "node:worker_threads";
import { checkText } from "../check/index.ts";
import type { CheckJob } from "./crew.ts";

parentPort?.on("message", ({ text, options }: CheckJob) => {
  parentPort?.postMessage(checkText(text, options));
});
