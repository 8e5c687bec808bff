import { type Command, Option } from "commander";
import { integer } from "./integer";
import type { EchoOptions } from "./run-echo";

const EXAMPLES = `
Examples:
  $ port-forward-nlb echo --port 8888
  $ port-forward-nlb echo --proxy-protocol required --quiet-health-checks
  $ port-forward-nlb echo --json | jq 'select(.event == "header").client'
`;

/** Adds the subcommand `echo`: a TCP server that sends back what it gets, and says who sent it. */
export function addEcho(program: Command): void {
  program
    .command("echo")
    .description("Send back to each client what it sends, and show who it is: the PROXY header's client, and the peer.")
    .option("-p, --port <port>", "port to listen on; 0: any that is free", integer(0, 65535), 8888)
    .option("--host <host>", "address to listen on", "0.0.0.0")
    .addOption(
      new Option("--proxy-protocol <when>", "whether a connection begins with a PROXY header, v1 or v2")
        .choices(["optional", "required", "off"])
        .default("optional"),
    )
    .option("--strip", "keep the PROXY header out of the echo")
    .option("--idle-timeout <seconds>", "close a connection after so long without a byte", integer(1, 86_400))
    .option("--max-connections <count>", "close what comes beyond so many at a time", integer(1, 1_000_000))
    .option("--quiet-health-checks", "print how many health checks there were a minute, not each")
    .option("--json", "print one JSON object an event")
    .addHelpText("after", EXAMPLES)
    .action(async (given: Given) => {
      const { runEcho } = await import("./run-echo");
      const { idleTimeout, strip = false, quietHealthChecks = false, json = false, ...options } = given;
      await runEcho({ ...options, strip, quietHealthChecks, json, idleTimeoutSeconds: idleTimeout });
    });
}

/** What the command line holds; a switch that is not given is not there. */
interface Given extends Pick<EchoOptions, "port" | "host" | "proxyProtocol" | "maxConnections"> {
  readonly strip?: boolean;
  readonly idleTimeout?: number;
  readonly quietHealthChecks?: boolean;
  readonly json?: boolean;
}
