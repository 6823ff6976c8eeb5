/**
 * @file `npm test`: everything that must hold, ending in one line `N passed, N failed, N skipped`.
 *
 * The build, the linter, the types and the browser count as one item each, and every test of
 * vitest as one; a test file that could not be loaded is one failed item. Words after
 * `npm test --` go to vitest (a folder, `-t name`), and then the other items are left out.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureBrowser } from "./browser.js";
import { build, isStale } from "./build.js";
import { at, isEntry, runProgram } from "./places.js";

const report = "dist/.build/tests.json";

const title = (text) => console.log(`\n── ${text}`);

/** The items that are not tests of vitest: name → true where it holds. */
const checks = {
  build: () => !isStale() || build(),
  lint: () => runProgram("biome", ["check", "--error-on-warnings", "."]),
  types: () => runProgram("tsc", ["-p", "test"]) && runProgram("tsc", ["-p", "web"]),
};

/** Runs vitest and counts: `{ passed, failed, skipped }`. A crash is one failed item. */
function runTests(words, browser) {
  rmSync(at(report), { force: true });
  mkdirSync(at("dist/.build"), { recursive: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${at(report)}`];
  const env = browser === null ? {} : { CHROMIUM_PATH: browser };
  const held = runProgram("vitest", ["run", ...reporters, ...words], env);
  const counts = countTests();
  // vitest also fails on errors outside of any test; they must not be lost in the sum.
  if (!held && counts.failed === 0) counts.failed = 1;
  return counts;
}

function countTests() {
  let results;
  try {
    results = JSON.parse(readFileSync(at(report), "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unread = results.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + unread.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** Runs everything, prints the sum as the last line, and returns the exit code. */
async function main(words) {
  const whole = words.length === 0;
  const failed = [];
  const passed = [];
  if (whole) {
    for (const [name, holds] of Object.entries(checks)) {
      title(name);
      ((await holds()) ? passed : failed).push(name);
    }
  }
  title("tests");
  const browser = await ensureBrowser();
  if (whole) (browser === null ? failed : passed).push("browser");
  const tests = runTests(words, browser);
  if (failed.length > 0) console.log(`\nAlso failed: ${failed.join(", ")}`);

  const sum = {
    passed: tests.passed + passed.length,
    failed: tests.failed + failed.length,
    skipped: tests.skipped,
  };
  const tail = sum.skipped > 0 ? `, ${sum.skipped} skipped` : "";
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${tail}`);
  return sum.failed === 0 ? 0 : 1;
}

if (isEntry(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
