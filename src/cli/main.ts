/**
 * @file The command's entry. It only sees to how the program ends: with 0, with the code that a
 * command gives, with 2 for wrong usage, with 70 for a bug of pengrad, and quietly when the reader
 * of its output has gone away. Everything else is loaded when it is known to be needed.
 */

/** Exit codes beside 0 (nothing wrong found); see `pengrad --help`. */
export const exit = { wrong: 1, usage: 2, unread: 3, bug: 70, interrupted: 130 } as const;

/** Runs the command with these words (those after the program's name); gives the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) {
    // a process that runs several commands listens once
    if (!stream.listeners("error").includes(leaveQuietly)) stream.on("error", leaveQuietly);
  }
  try {
    const { runProgram } = await import("./program.ts");
    return await runProgram(words);
  } catch (error) {
    return reportBug(error);
  }
}

/** A pipe that was closed at its other end (`pengrad … | head`) is no fault. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? 0);
}

function reportBug(error: unknown): number {
  tellBug(error instanceof Error ? error : new Error(String(error)));
  return exit.bug;
}

/** Says that pengrad is at fault, and at which file; the stack stands behind PENGRAD_DEBUG. */
export function tellBug({ message, stack }: Pick<Error, "message" | "stack">, path = ""): void {
  const lines = [
    `pengrad: this is a bug in pengrad${path === "" ? "" : `, at ${path}`}: ${message}`,
    "Please report it with the command that you ran and its input.",
    "PENGRAD_DEBUG=1 before the command shows where it happened.",
  ];
  if (process.env["PENGRAD_DEBUG"]) lines.push(stack ?? "");
  process.stderr.write(`${lines.join("\n")}\n`);
}
