import { isIPv4, isIPv6 } from "node:net";
import { shown } from "../src/private/shown";
import type { Reading } from "./proxy-header";

// Version 1: one line of text, `PROXY TCP4 <source> <destination> <source port> <destination port>\r\n`.

export const SIGNATURE_1 = Buffer.from("PROXY ", "latin1");

const LONGEST = 107;

const FAMILIES = {
  TCP4: { name: "IPv4", isAddress: isIPv4 },
  // No zone: it has a meaning only on the sender's machine.
  TCP6: { name: "IPv6", isAddress: (text: string) => isIPv6(text) && !text.includes("%") },
};

export function readVersion1(bytes: Buffer): Reading {
  const seen = bytes.subarray(0, LONGEST);
  const end = seen.indexOf("\r\n");
  // The last byte may be a CR whose LF hasn't come yet.
  const line = seen.toString("latin1", 0, end < 0 ? seen.length : end);
  if (/[\r\n]/.test(end < 0 ? line.replace(/\r$/, "") : line)) {
    return invalid("must end with CR LF, but has one without the other");
  }
  if (end < 0) {
    return bytes.length < LONGEST
      ? { kind: "incomplete", needs: bytes.length + 1, begun: true }
      : invalid(`doesn't end with CR LF within ${LONGEST} bytes`);
  }

  const length = end + 2;
  const [, protocol, ...fields] = line.split(" ");
  if (protocol === "UNKNOWN") {
    return { kind: "header", length, header: { version: 1, command: "PROXY", transport: "UNKNOWN", tlvs: [] } };
  }
  if (protocol !== "TCP4" && protocol !== "TCP6") {
    return invalid(`must be for TCP4, TCP6 or UNKNOWN, but is for ${shown(protocol)}`);
  }
  if (fields.length !== 4) {
    return invalid(`must have two addresses and two ports, each after one space, but is ${shown(line)}`);
  }

  const { name, isAddress } = FAMILIES[protocol];
  const [source = "", destination = "", sourcePort = "", destinationPort = ""] = fields;
  const wrongAddress = [source, destination].find((address) => !isAddress(address));
  if (wrongAddress !== undefined) {
    return invalid(`for ${protocol} must have ${name} addresses, but has ${shown(wrongAddress)}`);
  }
  const wrongPort = [sourcePort, destinationPort].find((port) => !isPort(port));
  if (wrongPort !== undefined) {
    return invalid(`must have ports from 0 to 65535 without leading zeros, but has ${shown(wrongPort)}`);
  }
  return {
    kind: "header",
    length,
    header: {
      version: 1,
      command: "PROXY",
      transport: protocol,
      source: { address: source, port: Number(sourcePort) },
      destination: { address: destination, port: Number(destinationPort) },
      tlvs: [],
    },
  };
}

function isPort(text: string): boolean {
  return /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65535;
}

function invalid(problem: string): Reading {
  return { kind: "invalid", reason: `PROXY header v1 ${problem}` };
}
