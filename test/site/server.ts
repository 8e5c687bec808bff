import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/** Serves the files of a folder under a path on loopback, like GitHub Pages. */
export interface FileServer {
  readonly server: Server;
  /** `http://127.0.0.1:<port>` and the path. */
  readonly url: string;
}

export async function serve(folder: string, base: string): Promise<FileServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const file = fileOf(folder, base, decodeURIComponent(pathname));
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}` };
}

/** Returns the file that a path is served from, or undefined if there is none. */
export function fileOf(folder: string, base: string, pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const below = path.join(folder, pathname.slice(base.length));
  const file = pathname.endsWith("/") ? path.join(below, "index.html") : below;
  const isInside = file.startsWith(folder + path.sep);
  return isInside && existsSync(file) && statSync(file).isFile() ? file : undefined;
}
