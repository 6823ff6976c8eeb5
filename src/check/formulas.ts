/** @file Of which names a document says by a formula what they are, and of what these are made. */
import type { Syntax } from "../notation/index.ts";
import { namesOf } from "./names.ts";

/** The names that are defined by formulas so far. */
export class Formulas {
  private readonly made = new Map<string, Set<string>>();

  /** Learns what a name is. */
  add(key: string, formula: Syntax): void {
    const known = this.made.get(key) ?? new Set();
    for (const name of namesOf(formula)) known.add(name.key);
    this.made.set(key, known);
  }

  has(key: string): boolean {
    return this.made.has(key);
  }

  /** Whether what a name is depends on another one. */
  reaches(key: string, on: string): boolean {
    const seen = new Set([key]);
    for (const one of seen) {
      for (const name of this.made.get(one) ?? []) {
        if (name === on) return true;
        seen.add(name);
      }
    }
    return false;
  }
}
