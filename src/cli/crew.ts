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

/** The reports of the texts in their order; `began` hears of each text that is taken up. */
export async function checkAll(
  jobs: readonly CheckJob[],
  began: (index: number) => void,
): Promise<FileReport[]> {
  const place = new URL("checker.cjs", import.meta.url);
  const hands = Math.min(availableParallelism(), jobs.length);
  if (jobs.length < fewest || hands < 2 || !existsSync(place)) {
    return jobs.map(({ text, options }, k) => {
      began(k);
      return checkText(text, options);
    });
  }
  const reports: FileReport[] = [];
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
      worker.on("message", (report: FileReport) => {
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
