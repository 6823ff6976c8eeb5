/**
 * @file What the browser's threads did while a page was driven, by its own trace: the tasks of
 * the page's main thread, with the time on the clock and the time on the processor. A machine that
 * does other things too takes threads off the processor in the midst of a task; the processor's
 * time tells what the page itself has done.
 *
 * Reference: Chrome DevTools Protocol, domains Tracing and SystemInfo; "Trace Event Format",
 * complete events.
 */
import type { CDPSession, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** When, in microseconds. */
  readonly ts: number;
  /** On the clock and on the processor, in microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** A task of a thread, in milliseconds. */
export interface Task {
  readonly begin: number;
  readonly end: number;
  /** On the processor. */
  readonly time: number;
}

/** What the threads did. */
export interface Traced {
  readonly main: readonly Task[];
  readonly workers: readonly Task[];
  /** When the page called `performance.mark`, by the name of the mark. */
  readonly marks: ReadonlyMap<string, readonly number[]>;
  /** What all threads of the page and its workers were on the processor together. */
  readonly work: number;
  /** The clock's time over the processor's: 1 on a machine that does nothing else. */
  readonly contention: number;
}

/** Drives a page and tells what that cost. */
export async function traced(page: Page, drive: () => Promise<void>): Promise<Traced> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  const before = await rendered(session);
  let work = 0;
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] },
  });
  try {
    await drive();
    work = (await rendered(session)) - before;
  } finally {
    const complete = new Promise<void>((done) => {
      session.once("Tracing.tracingComplete", () => done());
    });
    await session.send("Tracing.end");
    await complete;
    await session.detach();
  }
  const runs = (thread: string): TraceEvent[] => {
    const named = events.filter(({ name, args }) => name === "thread_name" && args.name === thread);
    const own = new Set(named.map(({ pid, tid }) => `${pid} ${tid}`));
    const all = events.filter(({ name, ph, pid, tid, tdur }) => {
      return name.endsWith("RunTask") && ph === "X" && tdur! > 0 && own.has(`${pid} ${tid}`);
    });
    return outermost(all);
  };
  const [main, workers] = [runs("CrRendererMain"), runs("DedicatedWorker thread")];
  const all = [...main, ...workers];
  const sum = (times: readonly number[]) => times.reduce((total, time) => total + time, 0);
  const marks = new Map<string, number[]>();
  for (const { name, cat, ts } of events) {
    if (!cat.includes("blink.user_timing")) continue;
    marks.set(
      name,
      [...(marks.get(name) ?? []), ts / 1000].sort((a, b) => a - b),
    );
  }
  return {
    main: main.map(taskOf),
    workers: workers.map(taskOf),
    marks,
    work,
    contention: sum(all.map(({ dur }) => dur!)) / sum(all.map(({ tdur }) => tdur!)),
  };
}

/** The time on the processor of the processes that show pages, in milliseconds. */
async function rendered(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const own = processInfo.filter(({ type }) => type === "renderer");
  return 1000 * own.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

const taskOf = ({ ts, dur, tdur }: TraceEvent): Task => {
  return { begin: ts / 1000, end: (ts + dur!) / 1000, time: tdur! / 1000 };
};

/** Without the tasks that are told within others of the same thread. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const until = new Map<string, number>();
  const sorted = [...events].sort((a, b) => a.ts - b.ts || b.dur! - a.dur!);
  return sorted.filter(({ pid, tid, ts, dur }) => {
    const thread = `${pid} ${tid}`;
    if (ts < (until.get(thread) ?? 0)) return false;
    until.set(thread, ts + dur!);
    return true;
  });
}

/** The longest tasks of the main thread, in milliseconds on the processor. */
export function longestOf({ main }: Traced): number[] {
  return main.map(({ time }) => time).sort((a, b) => b - a);
}

/** What `slowness` measures takes so long where the page's limits were set, in milliseconds. */
const usual = 4.5;

/**
 * How many times slower this machine is now than the one for which the page's limits were set, and
 * at least 1: a fixed piece of work of the page's own kind (small objects, their texts, a sort),
 * by the clock, in the midst of whatever else the machine does; the median of fifteen.
 */
export async function slowness(page: Page): Promise<number> {
  const own = await page.evaluate(() => {
    const piece = (seed: number): number => {
      let state = seed;
      const items = Array.from({ length: 8_000 }, (_, k) => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return { key: `n${state % 4096}`, value: state / 2_147_483_648, from: [k] };
      });
      const byKey = new Map(items.map((item) => [item.key, item]));
      items.sort((a, b) => a.key.localeCompare(b.key) || a.value - b.value);
      const text = items.map(({ key, value }) => `${key}:${value.toFixed(3)}`).join(" ");
      return byKey.size + text.length;
    };
    const times = Array.from({ length: 25 }, (_, k) => {
      const begin = performance.now();
      piece(k + 1);
      return performance.now() - begin;
    });
    // the first ones are not compiled yet
    return times.slice(10).sort((a, b) => a - b)[7]!;
  });
  return Math.max(1, own / usual);
}
