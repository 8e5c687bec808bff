// Puts the built echo server under load on loopback, with each client in its own process, and prints the results as
// JSON:
//
//     node echo-load.mjs connections   5,000 connections at once, 1 GB in total, comparing every byte
//     node echo-load.mjs throughput    in turn with socat as echo server: MiB per second through one connection
//     node echo-load.mjs rate          the same: connections per second, each with one echoed line
//
// An optional number sets the rounds.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import process from "node:process";

const MIB = 1024 * 1024;

/** Lines of 78 bytes. Every client sends from these, each from a different offset. */
const STREAM = Buffer.from(randomBytes(MIB).toString("base64").replace(/.{76}/g, "$&\r\n")).subarray(0, MIB);
const TWICE = Buffer.concat([STREAM, STREAM]);
const CHUNK = 16 * 1024;

/** The most bytes in flight: socat blocks itself if both directions are full. */
const IN_FLIGHT = 128 * 1024;

const MEASURES = { connections: measureConnections, throughput: measureThroughput, rate: measureRate };
const [measure, rounds = "5"] = process.argv.slice(2);
console.log(JSON.stringify(await MEASURES[measure](Number(rounds))));

async function measureConnections() {
  const CONNECTIONS = 5_000;
  const BYTES = Math.ceil((1024 * MIB) / CONNECTIONS);
  const server = await ours();
  try {
    const sockets = [];
    while (sockets.length < CONNECTIONS) {
      sockets.push(...(await Promise.all(Array.from({ length: 100 }, () => client(server.port)))));
    }
    const memory = [residentMib(server.pid)];
    const progress = { received: 0, next: 0.1 };
    const begin = process.hrtime.bigint();
    const received = await Promise.all(
      sockets.map((socket, index) =>
        exchange(socket, index * 211, BYTES, (length) => {
          progress.received += length;
          if (progress.received < progress.next * CONNECTIONS * BYTES) return;
          progress.next += 0.1;
          memory.push(residentMib(server.pid));
        }),
      ),
    );
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    return { connections: CONNECTIONS, bytes: received.reduce((sum, length) => sum + length, 0), seconds, memory };
  } finally {
    await server.stop();
  }
}

async function measureThroughput(rounds) {
  const BYTES = 128 * MIB;
  return besideSocat(rounds, async (port) => {
    await exchange(await client(port), 0, BYTES);
    return BYTES / MIB;
  });
}

async function measureRate(rounds) {
  const CONNECTIONS = 1_000;
  const AT_ONCE = 10;
  return besideSocat(rounds, async (port) => {
    const one = async () => exchange(await client(port), 0, 78);
    const chain = async () => {
      for (let count = 0; count < CONNECTIONS / AT_ONCE; count += 1) await one();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, chain));
    return CONNECTIONS;
  });
}

/** Measures both servers in turn, and returns their rates and the ratio of ours to socat's. */
async function besideSocat(rounds, work) {
  const servers = { ours: await ours(), socat: await socat() };
  const rates = { ours: [], socat: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, { port }] of Object.entries(servers)) {
        const begin = process.hrtime.bigint();
        const amount = await work(port);
        rates[name].push(amount / (Number(process.hrtime.bigint() - begin) / 1e9));
      }
    }
    const ratios = rates.ours.map((rate, round) => rate / rates.socat[round]);
    return { ours: median(rates.ours), socat: median(rates.socat), ratio: median(ratios) };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** Starts the echo server with its log on, and discards the log. */
async function ours() {
  return listening((port) => [process.execPath, "lib/cli.js", "echo", "--port", `${port}`, "--host", "127.0.0.1"]);
}

async function socat() {
  return listening((port) => ["socat", `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork`, "EXEC:cat"]);
}

async function listening(commandOn) {
  const port = await freePort();
  const [command, ...args] = commandOn(port);
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  for (;;) {
    const socket = await client(port).catch(() => undefined);
    socket?.destroy();
    if (socket) return running(child, port);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function running(child, port) {
  const stop = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return { port, pid: child.pid, stop };
}

async function client(port) {
  const socket = connect({ port, host: "127.0.0.1" });
  await once(socket, "connect");
  return socket;
}

/** Sends this many bytes, and compares each byte that comes back. */
async function exchange(socket, offset, length, progress = () => {}) {
  const at = (position) => (offset + position) % MIB;
  let sent = 0;
  let received = 0;
  const send = () => {
    while (sent < length && sent - received < IN_FLIGHT) {
      const chunk = TWICE.subarray(at(sent), at(sent) + Math.min(CHUNK, length - sent));
      sent += chunk.length;
      socket.write(chunk);
    }
  };
  await new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () => reject(new Error(`closed after ${received} bytes of ${length}`)));
    socket.on("data", (bytes) => {
      if (bytes.compare(TWICE, at(received), at(received) + bytes.length) !== 0) {
        reject(new Error(`other bytes came back from ${received} on`));
      }
      received += bytes.length;
      progress(bytes.length);
      if (received < length) send();
      else resolve();
    });
    send();
  });
  socket.removeAllListeners("close").destroy();
  return received;
}

function residentMib(pid) {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
