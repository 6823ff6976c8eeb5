import { defineConfig } from "vitest/config";

/** Files that measure times: they run after all others, one after the other. */
const timed = ["test/web/pace.test.ts", "test/web/tasks.test.ts"];

/**
 * Floors whose tests share their modules, read and warm once for all of them: nothing in these
 * modules changes by being used.
 */
const pure = [
  ...["number", "source", "expression", "notation", "document", "algebra", "calculus"],
  ...["worksheet", "check", "work", "kernel", "problems", "identities"],
];

export default defineConfig({
  test: {
    pool: "threads",
    maxWorkers: 2,
    setupFiles: ["test/setup.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        // modules are read once for all of these files
        test: {
          name: "floors",
          isolate: false,
          include: pure.map((one) => `test/${one}/**/*.test.ts`),
        },
      },
      {
        extends: true,
        test: {
          name: "page",
          include: ["test/**/*.test.ts"],
          exclude: [...pure.map((one) => `test/${one}/**`), ...timed],
        },
      },
      {
        extends: true,
        test: {
          name: "time",
          include: timed,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
