import type { Command } from "commander";
import { httpUrl } from "./http-url";
import { addInventory } from "./inventory-options";
import type { DoctorOptions } from "./run-doctor";

const EXAMPLES = `
Only reads from AWS; changes nothing. Finds credentials and Region the way the AWS CLI does.

Exit code: 0 if every forward works, 1 if any doesn't, 2 if AWS couldn't be asked.

Examples:
  $ port-forward-nlb doctor
  $ terraform show -json | port-forward-nlb doctor - --profile network --region ap-northeast-1
  $ port-forward-nlb doctor forwards.csv --load-balancer example-nlb
  $ port-forward-nlb doctor --iam-policy > doctor-policy.json
`;

/** Adds the subcommand `doctor`, which asks AWS why a forward doesn't work. */
export function addDoctor(program: Command): void {
  addInventory(
    program
      .command("doctor")
      .description(
        "Ask AWS why forwards don't work: target health, security groups, network ACLs, routes, and differences from the list.",
      ),
  )
    .option("--profile <name>", "profile in the AWS configuration files")
    .option("--region <name>", "AWS Region (default: AWS_REGION, or the profile's Region)")
    .option("--endpoint-url <url>", "AWS API endpoint to use instead of AWS's own", httpUrl)
    .option("--json", "print JSON")
    .option("--junit <file>", "also write a JUnit XML report to this file")
    .option("--iam-policy", "print the IAM policy that this command needs, and exit")
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: DoctorOptions) => {
      const { runDoctor } = await import("./run-doctor");
      await runDoctor(path, options);
    });
}
