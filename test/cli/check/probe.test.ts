/** @needs openssl */

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { type Outcome, probe, type Service } from "../../../cli/check/probe";
import { freePort } from "../../free-port";

const servers: Server[] = [];
const sockets = new Set<Socket>();
let certificate: { key: string; cert: string };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3"];
  const files = ["-keyout", key, "-out", cert, "-subj", "/CN=www.example.com"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...files], { stdio: "ignore" });
  certificate = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
});

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Probes a server on loopback. */
async function probed(server: Server, expected?: Service, timeoutMilliseconds = 1000): Promise<Outcome> {
  servers.push(server);
  server.on("connection", (socket) => sockets.add(socket.on("error", () => undefined)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return probe({ host: "127.0.0.1", port, timeoutMilliseconds, expected });
}

const answering = (answer: unknown): unknown => ({ connected: true, milliseconds: expect.any(Number), answer });
const failing = (reason: string): unknown => ({ connected: false, milliseconds: expect.any(Number), reason });

const EXPECTED = [undefined, "HTTP", "TLS", "SSH"] as const;

/** Runs for each expected service, because that only changes what is tried first, not what is found. */
describe.each(EXPECTED)("expecting %s", (expected) => {
  test("recognizes an SSH server by its banner", async () => {
    const server = createServer((socket) => socket.write("SSH-2.0-OpenSSH_9.2p1 Debian\r\n"));
    expect(await probed(server, expected)).toEqual(
      answering({ service: "SSH", banner: "SSH-2.0-OpenSSH_9.2p1 Debian" }),
    );
  });

  test("returns a web server's status and name", async () => {
    const server = createHttpServer((_, response) => response.writeHead(503, { Server: "nginx" }).end());
    expect(await probed(server, expected)).toEqual(answering({ service: "HTTP", status: 503, server: "nginx" }));
  });

  test("a server that answers 400 and has no TLS is a web server", async () => {
    const server = createHttpServer((_, response) => response.writeHead(400).end());
    expect(await probed(server, expected)).toEqual(answering({ service: "HTTP", status: 400 }));
  });

  test("returns a TLS web server's certificate and status", async () => {
    const server = createHttpsServer(certificate, (_, response) => response.writeHead(204).end());
    expect(await probed(server, expected)).toEqual(
      answering({
        service: "TLS",
        certificate: { name: "www.example.com", validFrom: expect.any(Date), validTo: expect.any(Date) },
        http: { service: "HTTP", status: 204 },
      }),
    );
  });

  test("tries TLS if a plain request gets status 400", async () => {
    const http = createHttpServer((_, response) => response.writeHead(400).end());
    const tls = createTlsServer(certificate);
    const both = createServer((socket) => {
      socket.once("readable", () => {
        const first = socket.read() as Buffer | null;
        if (!first) return;
        socket.unshift(first);
        (first[0] === 0x16 ? tls : http).emit("connection", socket);
      });
    });
    expect(await probed(both, expected)).toEqual(
      answering({ service: "TLS", certificate: expect.objectContaining({ name: "www.example.com" }) }),
    );
  });

  test("a server that closes without sending anything is closed", async () => {
    const server = createServer((socket) => socket.end());
    expect(await probed(server, expected)).toEqual(failing("closed"));
  });

  test("recognizes a silent server within the timeout", async () => {
    const begun = performance.now();
    expect(await probed(createServer(), expected, 400)).toEqual(answering({ service: "none" }));
    expect(performance.now() - begun).toBeLessThan(900);
  });
});

test("recognizes a web server with invalid headers", async () => {
  const server = createServer((socket) =>
    socket.once("data", () => socket.end("HTTP/1.1 404 No\r\nServer: \u001b[31m\r\n\r\n")),
  );
  expect(await probed(server, "HTTP")).toEqual(answering({ service: "HTTP", status: 404 }));
});

test("recognizes a banner that comes late", async () => {
  const server = createServer((socket) => setTimeout(() => socket.write("SSH-2.0-slow\r\n"), 350));
  expect(await probed(server)).toEqual(answering({ service: "SSH", banner: "SSH-2.0-slow" }));
});

test("returns the first line of a server that speaks first but isn't SSH", async () => {
  const server = createServer((socket) => socket.write("220 mail.example.com ESMTP\r\n250 more\r\n"));
  expect(await probed(server)).toEqual(answering({ service: "other", banner: "220 mail.example.com ESMTP" }));
});

test("a server that closes after an unknown request connects", async () => {
  const server = createServer((socket) => socket.once("data", () => socket.end()));
  expect(await probed(server)).toEqual(answering({ service: "none" }));
});

test("a port without a listener refuses", async () => {
  expect(await probe({ host: "127.0.0.1", port: await freePort(), timeoutMilliseconds: 1000 })).toEqual(
    failing("refused"),
  );
});

test("a name that doesn't resolve is an unknown host", async () => {
  expect(await probe({ host: "host.invalid", port: 80, timeoutMilliseconds: 5000 })).toEqual(failing("unknown host"));
});
