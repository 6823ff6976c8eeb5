/**
 * @file Builds the page into dist/web/: the page's script with what is loaded later in pieces of
 * their own, the workers, KaTeX's style sheet and typefaces, and index.html with the first example
 * worked already, so that there is something to see before any script has run. All of it is
 * static; a server need only hand the files out.
 *
 * Reference: esbuild's documentation, "Splitting" and "Plugins".
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { at, filesBelow, isEntry } from "./places.js";

const folder = "dist/web";

/** `pengrad/work` is the floor's own source, as it is published. */
const pengrad = {
  name: "pengrad",
  setup(own) {
    own.onResolve({ filter: /^pengrad(\/|$)/ }, ({ path }) => {
      const floor = path.slice("pengrad".length);
      return { path: at(`src${floor}/index.ts`), sideEffects: false };
    });
  },
};

const shared = {
  absWorkingDir: at("."),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".md": "text" },
  plugins: [pengrad],
  logLevel: "warning",
};

/** Builds everything; false when esbuild refuses. */
export async function bundlePage() {
  rmSync(at(folder), { recursive: true, force: true });
  mkdirSync(at(folder), { recursive: true });
  try {
    const main = await build({
      ...shared,
      entryPoints: {
        main: "web/src/main.ts",
        page: "web/src/page.css",
        theme: "web/src/theme.ts",
        worker: "web/src/worker/worker.ts",
        training: "web/src/worker/training.ts",
        keeper: "web/src/worker/keeper.ts",
      },
      outdir: folder,
      splitting: true,
      chunkNames: "piece-[hash]",
      platform: "browser",
      metafile: true,
    });
    mkdirSync(at("dist/.build"), { recursive: true });
    writeFileSync(at("dist/.build/page.json"), JSON.stringify(main.metafile));
  } catch {
    return false; // esbuild has printed why
  }
  typefaces();
  await frontPage();
  listFiles();
  return true;
}

/** files.json: what is to be kept for when there is no network. */
function listFiles() {
  const files = filesBelow(folder).map((path) => path.slice(folder.length + 1));
  const kept = files.filter((path) => path !== "index.html" && path !== "keeper.js").sort();
  writeFileSync(at(`${folder}/files.json`), JSON.stringify(["./", ...kept]));
}

/** KaTeX's style sheet with its typefaces, in the one format that every browser reads. */
function typefaces() {
  const katex = "node_modules/katex/dist";
  const css = readFileSync(at(`${katex}/katex.min.css`), "utf8");
  const woff2 = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]*"\)/g, "");
  writeFileSync(at(`${folder}/katex.css`), woff2);
  mkdirSync(at(`${folder}/fonts`));
  for (const path of filesBelow(`${katex}/fonts`)) {
    if (path.endsWith(".woff2")) cpSync(at(path), at(`${folder}/fonts/${path.split("/").at(-1)}`));
  }
}

/** index.html with the first example as the worker works it. */
async function frontPage() {
  await build({
    ...shared,
    stdin: {
      contents: [
        'import { problems } from "./web/src/examples.ts";',
        'import { wholeView } from "./web/src/worker/sheet.ts";',
        'import { curveView } from "./web/src/worker/curve.ts";',
        'import { firstNumber, questionOf } from "./web/src/question.ts";',
        "export const text = problems[0].text;",
        "const work = wholeView(text);",
        "let now = work.next();",
        "while (!now.done) now = work.next();",
        "export const whole = now.value;",
        "const part = whole.sheet.parts[0];",
        "const ask = { text, part: 0, stretch: null, from: null };",
        "export const curve = curveView(questionOf(part, firstNumber(part), ask));",
      ].join("\n"),
      resolveDir: at("."),
      loader: "ts",
    },
    outfile: at("dist/.build/first.mjs"),
    platform: "node",
  });
  const { text, whole, curve } = await import(
    `${pathToFileURL(at("dist/.build/first.mjs"))}?${Date.now()}`
  );
  // a picture needs no more digits; what ends a script element may not stand in it
  const short = { ...curve, runs: curve.runs.map(shortened) };
  const data = JSON.stringify({ ...whole, curve: short });
  const page = readFileSync(at("web/index.html"), "utf8");
  const filled = page
    .replace('"{{first}}"', () => data.replace(/</g, "\\u003c"))
    .replace("{{text}}", () => text);
  writeFileSync(at(`${folder}/index.html`), filled);
}

const shortened = (run) => run.map((number) => Number(number.toPrecision(5)));

if (isEntry(import.meta.url) && !(await bundlePage())) process.exitCode = 1;
