import { once } from "node:events";
import http2 from "node:http2";
import net from "node:net";
import { Reader, Writer } from "protobufjs/minimal";

// Reading the AWS provider's schema takes nearly all the processor time of a small Terraform command: the provider
// writes and Terraform reads 1,500 resources, of which a configuration uses ten. So each command gets a schema with
// only those. Everything else that Terraform and its provider exchange passes unchanged.

const SCHEMA = "/tfplugin5.Provider/GetSchema";
const { HTTP2_HEADER_PATH } = http2.constants;
/** The whole schema, 5 MB, arrives at once. */
const WINDOW_BYTES = 8 * 1024 * 1024;

/** Stands in for a running provider: forwards Terraform's calls to it, but filters the schema. */
export class ProviderProxy {
  public static async start(providerSocket: string): Promise<ProviderProxy> {
    const provider = http2.connect("http://localhost", {
      createConnection: () => net.connect(providerSocket),
      settings: { initialWindowSize: WINDOW_BYTES },
    });
    await once(provider, "connect");
    const proxy = new ProviderProxy(provider, `${providerSocket}-proxy`);
    await once(proxy.server.listen(proxy.socket), "listening");
    return proxy;
  }

  /** Resources and data sources in the next command's schema. */
  public types: ReadonlySet<string> = new Set();
  private readonly server = http2.createServer();
  private readonly sessions = new Set<http2.ServerHttp2Session>();
  private schema?: Promise<Answer>;

  private constructor(
    private readonly provider: http2.ClientHttp2Session,
    /** Path of its socket. */
    public readonly socket: string,
  ) {
    this.server.on("session", (session) => {
      this.sessions.add(session.on("close", () => this.sessions.delete(session)));
    });
    this.server.on("stream", (stream, headers) => {
      if (headers[HTTP2_HEADER_PATH] !== SCHEMA) this.passOn(stream, headers);
      else
        this.answerSchema(stream, headers).catch(() => {
          stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
        });
    });
  }

  public async stop(): Promise<void> {
    this.provider.destroy();
    for (const session of this.sessions) session.destroy();
    const closed = once(this.server, "close");
    this.server.close();
    await closed;
  }

  private passOn(stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders): void {
    const request = this.provider.request(headers);
    request.on("response", (answer) => {
      stream.respond(answer, { waitForTrailers: true });
    });
    let trailers: http2.IncomingHttpHeaders = {};
    request.on("trailers", (of: http2.IncomingHttpHeaders) => {
      trailers = of;
    });
    endWithTrailers(stream, () => trailers);
    stream.pipe(request).pipe(stream);
    endWith(stream, request);
    endWith(request, stream);
  }

  private async answerSchema(stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders): Promise<void> {
    const { headers: answer, body, trailers } = await (this.schema ??= this.ask(headers));
    stream.respond(answer, { waitForTrailers: true });
    endWithTrailers(stream, () => trailers);
    stream.end(message(schemaOf(body, this.types)));
  }

  private async ask(headers: http2.IncomingHttpHeaders): Promise<Answer> {
    const request = this.provider.request(headers);
    // An empty message.
    request.end(message(new Uint8Array()));
    const answered = once(request, "response") as Promise<[http2.IncomingHttpHeaders]>;
    const trailed = once(request, "trailers") as Promise<[http2.IncomingHttpHeaders]>;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const [[answer], [trailers]] = await Promise.all([answered, trailed]);
    return { headers: answer, body: Buffer.concat(chunks).subarray(PREFIX_BYTES), trailers };
  }
}

/** Ends a response with its trailers, which can arrive after the rest. */
function endWithTrailers(stream: http2.ServerHttp2Stream, trailers: () => http2.IncomingHttpHeaders): void {
  stream.on("wantTrailers", () => {
    stream.sendTrailers(trailers());
  });
}

/** Ends a stream when the other one fails. */
function endWith(one: http2.Http2Stream, other: http2.Http2Stream): void {
  other.on("error", () => {
    one.close();
  });
  other.on("aborted", () => {
    one.close(http2.constants.NGHTTP2_CANCEL);
  });
}

interface Answer {
  readonly headers: http2.IncomingHttpHeaders;
  /** A `GetProviderSchema.Response` of tfplugin5.proto. */
  readonly body: Buffer;
  readonly trailers: http2.IncomingHttpHeaders;
}

/** Prefix of a gRPC message: whether it is compressed, and its length. */
const PREFIX_BYTES = 5;

function message(bytes: Uint8Array): Buffer {
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([prefix, bytes]);
}

/** Fields of the response that map types to schemas: resources, data sources, and ephemeral resources. */
const SCHEMAS_BY_TYPE = [2, 3, 8];

function schemaOf(response: Uint8Array, types: ReadonlySet<string>): Uint8Array {
  const reader = Reader.create(response);
  const writer = Writer.create();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const bytes = reader.bytes();
    if (!SCHEMAS_BY_TYPE.includes(tag >>> 3) || types.has(keyOf(bytes))) writer.uint32(tag).bytes(bytes);
  }
  return writer.finish();
}

/** Returns the key of a map entry. */
function keyOf(entry: Uint8Array): string {
  const reader = Reader.create(entry);
  reader.uint32();
  return reader.string();
}
