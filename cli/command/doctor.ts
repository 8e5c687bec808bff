import type { Command } from "commander";
import { httpUrl } from "./http-url";
import { addInventory } from "./inventory-options";
import type { DoctorOptions } from "./run-doctor";

const EXAMPLES = `
Asks AWS and changes nothing. Credentials and Region are found as the AWS CLI finds them.

Exit code: 0 if each forward works, 1 if one does not, 2 if nothing could be asked.

Examples:
  $ port-forward-nlb doctor
  $ terraform show -json | port-forward-nlb doctor - --profile network --region ap-northeast-1
  $ port-forward-nlb doctor forwards.csv --load-balancer example-nlb
  $ port-forward-nlb doctor --iam-policy > doctor-policy.json
`;

/** Adds the subcommand `doctor`: why a forward does not work, by what AWS says. */
export function addDoctor(program: Command): void {
  addInventory(
    program
      .command("doctor")
      .description(
        "Ask AWS why forwards do not work: target health, security groups, network ACLs, routes, and what differs from the list.",
      ),
  )
    .option("--profile <name>", "profile of the AWS CLI's configuration")
    .option("--region <name>", "AWS Region; without it, AWS_REGION's or the profile's")
    .option("--endpoint-url <url>", "where AWS's API is, in place of AWS's own", httpUrl)
    .option("--json", "print JSON")
    .option("--junit <file>", "write a report in JUnit's XML, too")
    .option("--iam-policy", "print the IAM policy that this needs, and ask nothing")
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: DoctorOptions) => {
      const { runDoctor } = await import("./run-doctor");
      await runDoctor(path, options);
    });
}
