/**
 * @file How far a run has come, on standard error: in a terminal a bar that is written over, else
 * a line now and then, so that a log does not fill with it.
 */
import type { EpochRecord, TrainEvent } from "../train/index.ts";

const cells = 24;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A number in few characters: 0.1234, 1.2e-5. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2);
  return `${Number(value.toPrecision(4))}`;
}

/** What is known of an epoch, in words. */
export function epochText({ loss, validation, accuracy }: EpochRecord): string {
  const parts = [`loss ${brief(loss)}`];
  if (validation !== null) parts.push(`validation ${brief(validation)}`);
  if (accuracy !== null) parts.push(`accuracy ${Number((100 * accuracy).toPrecision(4))} %`);
  return parts.join(", ");
}

export class TrainProgress {
  private readonly epochs: number;
  private readonly isShown: boolean;
  private readonly isTerminal: boolean;
  private readonly started = performance.now();
  private readonly firstEpoch: number;
  private drawn = 0;
  private said = performance.now();
  private smooth: number | null = null;
  private last: EpochRecord | undefined;

  constructor(epochs: number, firstEpoch: number, wanted: boolean) {
    this.epochs = epochs;
    this.firstEpoch = firstEpoch;
    this.isShown = wanted;
    this.isTerminal = process.stderr.isTTY === true;
  }

  show(event: TrainEvent): void {
    if (event.kind === "epoch") {
      this.last = event.record;
      this.line(event.record);
      return;
    }
    this.smooth = this.smooth === null ? event.loss : 0.95 * this.smooth + 0.05 * event.loss;
    const now = performance.now();
    if (!this.isShown || !this.isTerminal || now - this.drawn < 80) return;
    this.drawn = now;
    const done = (event.epoch - 1 + event.batch / event.batches) / this.epochs;
    const begun = (this.firstEpoch - 1) / this.epochs;
    const left = ((now - this.started) * (1 - done)) / Math.max(1e-9, done - begun) / 1000;
    const held =
      this.last === undefined ? "" : ` · after ${this.last.epoch}: ${epochText(this.last)}`;
    const text =
      `epoch ${event.epoch}/${this.epochs} ${bar(done)} ${(100 * done).toFixed(0)} % · ` +
      `loss ${brief(this.smooth)} · ${duration(left)} left${held}`;
    process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }

  private line(record: EpochRecord): void {
    if (!this.isShown || this.isTerminal) return;
    const now = performance.now();
    const every = Math.ceil(this.epochs / 20);
    const isDue = record.epoch % every === 0 || record.epoch === this.epochs;
    if (!isDue && now - this.said < 30_000) return;
    this.said = now;
    process.stderr.write(`epoch ${record.epoch}/${this.epochs}: ${epochText(record)}\n`);
  }

  end(): void {
    if (this.isShown && this.isTerminal) process.stderr.write("\r\u001b[K");
  }
}

/** A bar of eighths of characters. */
function bar(share: number): string {
  const full = Math.min(cells * 8, Math.max(0, Math.round(share * cells * 8)));
  const text = "█".repeat(full >> 3) + eighths[full & 7]!;
  return `▕${text.padEnd(cells, " ")}▏`;
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "…";
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  return seconds < 6000 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}
