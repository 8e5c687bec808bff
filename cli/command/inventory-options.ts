import { Argument, type Command, Option } from "commander";

/** The folder that `cdktf synth` writes to. */
const DEFAULT_PATH = "cdktf.out";

/** Options that select the forwards for a subcommand. */
export interface InventoryOptions {
  readonly loadBalancer?: readonly string[];
}

/** Adds the path of the file or folder with the forwards, and the option that selects load balancers. */
export function addInventory(command: Command): Command {
  return command
    .addArgument(
      new Argument(
        "[path]",
        "cdktf.out folder, output of `terraform show -json`, or CSV list; - reads standard input",
      ).default(DEFAULT_PATH),
    )
    .addOption(loadBalancerOption());
}

/** The option that selects load balancers. */
export function loadBalancerOption(): Option {
  return new Option("-l, --load-balancer <name...>", "only the load balancers with these names");
}
