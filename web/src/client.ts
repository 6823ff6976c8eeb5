/**
 * @file The page's side of a worker: a question, and a promise of its answer. Only the last
 * question counts: one that waits is overtaken by the next, and one that is being answered is
 * given up when it takes longer than a person waits; its worker is ended and another takes its
 * place.
 */
import type { Progress, Reply, Request, RequestKind, Requests } from "./model.ts";

/** A newer question was asked, or the answer is no longer wanted. */
export class Overtaken extends Error {}

interface Asked {
  readonly request: Request;
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: Error) => void;
  readonly progress: Progress | undefined;
}

/** How long an answer may keep the next question waiting, in milliseconds. */
const patience = 1_200;

/** A worker and what was asked of it. */
export class Client {
  private readonly address: string;
  private worker: Worker | null = null;
  private current: Asked | null = null;
  private next: Asked | null = null;
  private late: ReturnType<typeof setTimeout> | undefined;
  private last = 0;

  constructor(address: string) {
    this.address = address;
  }

  /** Whether an answer is being waited for. */
  get isBusy(): boolean {
    return this.current !== null;
  }

  /** Asks; a question that has not been taken up yet is given up. */
  ask<K extends RequestKind>(
    kind: K,
    ask: Requests[K]["ask"],
    progress?: Progress,
  ): Promise<Requests[K]["answer"]> {
    return new Promise<Requests[K]["answer"]>((resolve, reject) => {
      const request: Request<K> = { id: ++this.last, kind, ask };
      const asked: Asked = {
        request,
        resolve: resolve as (answer: never) => void,
        reject,
        progress,
      };
      if (this.current === null) {
        this.post(asked);
        return;
      }
      this.next?.reject(new Overtaken());
      this.next = asked;
      this.late ??= setTimeout(() => this.restart(), patience);
    });
  }

  /** Ends the worker; all that is open is given up. */
  cancel(): void {
    this.stop();
    this.next?.reject(new Overtaken());
    this.next = null;
  }

  private post(asked: Asked): void {
    this.worker ??= this.started();
    this.current = asked;
    this.worker.postMessage(asked.request);
  }

  /** Gives up the question that is being answered. */
  private stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.current?.reject(new Overtaken());
    this.settled();
  }

  private settled(): void {
    this.current = null;
    clearTimeout(this.late);
    this.late = undefined;
  }

  private restart(): void {
    this.stop();
    this.take();
  }

  private take(): void {
    const { next } = this;
    this.next = null;
    if (next !== null) this.post(next);
  }

  private started(): Worker {
    const worker = new Worker(this.address, { type: "module" });
    const done = (settle: (asked: Asked) => void) => {
      const asked = this.current;
      this.settled();
      if (asked !== null) settle(asked);
      this.take();
    };
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.id !== this.current?.request.id) return;
      if ("done" in data) {
        this.current.progress?.(data.done, data.total);
        return;
      }
      done(({ resolve, reject }) => {
        if ("answer" in data) resolve(data.answer as never);
        else reject(new Error(data.failure));
      });
    };
    worker.onerror = ({ message }) => done(({ reject }) => reject(new Error(message)));
    return worker;
  }
}
