/**
 * @file The C that kernels are measured beside, compiled in the same run by gcc −O3 where there is
 * a gcc.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of the program of bench/c/NAME.c; undefined where it cannot be compiled. */
export function compiled(name, flags = ["-O3"]) {
  const source = fileURLToPath(new URL(`./c/${name}.c`, import.meta.url));
  const program = join(mkdtempSync(join(tmpdir(), "pengrad-bench-")), name);
  try {
    execFileSync("gcc", [...flags, "-o", program, source, "-lm"], { stdio: "ignore" });
    return program;
  } catch {
    return undefined;
  }
}

/** What the program prints for these doubles: its words. */
export function ask(program, doubles) {
  const input = Buffer.from(Float64Array.from(doubles).buffer);
  return execFileSync(program, { input, maxBuffer: 1 << 20 })
    .toString()
    .trim()
    .split(" ");
}
