/**
 * @file A table by places: what is known of the entry of a buffer at an affine address. Places are
 * found by a number that is made of theirs, so that no text is written for each.
 */
import type { Affine } from "./array.ts";
import type { Place } from "./loops.ts";

interface Entry<T> {
  readonly place: Place;
  value: T;
  /** Of the same number. */
  readonly next: Entry<T> | undefined;
}

export class Places<T> {
  private entries: Map<number, Entry<T>> | undefined;

  private entryAt(place: Place, number: number): Entry<T> | undefined {
    let entry = this.entries?.get(number);
    while (entry !== undefined && !areSame(entry.place, place)) entry = entry.next;
    return entry;
  }

  get(place: Place): T | undefined {
    return this.entries === undefined ? undefined : this.entryAt(place, numberOf(place))?.value;
  }

  set(place: Place, value: T): void {
    this.entries ??= new Map();
    const number = numberOf(place);
    const known = this.entryAt(place, number);
    if (known !== undefined) known.value = value;
    else this.entries.set(number, { place, value, next: this.entries.get(number) });
  }
}

/** The same in whatever order the terms of the address stand. */
function numberOf({ buffer, at }: Place): number {
  let number = Math.imul(buffer, 0x9e3779b1) ^ Math.imul(at.offset, 0x85ebca6b);
  for (const [label, c] of at.terms) number += Math.imul(label + 2, 0x27d4eb2f) ^ c;
  return number | 0;
}

function areSame(a: Place, b: Place): boolean {
  if (a.buffer !== b.buffer || a.at.offset !== b.at.offset) return false;
  if (a.at.terms.length !== b.at.terms.length) return false;
  return a.at.terms.every(([label, c], k) => coefficientOf(label, k, b.at.terms) === c);
}

/** The coefficient of a label, which as a rule stands at place k. */
function coefficientOf(label: number, k: number, terms: Affine["terms"]): number | undefined {
  const usual = terms[k]!;
  return usual[0] === label ? usual[1] : terms.find(([other]) => other === label)?.[1];
}
