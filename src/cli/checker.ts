/**
 * @file One of the threads among which `pengrad check` divides many files: takes a text and how it
 * is to be read, gives back the report. It is bundled beside the command (scripts/bundle.js).
 */
import { parentPort } from "node:worker_threads";
import { answerTo, type CheckJob } from "./crew.ts";

parentPort?.on("message", (job: CheckJob) => {
  parentPort?.postMessage(answerTo(job));
});
