/**
 * @file The C that kernels are measured beside, compiled in the same run by gcc −O3 where there is
 * a gcc.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of the program of bench/c/NAME.c; undefined where it cannot be compiled. */
export function compiled(name, flags = []) {
  const source = fileURLToPath(new URL(`./c/${name}.c`, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "pengrad-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, name);
  try {
    execFileSync("gcc", ["-O3", ...flags, "-o", program, source, "-lm"], { stdio: "ignore" });
    return program;
  } catch {
    return undefined;
  }
}
