/**
 * @file How the learning rate changes in the course of a run, as a factor of it at epoch e of E
 * (a fraction within an epoch): words in a row, whose factors are multiplied.
 *
 *     constant            1
 *     step 10, 0.5        0.5^⌊e/10⌋
 *     exponential 0.95    0.95^e
 *     cosine              (1 + cos(π e/E)) / 2
 *     linear              1 − e/E
 *     warmup 2            min(1, e/2) at the end of each step; what follows it begins after it
 *
 * Sources: Loshchilov & Hutter, *SGDR*, ICLR 2017, eq. 5 (cosine, one period, down to 0); Goyal et
 * al., *Accurate, Large Minibatch SGD*, 2017, section 2.2 (gradual warm-up).
 */

/** The factor at a step: `epoch` as a fraction of epochs done, of `epochs`, `one` step long. */
export type Schedule = (epoch: number, epochs: number, one: number) => number;

type Maker = (numbers: readonly number[]) => Schedule;

/** The words: how many numbers each takes, and what it makes of them. */
const makers: Readonly<Record<string, { readonly counts: readonly number[]; make: Maker }>> = {
  constant: { counts: [0], make: () => () => 1 },
  step: {
    counts: [1, 2],
    make: ([every, factor = 0.1]) => {
      return (epoch) => factor ** Math.floor(epoch / every!);
    },
  },
  exponential: {
    counts: [1],
    make:
      ([factor]) =>
      (epoch) =>
        factor! ** epoch,
  },
  cosine: {
    counts: [0],
    make: () => (epoch, epochs) => (1 + Math.cos((Math.PI * epoch) / epochs)) / 2,
  },
  linear: { counts: [0], make: () => (epoch, epochs) => 1 - epoch / epochs },
};

/** The schedule of a text; what is wrong with it, in words. */
export function readSchedule(text: string): Schedule | string {
  const known = [...Object.keys(makers), "warmup"];
  const words = text.match(/[a-z-]+[^a-z]*/gi) ?? [];
  let warm = 0;
  const parts: Schedule[] = [];
  for (const word of words) {
    const [spelled] = /^[a-z-]+/i.exec(word)!;
    const name = spelled.toLowerCase().replaceAll("-", "");
    const numbers = (word.slice(spelled.length).match(/[\d.]+(?:e[+-]?\d+)?/gi) ?? []).map(Number);
    if (numbers.some((n) => !(n > 0))) return `${word.trim()} has a number that is not above 0`;
    if (name === "warmup" && numbers.length === 1) {
      warm = numbers[0]!;
      continue;
    }
    const maker = makers[name];
    if (maker === undefined || !maker.counts.includes(numbers.length)) {
      return `'${word.trim()}' is none of ${known.join(", ")} with its numbers`;
    }
    parts.push(maker.make(numbers));
  }
  if (parts.length === 0 && warm === 0) return `'${text}' names none of ${known.join(", ")}`;
  return (epoch, epochs, one) => {
    const rising = warm === 0 ? 1 : Math.min(1, (epoch + one) / warm);
    const after = Math.max(0, epoch - warm);
    const left = Math.max(1, epochs - warm);
    return parts.reduce((factor, part) => factor * part(after, left, one), rising);
  };
}
