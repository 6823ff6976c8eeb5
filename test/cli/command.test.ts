/** @file The command as a process: exit codes, standard input, files, formats, bad input. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../../scripts/browser.js";
import { isStale } from "../../scripts/build.js";
import { bundleCommand } from "../../scripts/bundle.js";
import { at } from "../../scripts/places.js";
import { workSchema } from "../../src/cli/schema.ts";

const folder = mkdtempSync(join(tmpdir(), "pengrad-"));
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  if (isStale()) expect(await bundleCommand()).toBe(true);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Options {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function pengrad(words: readonly string[], { input = "", env = {} }: Options = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [at("bin/pengrad.cjs"), ...words],
    {
      cwd: folder,
      input,
      env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...env },
      encoding: "utf8",
    },
  );
  return { code: status, out: stdout, err: stderr };
}

const quotient = ["work", "y = cos((x1/x2)^x3)", "--at", "x1 = pi, x2 = 2, x3 = 1"];

describe("what goes right", () => {
  test("text to standard output, nothing to standard error", () => {
    const { code, out, err } = pengrad(quotient);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("dy/dx₁ = dy/ds · ds/du · du/dx₁");
    expect(out).not.toContain("\u001b");
  });

  test("a problem on standard input, with - and without", () => {
    const input = "y = x^2\nat x = 3\n";
    for (const words of [["work", "-"], ["work"]]) {
      const { code, out } = pengrad([...words, "--format", "json"], { input });
      expect([code, JSON.parse(out).gradients.x.value.exact]).toEqual([0, "6"]);
    }
  });

  test("a document on standard input is checked", () => {
    const input = "$y = x^2$, $\\frac{dy}{dx} = 3x$\n";
    for (const words of [["check", "-"], ["check"]]) {
      const { code, out, err } = pengrad(words, { input });
      expect([code, err]).toEqual([1, "1 definition, 1 step: 0 proved, 1 wrong.\n"]);
      expect(out).toContain("<stdin>:1:29");
    }
  });

  test("several documents are checked on several threads, in their order", () => {
    const names = ["1.md", "2.md", "3.md", "4.md"];
    for (const [k, name] of names.entries()) {
      const claim = k === 1 ? "3x" : "x + x";
      writeFileSync(place(name), `$y = x^2$, $\\frac{dy}{dx} = ${claim}$\n`);
    }
    const { code, out, err } = pengrad(["check", ...names, "--format", "json"]);
    const { files } = JSON.parse(out) as { files: { path: string; summary: object }[] };
    expect(code).toBe(1);
    expect(err).toBe("4 definitions, 4 steps in 4 files: 3 proved, 1 wrong.\n");
    expect(files.map(({ path }) => path)).toEqual(names);
    expect(files[1]?.summary).toMatchObject({ refuted: 1 });
  });

  test("JSON keeps to the schema that the command prints", () => {
    const { out } = pengrad([...quotient, "--format", "json"]);
    expect(workSchema.parse(JSON.parse(out)).output).toBe("y");
    const { code, out: schemas } = pengrad(["schema"]);
    expect([code, Object.keys(JSON.parse(schemas))]).toEqual([
      0,
      ["work", "equal", "check", "run", "train"],
    ]);
  });

  test.each([
    ["a.txt", /^The forward and/],
    ["a.md", /^# /],
    ["a.tex", /^\\documentclass/],
    ["a.html", /^<!doctype html>/],
    ["a.svg", /^<svg /],
    ["a.json", /^\{/],
    ["a.py", /^"""The forward and .*\nimport math\n\nimport torch/],
  ])("-o %s is written in the format of its ending", (name, start) => {
    const { code, out, err } = pengrad([...quotient, "-o", name]);
    expect([code, out, err]).toEqual([0, "", ""]);
    expect(readFileSync(place(name), "utf8")).toMatch(start);
  });

  test("--format goes before the ending", () => {
    pengrad([...quotient, "--format", "md", "-o", "page.txt"]);
    expect(readFileSync(place("page.txt"), "utf8")).toMatch(/^# /);
  });

  test("--of and --wrt say what is asked, entries included", () => {
    const sheet = "z = W^T x; y = z^T z; at W = [1, 2; 3, 4], x = [5; 6]";
    const { out } = pengrad(["work", sheet, "--wrt", "W_{2,2},x", "--format", "json"]);
    expect(Object.keys(JSON.parse(out).gradients)).toEqual(["W_{2,2}", "x"]);
    const inner = pengrad(["work", "u = x^2; y = u^3", "--of", "u", "--format", "json"]);
    expect(JSON.parse(inner.out).output).toBe("u");
  });

  test("a vector's --wrt, --order and --hessian ask for what lies beyond the gradient", () => {
    const asked = (...words: readonly string[]) => {
      const { code, out, err } = pengrad(["work", ...words, "--format", "json"]);
      return code === 0 ? JSON.parse(out) : [code, err];
    };
    const [jacobian] = asked("z = A x", "--wrt", "x", "--at", "A = [1, 2; 3, 4]").jacobians;
    expect(jacobian).toMatchObject({ of: ["z"], by: [["x"]], latex: "A", shape: [2, 2] });
    const [second] = asked("y = x^3 ln x", "--wrt", "x", "--order", "2", "--at", "x = 1").higher;
    expect(second.value.exact).toBe("5");
    for (const names of [["x,y"], []]) {
      const [hessian] = asked("f = x^2 y", "--at", "x = 1, y = 2", "--hessian", ...names).hessians;
      expect([hessian.value.numeric, hessian.symmetric]).toEqual([
        [
          [4, 2],
          [2, 0],
        ],
        true,
      ]);
    }
    expect(asked("y = x^2", "--wrt", "x", "--order", "two")).toEqual([
      2,
      "pengrad: --order takes a whole number from 1 on, not 'two'\n",
    ]);
  });

  test("a file, by its kind", () => {
    writeFileSync(place("sheet.pg"), "# a comment\nu = x^2\ny = sin(u)\nat x = 0\nfind dy/dx\n");
    writeFileSync(place("notes.md"), "# Notes\n\nWe have $u = x^2$ and\n\n$$y = \\sin u$$\n");
    writeFileSync(place("fenced.md"), "Text $y = 3x$.\n\n```pengrad\ny = x^4\nat x = 1\n```\n");
    writeFileSync(place("bom.pg"), "\ufeffy = x^2\r\nat x = 3\r\n");
    const asked = (name: string) => {
      const { code, out } = pengrad(["work", name, "--format", "json"]);
      return [code, JSON.parse(out).gradients.x.latex];
    };
    expect(asked("sheet.pg")[0]).toBe(0);
    expect(asked("notes.md")[1]).toContain("\\cos");
    expect(asked("fenced.md")).toEqual([0, "4x^3"]);
    expect(asked("bom.pg")).toEqual([0, "2x"]);
  });

  test("--layout sets derivatives down in another way, and takes no other word", () => {
    const words = ["work", "z = W x; L = z^T z", "--layout"];
    expect(pengrad([...words, "numerator"]).out).toContain("dL/dx = dL/dz · dz/dx");
    expect(pengrad([...words, "differential"]).out).toContain("dz = d(W x) = dW x");
    expect(pengrad([...words, "sideways"]).code).toBe(2);
  });

  test("--index-form adds the step entry by entry", () => {
    const words = ["work", "L = x^T x; at x = [1; 2]"];
    expect(pengrad([...words, "--index-form"]).out).toContain("entry by entry");
    expect(pengrad(words).out).not.toContain("entry by entry");
  });

  test("colour where it is forced, not where it is refused", () => {
    const env = { FORCE_COLOR: "1" };
    expect(pengrad(quotient, { env }).out).toContain("\u001b[1m");
    expect(pengrad([...quotient, "--no-color"], { env }).out).not.toContain("\u001b");
    expect(pengrad(quotient, { env: { ...env, NO_COLOR: "1" } }).out).not.toContain("\u001b");
  });

  test("help and version", () => {
    const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
    expect(pengrad(["--version"])).toMatchObject({ code: 0, out: `${version}\n` });
    expect(pengrad(["--help"]).out).toContain("Examples:");
    expect(pengrad(["work", "--help"]).out).toContain("--index-form");
  });

  test.skipIf(process.platform === "win32")("a reader that goes away is no fault", () => {
    const command = `'${process.execPath}' '${at("bin/pengrad.cjs")}' work 'y = x^2' | true`;
    const { stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stderr).toBe("");
  });
});

describe("what cannot be done: code 2", () => {
  test.each([
    ["an unknown command", ["wrok", "x"], /unknown command 'wrok'[\s\S]*work/],
    ["an unknown option", ["work", "x", "--fromat", "md"], /--fromat[\s\S]*--format/],
    ["an unknown format", ["work", "x", "--format", "doc"], /Allowed choices are text, md/],
    ["a file that is not there", ["work", "none.pg"], /none\.pg cannot be opened: there is no/],
    ["an ending without a format", ["work", "x", "-o", "a.xyz"], /\.xyz, which names no format/],
    ["a folder that is not there", ["work", "x", "-o", "no/a.md"], /cannot be written: there is/],
    ["a word too many", ["work", "x", "y"], /too many arguments/],
    ["a browser that is none", ["work", "x", "-o", "a.pdf"], /CHROMIUM_PATH is/],
  ])("%s", (_, words, message) => {
    const { code, out, err } = pengrad(words, { env: { CHROMIUM_PATH: "/dev/null" } });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});

describe("what cannot be read: code 3, and where it is", () => {
  test.each([
    ["y = cos((x1/x2)^x3", "PG1004", "<problem>:1:8"],
    ["y = x +", "PG1001", "<problem>:1:8"],
    ["u = x^2; y = u)", "PG1005", "<problem>:1:15"],
    ["y = 2 x\nz = y + \\foo", "PG1008", "<problem>:2:9"],
    ["y = z; z = y", "PG2001", "<problem>:1:"],
    ["", "PG3006", ""],
  ])("%j is %s", (text, code, spot) => {
    const { code: status, out, err } = pengrad(["work", "-"], { input: text });
    expect([status, out]).toEqual([3, ""]);
    expect(err).toContain(`[${code}]`);
    expect(err).toContain(spot.replace("<problem>", "<stdin>"));
  });

  test("in a document the place is that of the document", () => {
    writeFileSync(place("bad.md"), "# Title\n\nText, and $u = x^2$.\n\n$$y = \\sin(u + $$\n");
    writeFileSync(place("bad-fence.md"), "A\n\n```pengrad\nu = x\ny = (u\n```\n");
    expect(pengrad(["work", "bad-fence.md"]).err).toContain("bad-fence.md:5:5");
  });

  test("JSON is written all the same, with the diagnostics", () => {
    const { code, out } = pengrad(["work", "y = (x", "--format", "json"]);
    expect(code).toBe(3);
    expect(JSON.parse(out).diagnostics[0]).toMatchObject({ code: "PG1004", line: 1, column: 5 });
  });

  test("--quiet keeps errors and drops remarks", () => {
    const words = ["work", "y = \\sigma(x)"];
    expect(pengrad(words).err).toContain("info[PG2011]");
    expect(pengrad([...words, "--quiet"])).toMatchObject({ code: 0, err: "" });
    expect(pengrad(["work", "y = (x", "--quiet"]).err).toContain("PG1004");
  });
});

const browser = await findBrowser();
if (browser === null) console.log("no browser is installed: no PDF is printed here");

test.skipIf(browser === null)("a page is printed to PDF", () => {
  const env = { CHROMIUM_PATH: browser! };
  const { code, err } = pengrad([...quotient, "-o", "a.pdf"], { env });
  expect([code, err, existsSync(place("a.pdf"))]).toEqual([0, "", true]);
  expect(readFileSync(place("a.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
});
