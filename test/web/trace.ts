/**
 * @file What the browser's threads did while a page was driven, by its own trace: the tasks of
 * the page's main thread, with the time on the clock and the time on the processor. A machine that
 * does other things too takes threads off the processor in the midst of a task; the processor's
 * time tells what the page itself has done.
 *
 * Reference: Chrome DevTools Protocol, domain Tracing; "Trace Event Format", complete events.
 */
import type { Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** On the clock and on the processor, in microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Tasks of the main thread. */
export interface Traced {
  /** On the processor, in milliseconds, longest first. */
  readonly tasks: readonly number[];
  /** The clock's time over the processor's: 1 on a machine that does nothing else. */
  readonly contention: number;
}

/** Drives a page and tells what that cost. */
export async function traced(page: Page, drive: () => Promise<void>): Promise<Traced> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await drive();
  const complete = new Promise<void>((done) => {
    session.once("Tracing.tracingComplete", () => done());
  });
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  const threads = (names: readonly string[]) => {
    const named = events.filter(({ name, args }) => {
      return name === "thread_name" && names.includes(args.name ?? "");
    });
    const own = new Set(named.map(({ pid, tid }) => `${pid} ${tid}`));
    return events.filter(({ name, ph, pid, tid, tdur }) => {
      return name.endsWith("RunTask") && ph === "X" && tdur! > 0 && own.has(`${pid} ${tid}`);
    });
  };
  const tasks = threads(["CrRendererMain"]).map(({ tdur }) => tdur! / 1000);
  const all = threads(["CrRendererMain", "DedicatedWorker thread"]);
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  return {
    tasks: tasks.sort((a, b) => b - a),
    contention: sum(all.map(({ dur }) => dur!)) / sum(all.map(({ tdur }) => tdur!)),
  };
}
