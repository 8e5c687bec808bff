import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import os from "node:os";
import { buffer } from "node:stream/consumers";
import { Aws, type AwsOptions } from "../../../../cli/doctor/aws/aws";

/** A call to AWS's query API. */
export interface Call {
  /** The IAM action: `ec2:DescribeSubnets`. */
  readonly action: string;
  /** Its parameters, such as `Filter.1.Name`. */
  readonly parameters: URLSearchParams;
  readonly accessKeyId: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const NAMESPACES = {
  ec2: "http://ec2.amazonaws.com/doc/2016-11-15/",
  elasticloadbalancing: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
};

/** A server in front of an AWS, or instead of one. It records each call, and a test can answer calls itself. */
export class Intercepted {
  /** @param target the AWS to pass calls on to; without one, a call that no test answers is an error */
  public static async start(target?: string): Promise<Intercepted> {
    const intercepted = new Intercepted(target === undefined ? undefined : new URL(target));
    intercepted.server.listen(0, "127.0.0.1");
    await once(intercepted.server, "listening");
    return intercepted;
  }

  /** Every call, including retries, since this was last emptied. */
  public readonly calls: Call[] = [];
  /** Answers a call, or returns undefined to pass it on. */
  public answer?: (call: Call) => Answer | undefined | Promise<Answer | undefined>;
  /** The highest number of calls at the same time. */
  public mostAtATime = 0;

  private readonly server: Server;
  private underWay = 0;

  private constructor(private readonly target?: URL) {
    this.server = createServer((incoming, outgoing) => {
      void this.handle(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The actions that were called, without duplicates. */
  public get actions(): string[] {
    return [...new Set(this.calls.map(({ action }) => action))].sort();
  }

  public callsOf(action: string): Call[] {
    return this.calls.filter((call) => call.action === action);
  }

  /** Forgets all recorded calls, and stops answering calls itself. */
  public reset(): void {
    this.calls.length = 0;
    this.mostAtATime = 0;
    delete this.answer;
  }

  public async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    this.mostAtATime = Math.max(this.mostAtATime, ++this.underWay);
    try {
      const body = await buffer(incoming);
      const call = callOf(incoming, body);
      this.calls.push(call);
      const answer = (await this.answer?.(call)) ?? (await this.passedOn(incoming, body)) ?? unexpected(call);
      outgoing.writeHead(answer.status, { "content-type": "text/xml" }).end(answer.body);
    } finally {
      this.underWay--;
    }
  }

  private async passedOn({ method, url: path, headers }: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
    if (!this.target) return undefined;
    const { hostname, port } = this.target;
    const sent = request({ hostname, port, method, path, headers, agent: false }).end(body);
    const [received] = (await once(sent, "response")) as [IncomingMessage];
    return { status: received.statusCode ?? 502, body: (await buffer(received)).toString() };
  }
}

/** A server for a suite, and clients that ask it. All of them end with the suite. */
export class Asking {
  /**
   * Registers the suite's hooks. Call it once.
   *
   * @param target returns the URL of AWS once it has started; without one, a call that no test answers is an error
   */
  public static begin(target: () => Promise<string | undefined> = async () => Promise.resolve(undefined)): Asking {
    const asking = new Asking();
    beforeAll(async () => {
      asking.started = await Intercepted.start(await target());
    });
    beforeEach(() => {
      asking.server.reset();
      asking.setEnvironment();
    });
    afterEach(() => {
      for (const aws of asking.opened.splice(0)) aws.destroy();
      jest.restoreAllMocks();
    });
    afterAll(async () => asking.server.stop());
    return asking;
  }

  private readonly opened: Aws[] = [];
  private started?: Intercepted;

  public get server(): Intercepted {
    if (!this.started) throw new Error("the suite has not begun: read this in a hook or a test");
    return this.started;
  }

  /** Sets environment variables until the test ends. */
  public setEnvironment(more: Readonly<Record<string, string | undefined>> = {}): void {
    jest.replaceProperty(process, "env", environment(more));
  }

  public aws(options: AwsOptions = {}): Aws {
    const aws = new Aws({ endpointUrl: this.server.endpoint, ...options });
    this.opened.push(aws);
    return aws;
  }
}

/** Returns an environment with credentials but without the machine's own AWS settings. `undefined` removes a variable. */
export function environment(more: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  const all: NodeJS.ProcessEnv = {
    ...Object.fromEntries(kept),
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "ap-northeast-1",
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    // The suites run on the oldest Node.js that the package supports, and the SDK would print a warning about that.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...more,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Returns AWS's answer to a call. */
export function answered({ action }: Pick<Call, "action">, parts: string): Answer {
  const { service, name } = partsOf(action);
  const inner = service === "ec2" ? parts : `<${name}Result>${parts}</${name}Result>`;
  return { status: 200, body: `<${name}Response xmlns="${NAMESPACES[service]}">${inner}</${name}Response>` };
}

/** Returns AWS's answer to a call that fails. */
export function refused({ action }: Pick<Call, "action">, status: number, code: string, message = ""): Answer {
  const error = `<Code>${code}</Code><Message>${message}</Message>`;
  const body =
    partsOf(action).service === "ec2"
      ? `<Response><Errors><Error>${error}</Error></Errors><RequestID>1</RequestID></Response>`
      : `<ErrorResponse xmlns="${NAMESPACES.elasticloadbalancing}"><Error><Type>Sender</Type>${error}</Error><RequestId>1</RequestId></ErrorResponse>`;
  return { status, body };
}

/** Returns AWS's answer to a call that IAM denies. */
export function denied(call: Pick<Call, "action">): Answer {
  const code = partsOf(call.action).service === "ec2" ? "UnauthorizedOperation" : "AccessDenied";
  return refused(call, 403, code, `You are not authorized to perform: ${call.action}`);
}

function unexpected(call: Call): Answer {
  return refused(call, 400, "NotAnsweredByTheTest");
}

function partsOf(action: string): { service: keyof typeof NAMESPACES; name: string } {
  const [service, name] = action.split(":") as [keyof typeof NAMESPACES, string];
  return { service, name };
}

/** Returns the caller and the service, which is in the signature's scope. */
function callOf({ headers }: IncomingMessage, body: Buffer): Call {
  const [, target] = /^GraniteServiceVersion\d+\.(\w+)$/.exec(String(headers["x-amz-target"])) ?? [];
  // CloudWatch takes JSON, which becomes the only parameter.
  const parameters = new URLSearchParams(
    target === undefined ? body.toString() : { Action: target, json: body.toString() },
  );
  const [accessKeyId = "", , , service = ""] =
    /Credential=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split("/") ?? [];
  return {
    action: `${service === "monitoring" ? "cloudwatch" : service}:${parameters.get("Action") ?? ""}`,
    parameters,
    accessKeyId,
  };
}
