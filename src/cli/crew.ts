/**
 * @file Many texts checked on all cores: as many threads as there are cores or texts, each of
 * which takes the next text when it is done with one. The reports come back in the order of the
 * texts, so that the result does not depend on who was faster. Where the threads' code is not
 * found (in a checkout that was not built), or for a text or two, all is done in this thread.
 *
 * Reference: Node's documentation, "Worker threads".
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type CheckOptions, checkText, type FileReport, type ReadAs } from "../check/index.ts";

/** A text, and how it is to be read. */
export interface CheckJob {
  readonly text: string;
  readonly options: CheckOptions & ReadAs;
}

/** Starting a thread costs as much as checking a short text. */
const fewest = 3;

/** Why a text has no report: a bug of pengrad at it, which is no reason to lose the others. */
export interface Failure {
  readonly message: string;
  readonly stack: string;
}

/** What one thread says of a text. */
export type Answer = FileReport | Failure;

/** The report of a text, or the bug that it found. */
export function answerTo({ text, options }: CheckJob, check = checkText): Answer {
  try {
    return check(text, options);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { message, stack: stack ?? "" };
  }
}

/** The reports of the texts in their order; `began` hears of each text that is taken up. */
export async function checkAll(
  jobs: readonly CheckJob[],
  began: (index: number) => void,
  check = checkText,
): Promise<Answer[]> {
  const place = new URL("checker.cjs", import.meta.url);
  const hands = Math.min(availableParallelism(), jobs.length);
  if (jobs.length < fewest || hands < 2 || !existsSync(place)) {
    return jobs.map((job, k) => {
      began(k);
      return answerTo(job, check);
    });
  }
  const reports: Answer[] = [];
  let next = 0;
  const work = (): Promise<void> => {
    const worker = new Worker(place);
    return new Promise<void>((resolve, reject) => {
      let at = -1;
      const take = (): void => {
        if (next >= jobs.length) resolve();
        else {
          at = next++;
          began(at);
          worker.postMessage(jobs[at]);
        }
      };
      worker.on("message", (report: Answer) => {
        reports[at] = report;
        take();
      });
      worker.on("error", reject);
      take();
    }).finally(() => worker.terminate());
  };
  await Promise.all(Array.from({ length: hands }, work));
  return reports;
}
