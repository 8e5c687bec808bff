import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

// Terraform rewrites a state file after each resource, which is five sixths of the processor time of an apply with
// several hundred. With a state on a server, it writes only at the end, and every 20 seconds.

/** Serves the state file of a working folder to Terraform's `http` backend. */
export class StateServer {
  public static async start(file: string): Promise<StateServer> {
    const state = new StateServer(file);
    state.server.listen(0, "127.0.0.1");
    await once(state.server, "listening");
    return state;
  }

  private readonly server: Server;

  private constructor(private readonly file: string) {
    this.server = createServer((request, response) => {
      void this.answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  /** Override file that makes Terraform use this server, whatever backend the configuration has. */
  public get override(): object {
    const { port } = this.server.address() as AddressInfo;
    return { terraform: { backend: { http: { address: `http://127.0.0.1:${port}` } } } };
  }

  public async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST") {
      await writeFile(this.file, await buffer(request));
      response.end();
      return;
    }
    // There is none before the first apply.
    const state = await readFile(this.file).catch(() => undefined);
    response.writeHead(state ? 200 : 404).end(state);
  }
}
