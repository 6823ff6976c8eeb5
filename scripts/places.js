/**
 * @file The repository's places, and how a script starts another program in it.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** The absolute form of a path that is written from the root. */
export const at = (path) => join(root, path);

/**
 * Every file below a folder, as paths from the root with `/`, sorted.
 * Folders named in `skip` are not entered; a folder that does not exist has no files.
 */
export function filesBelow(folder, skip = ["node_modules", "dist", ".git", "coverage"]) {
  const found = [];
  const open = [at(folder)];
  while (open.length > 0) {
    const here = open.pop();
    for (const entry of readFolder(here)) {
      const path = join(here, entry.name);
      if (!entry.isDirectory()) found.push(relative(root, path).split(sep).join("/"));
      else if (!skip.includes(entry.name)) open.push(path);
    }
  }
  return found.sort();
}

function readFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** When a file was last written, in milliseconds; 0 when it does not exist. */
export const written = (path) => statSync(at(path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** True in the script that node was started with, false where it was imported. */
export const isEntry = (url) =>
  process.argv[1] !== undefined && fileURLToPath(url) === realpathSync(process.argv[1]);

/** Runs a program in the root, its output passed through, its input empty. True on exit 0. */
export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** The arguments that make `node` run a program of an installed package. */
export const programs = {
  tsc: [at("node_modules/@typescript/native/bin/tsc")],
  biome: [at("node_modules/@biomejs/biome/bin/biome")],
  vitest: [at("node_modules/vitest/vitest.mjs")],
};

/** Runs a program of the table above with the same Node that runs the script. */
export const runProgram = (name, args, env) =>
  run(process.execPath, [...programs[name], ...args], env);
