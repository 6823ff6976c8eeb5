/**
 * @file Functions measured by turns: in each round every one runs for a few milliseconds, and a
 * figure is the median over the rounds of processor time, which other programs on the machine do
 * not lengthen as they do the time on the clock.
 */
import { median } from "./table.js";

const rounds = 9;
/** Microseconds that one turn should take. */
const turn = 30_000;

function used() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds of each function, by its name. */
export function byTurns(functions) {
  const names = Object.keys(functions);
  const counts = new Map();
  for (const name of names) {
    // until the engine has made up its mind
    let count = 1;
    for (let round = 0; round < 12; round++) {
      const from = used();
      for (let k = 0; k < count; k++) functions[name]();
      const spent = used() - from;
      if (spent > turn) break;
      count *= 4;
    }
    counts.set(name, count);
  }
  const times = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const count = counts.get(name);
      const from = used();
      for (let k = 0; k < count; k++) functions[name]();
      times.get(name).push((used() - from) / count);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name))]));
}
