/**
 * @file The page's files over HTTP, for this machine alone: the server listens on 127.0.0.1, hands
 * out the files of one folder, and answers nothing else. The page itself needs no server; browsers
 * only refuse to start workers from a file's address.
 *
 * Reference: RFC 9110, "HTTP Semantics", sections 9.3.1 (GET), 9.3.2 (HEAD), 15.5.6 (405).
 */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { Refusal, reasonOf } from "./refusal.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
};

/** A running server and its address. */
export interface PageServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Serves a folder; 0 is any free port. Refused when the port is taken. */
export function servePage(folder: string, port: number): Promise<PageServer> {
  const server = createServer((request, response) => answer(folder, request, response));
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(new Refusal(`port ${port} cannot be used: ${reasonOf(error)}.`));
    });
    server.listen(port, "127.0.0.1", () => {
      resolve({ address: addressOf(server), close: () => closed(server) });
    });
  });
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, url = "/" } = request;
  if (method !== "GET" && method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const path = url.replace(/[?#].*$/, "");
  const name = path === "/" ? "/index.html" : path;
  // names as the build gives them: no escapes, no way up
  const bytes = /^(?:\/[\w-][\w.-]*)+$/.test(name) ? bytesOf(join(folder, name)) : null;
  if (bytes === null) {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is nothing here.\n");
    return;
  }
  response.writeHead(200, {
    "content-type": types[extname(name)] ?? "application/octet-stream",
    "content-length": bytes.length,
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
  });
  response.end(method === "HEAD" ? undefined : bytes);
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
