/** @file pengrad's own version, for those who ask and for the reports that name their tool. */
import { readFileSync } from "node:fs";

/** The version in package.json, which lies two folders above this file and above its bundle. */
export function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
