/**
 * @file What the command refuses to do, and why: a file that cannot be opened, an ending that
 * names no format, a browser that is not there. It ends the command with exit code 2 and this
 * sentence; it is the only exception that is not a bug.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** The system's reason in words: "no such file", not ENOENT. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be opened (permissions)",
  EPERM: "it may not be opened (permissions)",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  ENOSPC: "the disk is full",
  EADDRINUSE: "it is in use",
  EROFS: "the file system is read-only",
  ENAMETOOLONG: "the name is too long",
};
