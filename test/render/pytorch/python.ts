/**
 * @file Python as these tests find it: an interpreter, one that has PyTorch, and a run of many
 * scripts in one process, since importing torch takes seconds. Debian installs torch for
 * /usr/bin/python3, which need not be the python3 of the path.
 */
import { spawnSync } from "node:child_process";

/** Interpreters that may be there, the first of the path first. */
const interpreters = ["python3", "/usr/bin/python3", "python"];

function interpreterWith(code: string): string | null {
  const found = interpreters.find((name) => spawnSync(name, ["-c", code]).status === 0);
  return found ?? null;
}

/** Any Python 3; null where there is none. */
export const python = interpreterWith("import sys; assert sys.version_info >= (3, 8)");

/** A Python that can import torch; null where there is none. */
export const pythonWithTorch = interpreterWith("import torch");

/** What the title of a test says that did not run. */
export const torchReason =
  pythonWithTorch === null ? " (NOT RUN: no Python here can import torch)" : "";

/** What a script printed, and the traceback that ended it. */
export interface Outcome {
  readonly printed: string;
  readonly error: string | null;
}

const runner = `
import contextlib, io, json, sys, traceback
outcomes = []
for text in json.load(sys.stdin):
    printed, error = io.StringIO(), None
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(text, "<script>", "exec"), {"__name__": "__main__"})
    except BaseException:
        error = traceback.format_exc()
    outcomes.append({"printed": printed.getvalue(), "error": error})
json.dump(outcomes, sys.stdout)
`;

/** Runs all scripts in one process. */
export function runScripts(scripts: readonly string[]): Outcome[] {
  return JSON.parse(fed(pythonWithTorch!, runner, scripts)) as Outcome[];
}

const compiler = `
import json, sys
errors = []
for text in json.load(sys.stdin):
    try:
        compile(text, "<script>", "exec")
        errors.append(None)
    except SyntaxError as error:
        errors.append(f"{error}: {error.text}")
json.dump(errors, sys.stdout)
`;

/** What Python's parser says of each script; null where it is content. */
export function syntaxErrors(scripts: readonly string[]): (string | null)[] {
  return JSON.parse(fed(python!, compiler, scripts)) as (string | null)[];
}

function fed(interpreter: string, code: string, scripts: readonly string[]): string {
  const input = JSON.stringify(scripts);
  const made = spawnSync(interpreter, ["-c", code], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (made.status !== 0)
    throw new Error(`${interpreter} ended with ${made.status}: ${made.stderr}`);
  return made.stdout;
}
