/**
 * @file Functions measured by turns: in each round every one runs for a few milliseconds, and a
 * figure is the median over the rounds of processor time, which other programs on the machine do
 * not lengthen as they do the time on the clock.
 */
export const rounds = 9;
/** Microseconds that one turn should take. */
const length = 30_000;

function used() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Runs the function until the engine has made up its mind; gives what runs it for one turn. */
export function turnOf(body) {
  let count = 1;
  for (let round = 0; round < 12; round++) {
    const from = used();
    for (let k = 0; k < count; k++) body();
    if (used() - from > length) break;
    count *= 4;
  }
  /** Microseconds of one call. */
  return () => {
    const from = used();
    for (let k = 0; k < count; k++) body();
    return (used() - from) / count;
  };
}

/** Microseconds of each function of this process in each round, by its name. */
export function timesByTurns(functions) {
  const turns = Object.entries(functions).map(([name, body]) => [name, turnOf(body), []]);
  for (let round = 0; round < rounds; round++) {
    for (const [, turn, times] of turns) times.push(turn());
  }
  return Object.fromEntries(turns.map(([name, , times]) => [name, times]));
}
