import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";

/** A call of AWS's query API. */
export interface Call {
  /** Such as `CreateTargetGroup` or `DescribeListeners`. */
  readonly action: string;
  /** Parameters of the call, such as `Name`. */
  readonly parameters: URLSearchParams;
}

/**
 * What happens to a call. AWS rejects it temporarily or permanently, or fails; or the connection breaks before AWS
 * gets the call, or after it, and the answer is lost.
 */
export type Fault = "throttled" | "expired" | "failed" | "dropped" | "lost";

const ANSWERS = {
  expired: { status: 403, code: "ExpiredToken", message: "The security token included in the request is expired" },
  throttled: { status: 400, code: "Throttling", message: "Rate exceeded" },
  failed: { status: 500, code: "InternalFailure", message: "The request processing has failed" },
};

/** A proxy between Terraform and the fake AWS that causes the failures of networks and AWS. */
export class FaultyProxy {
  public static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(new URL(target));
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  /** Called for each call; a promise delays the call. If unset, all calls pass. */
  public fault?: (call: Call) => Fault | undefined | Promise<Fault | undefined>;

  private readonly server: Server;
  private underWay = 0;

  private constructor(private readonly target: URL) {
    this.server = createServer((incoming, outgoing) => {
      void this.answer(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until AWS has answered all its calls. */
  public async idle(): Promise<void> {
    while (this.underWay > 0) await setTimeout(10);
  }

  public async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const parameters = new URLSearchParams(body.toString());
    const fault = await this.fault?.({ action: parameters.get("Action") ?? "", parameters });
    if (fault === "throttled" || fault === "expired" || fault === "failed") {
      const { status, code, message } = ANSWERS[fault];
      outgoing.writeHead(status, { "content-type": "text/xml" });
      outgoing.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
      return;
    }
    // A client that has already disconnected hasn't made a call.
    if (fault === "dropped" || incoming.socket.destroyed) {
      incoming.socket.destroy();
      return;
    }
    this.underWay++;
    try {
      const { received, answer } = await this.call(incoming, body);
      if (fault === "lost") {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(received.statusCode ?? 502, received.headers);
      await finished(outgoing.end(answer));
    } finally {
      this.underWay--;
    }
  }

  private async call(
    { method, url: path, headers }: IncomingMessage,
    body: Buffer,
  ): Promise<{ received: IncomingMessage; answer: Buffer }> {
    const { hostname, port } = this.target;
    const sent = request({ hostname, port, method, path, headers, agent: false }).end(body);
    const [received] = (await once(sent, "response")) as [IncomingMessage];
    return { received, answer: await buffer(received) };
  }
}
