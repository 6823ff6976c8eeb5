/**
 * @file How long something takes on the processor. What else the machine does takes it off the
 * processor, and is not counted; the suite's other thread is, so that limits have twice the room.
 */

/** Milliseconds on the processor since `before`; without it, since the process began. */
export function processorTime(before = 0): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 - before;
}
