import { type Command, Option } from "commander";
import { MEANINGS, VERDICTS } from "../impact/verdict";
import { loadBalancerOption } from "./inventory-options";
import type { ImpactOptions } from "./run-impact";

const EXAMPLES = `
Verdicts, from the least to the worst:
${VERDICTS.map((verdict) => `  ${verdict.padEnd(12)} ${MEANINGS[verdict]}`).join("\n")}

Exit code: 0 if every verdict is better than --fail-on, 1 if one isn't, or if the apply fails, 2 if there is no plan to read.

Examples:
  $ terraform plan -out plan && terraform show -json plan | port-forward-nlb impact -
  $ terraform show -json plan > plan.json && port-forward-nlb impact plan.json --fail-on drained
  $ port-forward-nlb impact plan.json --markdown > comment.md
`;

/** Adds the subcommand `impact`, which says what a plan does to each forward. */
export function addImpact(program: Command): void {
  program
    .command("impact")
    .description("Show what a Terraform plan does to the clients of each forward, before it is applied.")
    .argument("<plan>", "output of `terraform show -json <plan>`; - reads standard input")
    .addOption(loadBalancerOption())
    .addOption(
      new Option("--fail-on <verdict>", "exit with 1 if a verdict is this one, or worse")
        .choices(VERDICTS)
        .default("interrupted"),
    )
    .addOption(new Option("--json", "print JSON").conflicts("markdown"))
    .option("--markdown", "print Markdown, for a comment on a pull request")
    .option("--junit <file>", "also write a JUnit XML report to this file")
    .addHelpText("after", EXAMPLES)
    .action(async (path: string, options: ImpactOptions) => {
      const { runImpact } = await import("./run-impact");
      await runImpact(path, options);
    });
}
