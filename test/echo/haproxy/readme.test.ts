/** @needs nc */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Command } from "./support/command";

jest.setTimeout(60_000);

// Runs the two commands of docs/proxy-protocol.md as they are, and compares their output with the page.

const PAGE = readFileSync("docs/proxy-protocol.md", "utf8");

function only(pattern: RegExp): string {
  const [match, ...others] = PAGE.matchAll(pattern);
  expect(others).toEqual([]);
  return match?.[1] ?? "";
}

test("the two commands of docs/proxy-protocol.md give the article's two outputs", async () => {
  const serve = only(/^npm ci && (npm run echo)$/gm);
  const send = only(/^(\(printf 'PROXY .* \| nc .*)$/gm);
  const [command = "", ...args] = serve.split(" ");
  const server = new Command(command, args);
  await server.line(/^server is on/);
  const client = spawn("sh", ["-c", send], { stdio: ["pipe", "pipe", "ignore"], detached: true });
  try {
    client.stdin.write("Hello\nQuit\n");
    let received = "";
    for await (const chunk of client.stdout) {
      received += String(chunk);
      if (received.endsWith("Quit\n")) break;
    }
    expect(received).toBe("PROXY TCP4 124.100.123.123 10.0.8.154 53971 8888\r\nHello\nQuit\n");
  } finally {
    // sh, printf, cat and nc
    process.kill(-(client.pid ?? NaN));
  }
  await server.line(/^#1 is gone/);
  const printed = server.lines.slice(server.lines.findIndex((line) => line.startsWith("server is on")));
  server.signal("SIGINT");
  await server.exit();
  const said = only(/^```text\n(server is on [^`]*)\n```$/gm).split("\n");
  const withoutPorts = (line: string): string => line.replace(/(?<=, |127\.0\.0\.1:)\d+/g, "<port>");
  expect(printed.map(withoutPorts)).toEqual(said.map(withoutPorts));
});
