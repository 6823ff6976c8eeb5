/**
 * @file Kernels written in AssemblyScript (bench/assembly/kernels.as), beside those that are made
 * here from expressions by our own assembler: value and partial derivatives of cos((x1/x2)^x3) at a
 * million points, and a matrix product in singles. AssemblyScript's Math has no vectors.
 */
import { readFileSync } from "node:fs";
import { differentiate } from "../../dist/calculus/index.js";
import { Arena } from "../../dist/expression/index.js";
import { compileRoots } from "../../dist/kernel/index.js";
import { contest, local } from "../contest.js";
import { meanSize } from "../numbers/parts.js";
import { seedProblem } from "../problems.js";
import { duration, figures, ratio, table } from "../table.js";

const points = 1_000_000;
const sizes = [64, 256, 512];

export const title = "Kernels of our assembler and of AssemblyScript (processor time)";

/** Where data may lie in AssemblyScript's memory, and how much of it there is. */
const free = 65_536;
const pages = 1024;

/** The kernels, and the milliseconds that their compiler took; null where it is not installed. */
async function compiled() {
  const found = await import("assemblyscript/asc").catch(() => null);
  if (found === null) return null;
  const source = readFileSync(new URL("../assembly/kernels.as", import.meta.url), "utf8");
  let bytes = null;
  const start = performance.now();
  const { error, stderr } = await found.default.main(
    [
      ...["kernels.ts", "-O3", "--converge", "--noAssert", "--runtime", "stub"],
      ...["--enable", "simd", "--initialMemory", `${pages}`, "-o", "kernels.wasm"],
    ],
    {
      readFile: (name) => (name === "kernels.ts" ? source : null),
      writeFile: (name, contents) => {
        if (name === "kernels.wasm") bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error}\n${stderr}`);
  const ms = performance.now() - start;
  const { instance } = await WebAssembly.instantiate(bytes, { env: { abort() {} } });
  return { kernels: instance.exports, ms };
}

/** Arrays one after the other in its memory. */
function lodge(memory, kind, lengths) {
  let at = free;
  return lengths.map((length) => {
    const array = new kind(memory.buffer, at, length);
    at += 16 * Math.ceil((length * kind.BYTES_PER_ELEMENT) / 16);
    return array;
  });
}

const [ours, theirs] = ["our assembler", "AssemblyScript"];

function elementwise(assembly) {
  const { arena, loss, parameters } = seedProblem();
  const roots = [loss, ...differentiate(loss, parameters, arena)].map((node) => ({ node }));
  const varying = new Set(parameters.map(({ data }) => data));
  const request = { arena, roots, inputs: parameters, varying, points, backEnd: "wasm" };
  const { arrays, run } = compileRoots(request);
  const fill = (inputs) => {
    for (const [k, values] of inputs.entries()) {
      for (let p = 0; p < points; p++) values[p] = 0.5 + ((p * (k + 7919)) % 1000) / 500;
    }
  };
  fill(arrays.slice(3, 6));
  const entrants = [
    [
      ours,
      local(
        () => run(points, arrays),
        () => arrays.slice(6).map(meanSize),
      ),
    ],
  ];
  if (assembly !== null) {
    const { memory, slopes } = assembly.kernels;
    const own = lodge(
      memory,
      Float64Array,
      Array.from({ length: 7 }, () => points),
    );
    fill(own.slice(0, 3));
    const places = own.map(({ byteOffset }) => byteOffset);
    entrants.push([
      theirs,
      local(
        () => slopes(points, ...places),
        () => own.slice(3).map(meanSize),
      ),
    ]);
  }
  return contest(entrants);
}

function product(assembly, n) {
  const arena = new Arena();
  const inputs = ["A", "B"].map((name) => arena.variable(name, [n, n]));
  const axes = [
    [0, 1],
    [1, 2],
  ];
  const node = arena.contract({ operands: inputs, axes, output: [0, 2] });
  const request = { arena, roots: [{ node }], inputs, backEnd: "wasm", precision: "f32" };
  const { arrays, run } = compileRoots(request);
  const fill = (values) => {
    for (const k of values.keys()) values[k] = Math.sin(k * 1.7);
  };
  fill(arrays[1]);
  const entrants = [
    [
      ours,
      local(
        () => run(1, arrays),
        () => [meanSize(arrays[2])],
      ),
      "f32",
    ],
  ];
  if (assembly !== null) {
    const { memory, plainProduct, vectorProduct } = assembly.kernels;
    const [A, B, C, packed] = lodge(memory, Float32Array, [n * n, n * n, n * n, 8 * n]);
    const both = new Float32Array(2 * n * n);
    fill(both);
    A.set(both.subarray(0, n * n));
    B.set(both.subarray(n * n));
    const places = [A, B, C, packed].map(({ byteOffset }) => byteOffset);
    const results = () => [meanSize(C)];
    entrants.push([
      theirs,
      local(() => plainProduct(n, n, n, ...places.slice(0, 3)), results),
      "f32",
    ]);
    entrants.push([vectors, local(() => vectorProduct(n, n, n, ...places), results), "f32"]);
  }
  return contest(entrants);
}

const vectors = "AssemblyScript with vectors by hand";

export async function measure() {
  const assembly = await compiled();
  const found = [[await elementwise(assembly), (us) => `${figures((1000 * us) / points)} ns`]];
  for (const n of sizes) {
    found.push([await product(assembly, n), (us) => `${figures((2 * n ** 3) / us / 1000)} GF/s`]);
  }
  const heads = ["cos((x1/x2)^x3), a point", ...sizes.map((n) => `${n} × ${n} product, f32`)];
  const names = assembly === null ? [ours] : [ours, theirs, vectors];
  const rows = names.map((name) => [
    name,
    ...found.flatMap(([{ us, errors }, shown]) => {
      if (!us.has(name)) return [errors.get(name) ?? "", ""];
      return [shown(us.get(name)), ratio(us.get(name), us.get(ours))];
    }),
  ]);
  const said =
    assembly === null
      ? "AssemblyScript is not installed."
      : `AssemblyScript took ${duration(assembly.ms)} to compile these.`;
  return `${table(["", ...heads.flatMap((head) => [head, "time"])], rows)}\n\n${said}`;
}
