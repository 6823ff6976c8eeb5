/**
 * @file Python's names for the names of a worksheet: x_1 is `x1`, y_{true} `y_true`, \hat{y}
 * `y_hat`, W^{(1)} `W1`, \lambda `lambda_`, for lambda is a word of Python. A name is given out
 * once; who comes later and wants the same gets `x1_2`.
 */

/** Words of Python, and the names that every script uses. */
const reserved: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield match case _ print sum float range torch math"
  ).split(" "),
);

/** A name of LaTeX as a word of Python; not yet unique. */
export function identifierOf(key: string): string {
  const { base, labels, indices } = takeApart(key.replace(/\\right\|_\{/, "_{at "));
  const word = wordOf(base);
  // W^{(1)} is W1; what follows another index is set off: a^{(2)}_1 is a2_1
  let text = word;
  for (const part of [...labels, ...indices].map(wordOf)) {
    const isClose = /^\d+$/.test(part) && text === word && !/\d$/.test(word);
    text += isClose || part === "" ? part : `_${part}`;
  }
  if (!/^[\p{L}_]/u.test(text)) text = `q${text === "" ? "" : `_${text}`}`;
  return reserved.has(text) ? `${text}_` : text;
}

/** `a^{(2)}_{1,2}` as a, the labels 2, the indices 1 and 2. */
function takeApart(key: string): { base: string; labels: string[]; indices: string[] } {
  const labels: string[] = [];
  const indices: string[] = [];
  let base = key;
  for (;;) {
    const found = /^(.+)([_^])(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[^{}\\]|\\\w+)$/u.exec(base);
    if (found === null) break;
    const [, rest, sign, script] = found;
    base = rest!;
    const inner = script!.replace(/^\{(.*)\}$/, "$1");
    if (sign === "_") indices.unshift(...inner.split(","));
    else labels.unshift(inner.replace(/^[([](.*)[)\]]$/, "$1"));
  }
  return { base, labels, indices };
}

/**
 * Accents follow the letter: \hat{y} is y_hat; fonts go, and so do signs. \frac{dL}{dz} is dL_dz,
 * and at x = 2 it is dL_dz_at_x_2.
 */
function wordOf(text: string): string {
  let word = text
    // as Python itself takes its names
    .normalize("NFKC")
    .replace(/\\[dt]?frac\b|\\(?:left|right|bigg?)\b\.?/gi, "")
    .replace(/\\partial\s*/g, "d");
  for (let before = ""; before !== word; ) {
    before = word;
    word = word
      .replace(/\\(?:math\w+|text\w*|operatorname|boldsymbol|bm)\{([^{}]*)\}/g, "$1")
      .replace(/\\([a-zA-Z]+)\{([^{}]*)\}/g, "$2_$1");
  }
  return word
    .replace(/'/g, "_prime")
    .replace(/-/g, "_minus_")
    .replace(/\+/g, "_plus_")
    .replace(/\*/g, "_star")
    .replace(/[^\p{L}\p{Nd}_]+/gu, "_")
    .replace(/_+/g, "_")
    .replace(/^_|_$/g, "");
}

/** Gives out names, each once. */
export class Identifiers {
  private readonly taken = new Set<string>(reserved);
  /** The number after which each wanted name was free last. */
  private readonly counts = new Map<string, number>();

  /** The name wanted, or the first like it that is free. */
  take(wanted: string): string {
    let name = wanted;
    for (let count = this.counts.get(wanted) ?? 2; this.taken.has(name); count++) {
      name = `${wanted}_${count}`;
      this.counts.set(wanted, count + 1);
    }
    this.taken.add(name);
    return name;
  }

  /** Lets a name be given out again: nothing after this refers to it. */
  release(name: string): void {
    this.taken.delete(name);
  }
}
