/**
 * @file The peers as the bench sees them: each `ask(question, limit)` resolves to an answer, and
 * to `{ error }` when it took longer than `limit` milliseconds or failed. Nothing here is ever
 * left running: a peer that does not answer in time is killed and started anew when next asked.
 */
import { fork, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { median } from "./table.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const execArgv = ["--max-old-space-size=6144", "--stack-size=4000"];

const forkPeer =
  (name, file = name, env = {}) =>
  () => {
    const child = fork("peer.js", [name, file], {
      cwd: here,
      execArgv,
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    return {
      child,
      send: (question) => child.send(question),
      listen: (hear) => child.on("message", hear),
    };
  };

const spawnSympy = () => {
  const child = spawn("python3", ["peers/ask_sympy.py"], {
    cwd: here,
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout });
  return {
    child,
    send: (question) => child.stdin.write(`${JSON.stringify(question)}\n`),
    listen: (hear) => lines.on("line", (line) => hear(JSON.parse(line))),
  };
};

/** A peer in a process that lives from question to question. */
function lasting(name, start) {
  let current = null;

  /** Resolves to the next message, or to an error after `limit` ms or when the process ends. */
  const next = (limit) =>
    new Promise((resolve) => {
      const finish = (answer) => {
        clearTimeout(timer);
        current.waiting = () => {};
        if (answer.error === "too slow" || answer.error === "ends") stop();
        resolve(answer);
      };
      const timer = setTimeout(() => finish({ error: "too slow" }), limit);
      current.waiting = finish;
    });

  function stop() {
    current?.child.kill("SIGKILL");
    current = null;
  }

  async function open() {
    if (current !== null) return { version: current.version };
    const process = start();
    const own = { ...process, waiting: () => {}, version: undefined };
    current = own;
    process.listen((answer) => own.waiting(answer));
    for (const event of ["exit", "error"]) {
      process.child.on(event, () => {
        if (current === own) own.waiting({ error: "ends" });
      });
    }
    const hello = await next(30_000);
    own.version = hello.version;
    return hello;
  }

  return {
    name,
    open,
    async ask(question, limit) {
      const hello = await open();
      if (hello.error !== undefined) return hello;
      current.send(question);
      const answer = await next(limit);
      if (answer.reason !== undefined) console.error(`${name}: ${answer.reason}`);
      return answer;
    },
    close: stop,
  };
}

/** What a program has printed of each pair, counted as `peer.js` counts; it never says no. */
function pairsIn(text, pairs) {
  const said = [...text.matchAll(/^\W*PAIR (1|0|true|false) ([\d.eE+-]+)/gm)];
  if (said.length !== pairs.length) return { error: "fails" };
  const times = said.map((one) => Number.parseFloat(one[2]));
  const shown = said.map((one) => one[1] === "1" || one[1] === "true");
  const isEqual = pairs.map(({ equal }) => equal);
  const count = (equal) => isEqual.filter((own, k) => own === equal && shown[k]).length;
  return {
    equal: isEqual.filter((equal) => equal).length,
    different: isEqual.filter((equal) => !equal).length,
    found: count(true),
    refused: 0,
    errors: count(false),
    median: median(times),
    mean: times.reduce((sum, ms) => sum + ms, 0) / times.length,
  };
}

/**
 * A program that answers one question a run, with the time that it took by its own clock; in a
 * folder of its own, since some leave files where they run.
 */
async function program(name, file) {
  const { command, versionArguments, questions, reply } = await import(`./peers/${file}.js`);
  let folder;
  return {
    name,
    async open() {
      folder ??= mkdtempSync(join(tmpdir(), "pengrad-bench-"));
      const { status, stdout } = spawnSync(command, versionArguments, {
        encoding: "utf8",
        input: "",
        cwd: folder,
      });
      if (status !== 0) return { error: "missing" };
      return { version: /\d+(\.\d+)+/.exec(stdout)?.[0] ?? "?" };
    },
    ask: (question, limit) =>
      new Promise((resolve) => {
        if (questions[question.case] === undefined) return resolve({ error: "not asked" });
        const { args, pairs } = questions[question.case](question);
        const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
        let text = "";
        const timer = setTimeout(() => child.kill("SIGKILL"), limit);
        for (const stream of [child.stdout, child.stderr]) {
          stream.on("data", (chunk) => {
            text += chunk;
          });
        }
        child.on("error", () => resolve({ error: "missing" }));
        child.on("close", (_code, signal) => {
          clearTimeout(timer);
          const ms = Number.parseFloat(reply.exec(text)?.[1] ?? "");
          if (signal !== null) resolve({ error: "too slow" });
          else if (pairs !== undefined) resolve(pairsIn(text, pairs));
          else resolve(Number.isFinite(ms) ? { ms } : { error: "fails" });
        });
      }),
    close() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

/** Everybody, ourselves first. */
export async function allPeers() {
  return [
    lasting("pengrad", forkPeer("pengrad")),
    lasting("mathjs", forkPeer("mathjs")),
    lasting("mathjs simplifying", forkPeer("mathjs", "mathjs", { BENCH_SIMPLIFY: "1" })),
    lasting("nerdamer", forkPeer("nerdamer")),
    lasting("algebrite", forkPeer("algebrite")),
    lasting("math-expressions", forkPeer("math-expressions")),
    lasting("compute-engine", forkPeer("compute-engine")),
    lasting("sympy", spawnSympy),
    await program("maxima", "maxima"),
    await program("giac", "giac"),
  ];
}
