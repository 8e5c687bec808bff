import { isUtf8 } from "node:buffer";
import type { EchoEvent, Peer } from "../../echo/echo-server";
import type { Endpoint, ProxyHeader } from "../../echo/proxy-header";
import { socketText } from "../../echo/socket-text";
import { describeTlv } from "../../echo/tlv";
import { visible } from "../../echo/visible";

// What the echo server prints. Clients are strangers: their bytes are escaped before they reach the terminal.

export type LoggedEvent =
  | EchoEvent
  /** Replaces the events of health checks that `--quiet-health-checks` hides. */
  | { readonly event: "health-checks"; readonly count: number; readonly seconds: number };

type Log = (event: LoggedEvent) => void;

/**
 * Returns the log for people: for each connection "accepted", the peer, each line, "gone".
 *
 * If lines of several connections alternate, `==> #2 <==` names the connection of the next lines, as `tail` does for files.
 */
export function textLog(print: (line: string) => void): Log {
  let current = 0;
  return (event) => {
    if ("connection" in event) {
      const { connection } = event;
      const named = event.event !== "in" && event.event !== "header";
      if (!named && connection !== current) print(`==> #${connection} <==`);
      current = connection;
    }
    textOf(event).forEach(print);
  };
}

function textOf(event: LoggedEvent): string[] {
  switch (event.event) {
    case "listening":
      return [`server is on ${endpoint(event)}`];
    case "accepted":
      return [`#${event.connection} is accepted`, peerLine(event.peer)];
    case "in":
      return [`IN> ${visible(event.bytes)}`];
    case "header":
      return [
        `IN> ${visible(event.bytes)}`,
        `${clientText(event.header)}, peer ${event.peer ? endpoint(event.peer) : "unknown"}`,
        ...tlvLines(event.header),
      ];
    case "refused":
      return [`#${event.connection} is refused: ${event.reason}`];
    case "gone":
      return [`#${event.connection} is gone${event.error === undefined ? "" : `: ${event.error}`}`];
    case "full":
      return [
        `${event.peer ? endpoint(event.peer) : "a connection"} is refused: ` +
          `${event.maxConnections} connections are already open, the most that --max-connections allows`,
      ];
    case "error":
      return [`could not accept a connection: ${event.error}`];
    case "health-checks":
      return [`${event.count} health checks in ${event.seconds} s`];
    case "terminated": {
      const { connections, healthChecks, refused } = event.counts;
      return [
        `${connections} connections, ${healthChecks} of them health checks, ${refused} refused`,
        "server was terminated",
      ];
    }
  }
}

function peerLine(peer: Peer | undefined): string {
  return peer ? `["${peer.family}", ${peer.port}, "${peer.address}"]` : "peer unknown, it disconnected at once";
}

function clientText({ command, source }: ProxyHeader): string {
  if (command === "LOCAL") return "no client, the proxy itself is connecting";
  return source ? `client ${endpoint(source)}` : "client unknown";
}

function tlvLines({ tlvs }: ProxyHeader): string[] {
  return tlvs
    .map(describeTlv)
    .filter((tlv) => tlv !== undefined)
    .map(({ name, text }) => `TLV ${name}: ${text}`);
}

function endpoint({ address, port }: Endpoint): string {
  return port === undefined ? address : socketText(address, port);
}

/** Returns the log for programs: one JSON object per line. */
export function jsonLog(print: (line: string) => void): Log {
  return (event) => {
    const text = JSON.stringify({ time: new Date().toISOString(), ...objectOf(event) });
    // JSON escapes only ASCII control characters. A terminal may act on others.
    print(text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped));
  };
}

function objectOf(event: LoggedEvent): object {
  switch (event.event) {
    case "in": {
      const { bytes, ...others } = event;
      return { ...others, ...bytesOf(bytes) };
    }
    case "header": {
      const { header, peer, bytes, ...others } = event;
      const { source: client, tlvs, ...rest } = header;
      const described = tlvs.map(describeTlv).filter((tlv) => tlv !== undefined);
      return { ...others, ...rest, client, peer, tlvs: described, ...bytesOf(bytes) };
    }
    case "terminated": {
      const { counts, ...others } = event;
      return { ...others, ...counts };
    }
    default:
      return event;
  }
}

function bytesOf(bytes: Buffer): { text: string } | { base64: string } {
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { base64: bytes.toString("base64") };
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}
