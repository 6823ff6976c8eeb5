/**
 * @file A table by places: what is known of the entry of a buffer at an affine address. A few are
 * searched one by one; of more, each is found by a number that is made of its place, so that no
 * text is written for it.
 */
import type { Affine } from "./array.ts";
import type { Place } from "./loops.ts";

interface Entry<T> {
  readonly place: Place;
  value: T;
  /** Of the same number, in the table. */
  next: Entry<T> | undefined;
}

/** Places among which one is looked for without a table. */
const searched = 8;

export class Places<T> {
  /** In the order in which they came, while they are few. */
  private few: Entry<T>[] | undefined;
  private table: Map<number, Entry<T>> | undefined;

  private entryAt(place: Place): Entry<T> | undefined {
    const { few, table } = this;
    if (table !== undefined) {
      let entry = table.get(numberOf(place));
      while (entry !== undefined && !areSame(entry.place, place)) entry = entry.next;
      return entry;
    }
    if (few === undefined) return undefined;
    for (let k = 0; k < few.length; k++) if (areSame(few[k]!.place, place)) return few[k];
    return undefined;
  }

  get(place: Place): T | undefined {
    return this.entryAt(place)?.value;
  }

  set(place: Place, value: T): void {
    const known = this.entryAt(place);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const entry: Entry<T> = { place, value, next: undefined };
    if (this.table !== undefined) enter(entry, this.table);
    else if (this.few === undefined) this.few = [entry];
    else if (this.few.push(entry) > searched) {
      const table = new Map<number, Entry<T>>();
      for (const each of this.few) enter(each, table);
      this.table = table;
    }
  }
}

function enter<T>(entry: Entry<T>, table: Map<number, Entry<T>>): void {
  const number = numberOf(entry.place);
  entry.next = table.get(number);
  table.set(number, entry);
}

/** The same in whatever order the terms of the address stand. */
function numberOf({ buffer, at }: Place): number {
  let number = Math.imul(buffer, 0x9e3779b1) ^ Math.imul(at.offset, 0x85ebca6b);
  for (let k = 0; k < at.terms.length; k++) {
    const term = at.terms[k]!;
    number += Math.imul(term[0] + 2, 0x27d4eb2f) ^ term[1];
  }
  return number | 0;
}

function areSame(a: Place, b: Place): boolean {
  if (a.buffer !== b.buffer || a.at.offset !== b.at.offset) return false;
  const [terms, others] = [a.at.terms, b.at.terms];
  if (terms.length !== others.length) return false;
  for (let k = 0; k < terms.length; k++) {
    if (coefficientOf(terms[k]![0], k, others) !== terms[k]![1]) return false;
  }
  return true;
}

/** The coefficient of a label, which as a rule stands at place k. */
function coefficientOf(label: number, k: number, terms: Affine["terms"]): number | undefined {
  const usual = terms[k]!;
  return usual[0] === label ? usual[1] : terms.find(([other]) => other === label)?.[1];
}
