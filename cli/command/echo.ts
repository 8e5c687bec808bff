import { type Command, Option } from "commander";
import { integer } from "./integer";
import type { EchoOptions } from "./run-echo";

const EXAMPLES = `
Examples:
  $ port-forward-nlb echo --port 8888
  $ port-forward-nlb echo --proxy-protocol required --quiet-health-checks
  $ port-forward-nlb echo --json | jq 'select(.event == "header").client'
`;

/** Adds the subcommand `echo`: a TCP server that sends back what it receives, and prints who sent it. */
export function addEcho(program: Command): void {
  program
    .command("echo")
    .description("Send back what each client sends, and show who it is: the client in the PROXY header, and the peer.")
    .option("-p, --port <port>", "port to listen on; 0 picks a free port", integer(0, 65535), 8888)
    .option("--host <host>", "address to listen on", "0.0.0.0")
    .addOption(
      new Option("--proxy-protocol <when>", "whether connections begin with a PROXY header (v1 or v2)")
        .choices(["optional", "required", "off"])
        .default("optional"),
    )
    .option("--strip", "don't send the PROXY header back")
    .option("--idle-timeout <seconds>", "close a connection that is idle for this long", integer(1, 86_400))
    .option("--max-connections <count>", "refuse connections while this many are open", integer(1, 1_000_000))
    .option("--quiet-health-checks", "print the number of health checks once a minute, not each one")
    .option("--json", "print a JSON object for each event")
    .addHelpText("after", EXAMPLES)
    .action(async (given: Given) => {
      const { runEcho } = await import("./run-echo");
      const { idleTimeout, strip = false, quietHealthChecks = false, json = false, ...options } = given;
      await runEcho({ ...options, strip, quietHealthChecks, json, idleTimeoutSeconds: idleTimeout });
    });
}

/** Options as commander parses them. Flags that aren't on the command line are undefined. */
interface Given extends Pick<EchoOptions, "port" | "host" | "proxyProtocol" | "maxConnections"> {
  readonly strip?: boolean;
  readonly idleTimeout?: number;
  readonly quietHealthChecks?: boolean;
  readonly json?: boolean;
}
