import { Argument, type Command, Option } from "commander";

/** Where `cdktf synth` writes. */
const DEFAULT_PATH = "cdktf.out";

/** What says which forwards a subcommand is about. */
export interface InventoryOptions {
  readonly loadBalancer?: readonly string[];
}

/** Adds the path of what holds the forwards, and the choice among its load balancers. */
export function addInventory(command: Command): Command {
  return command
    .addArgument(
      new Argument(
        "[path]",
        "what `cdktf synth` wrote, what `terraform show -json` prints, or a list as CSV; - is standard input",
      ).default(DEFAULT_PATH),
    )
    .addOption(new Option("-l, --load-balancer <name...>", "only the load balancers of these names"));
}
