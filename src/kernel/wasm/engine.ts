/**
 * @file The part of the engine's WebAssembly interface that kernels use. It is declared here
 * because the library is compiled without the types of any host.
 *
 * A page whose content policy forbids WebAssembly, and a host that has none, are told apart from a
 * fault by `instantiate` returning undefined.
 */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Engine {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Imports,
  ) => { readonly exports: Readonly<Record<string, (...values: number[]) => number>> };
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
}

const engine = (globalThis as unknown as { readonly WebAssembly?: Engine }).WebAssembly;

/**
 * Why a program does not run as WebAssembly: the host has none, or not the memory; the module has
 * more than the engine takes in one function; or the host forbids it.
 */
export type WasmFailure = "absent" | "memory" | "size" | "forbidden";

/** Why `instantiate` gave nothing for a module. */
export function failureOf(bytes: Uint8Array<ArrayBuffer>): WasmFailure {
  if (engine === undefined) return "absent";
  return engine.validate(bytes) ? "forbidden" : "size";
}

/** Why there is no memory. */
export function memoryFailure(): WasmFailure {
  return engine === undefined ? "absent" : "memory";
}

/** A memory of so many pages of 64 KiB; undefined where the host cannot give it. */
export function newMemory(pages: number): WasmMemory | undefined {
  try {
    return engine === undefined ? undefined : new engine.Memory({ initial: pages });
  } catch {
    return undefined;
  }
}

/** Whether the engine knows every instruction of the module. */
export function isValid(bytes: Uint8Array<ArrayBuffer>): boolean {
  return engine?.validate(bytes) ?? false;
}

/** The functions that a module exports; undefined where the host forbids or lacks WebAssembly. */
export function instantiate(
  bytes: Uint8Array<ArrayBuffer>,
  memory: WasmMemory,
  host: Readonly<Record<string, (...values: number[]) => number>>,
): Readonly<Record<string, (...values: number[]) => number>> | undefined {
  if (engine === undefined) return undefined;
  // a module that is not valid is refused as well
  try {
    return new engine.Instance(new engine.Module(bytes), { host: { ...host, memory } }).exports;
  } catch {
    return undefined;
  }
}
