/**
 * @file The page's side of a worker: a question, and a promise of its answer. Of each kind only
 * the last question counts: one that waits is overtaken by the next, and one that is being answered
 * is given up when it takes longer than a person waits; the worker is ended and another takes its
 * place. Questions of different kinds do not wait for each other here; the worker hears them in
 * turn.
 */
import type { Progress, Reply, Request, RequestKind, Requests } from "./model.ts";

/** A newer question was asked, or the answer is no longer wanted. */
export class Overtaken extends Error {
  constructor() {
    super("something else was asked for meanwhile");
  }
}

interface Asked {
  readonly request: Request;
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: Error) => void;
  readonly progress: Progress | undefined;
}

/** The questions of one kind: the one that is being answered, and the one that waits. */
interface Lane {
  current: Asked | null;
  next: Asked | null;
}

/** How long an answer may keep the next question waiting, in milliseconds. */
const patience = 1_200;

/** A worker and what was asked of it. */
export class Client {
  private readonly address: string;
  private readonly lanes = new Map<RequestKind, Lane>();
  private worker: Worker | null = null;
  private late: ReturnType<typeof setTimeout> | undefined;
  private last = 0;

  constructor(address: string) {
    this.address = address;
  }

  /** Whether an answer is being waited for. */
  get isBusy(): boolean {
    return [...this.lanes.values()].some(({ current }) => current !== null);
  }

  /** Asks; a question of the same kind that has not been taken up yet is given up. */
  ask<K extends RequestKind>(
    kind: K,
    ask: Requests[K]["ask"],
    progress?: Progress,
  ): Promise<Requests[K]["answer"]> {
    return new Promise<Requests[K]["answer"]>((resolve, reject) => {
      const request: Request<K> = { id: ++this.last, kind, ask };
      const lane = this.laneOf(kind);
      lane.next?.reject(new Overtaken());
      lane.next = {
        request,
        resolve: resolve as (answer: never) => void,
        reject,
        progress,
      };
      if (lane.current === null) this.take(lane);
      else this.late ??= setTimeout(() => this.restart(), patience);
    });
  }

  /** Ends the worker; all that is open is given up. */
  cancel(): void {
    this.stop(new Overtaken());
    for (const lane of this.lanes.values()) {
      lane.next?.reject(new Overtaken());
      lane.next = null;
    }
  }

  private laneOf(kind: RequestKind): Lane {
    const known = this.lanes.get(kind);
    if (known !== undefined) return known;
    const lane: Lane = { current: null, next: null };
    this.lanes.set(kind, lane);
    return lane;
  }

  /** Posts the question that waits. */
  private take(lane: Lane): void {
    lane.current = lane.next;
    lane.next = null;
    if (lane.current === null) return;
    this.worker ??= this.started();
    this.worker.postMessage(lane.current.request);
  }

  /** Ends the worker, and with it all that is being answered. */
  private stop(reason: Error): void {
    this.worker?.terminate();
    this.worker = null;
    for (const lane of this.lanes.values()) {
      lane.current?.reject(reason);
      lane.current = null;
    }
    this.hush();
  }

  /** Nothing is late while nothing waits. */
  private hush(): void {
    if ([...this.lanes.values()].some(({ next }) => next !== null)) return;
    clearTimeout(this.late);
    this.late = undefined;
  }

  /** Another worker, for what waits and for what nothing newer was asked in the place of. */
  private restart(reason?: Error): void {
    this.late = undefined;
    for (const lane of reason === undefined ? this.lanes.values() : []) {
      if (lane.next !== null) continue;
      lane.next = lane.current;
      lane.current = null;
    }
    this.stop(reason ?? new Overtaken());
    for (const lane of this.lanes.values()) this.take(lane);
    this.hush();
  }

  private started(): Worker {
    const worker = new Worker(this.address, { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const lane = [...this.lanes.values()].find(({ current }) => current?.request.id === data.id);
      const asked = lane?.current;
      if (lane === undefined || asked === null || asked === undefined) return;
      if ("done" in data) {
        asked.progress?.(data.done, data.total);
        return;
      }
      this.take(lane);
      this.hush();
      if ("answer" in data) asked.resolve(data.answer as never);
      else asked.reject("dropped" in data ? new Overtaken() : new Error(data.failure));
    };
    worker.onerror = ({ message }) => this.restart(new Error(message));
    return worker;
  }
}
