import { defineConfig } from "vitest/config";

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
          exclude: pure.map((one) => `test/${one}/**`),
        },
      },
    ],
  },
});
