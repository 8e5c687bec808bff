import { RULES } from "../../../src/private/rules";
import { snakeCase } from "../../../module/expressions";
import { type Corruption, CORRUPTIONS, MODULE_CORRUPTIONS } from "../../corruptions";
import { VPC } from "../../lists";
import { isWellTyped, moduleArguments } from "../../module-arguments";
import { VALID } from "../../nlb";
import { value } from "../../../module/hcl";
import { checkName, variablesOf } from "../../../module/rules";

// Writes tests/rules.tftest.hcl, with a list from the construct's own tests that each rule rejects.

interface WrongList {
  readonly title: string;
  /** All arguments of the module. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What must fail, such as `var.forwards`. */
  readonly fails: string;
  /** The construct's finding, or the start of it. */
  readonly finding: string;
}

const VALID_ARGUMENTS = { ...VALID, vpcCidrBlocks: [VPC], clientCidrBlocks: ["172.16.0.0/12"] };

/** Lists that the module must reject or warn about. */
export function wrongLists(): WrongList[] {
  return Object.entries({ ...CORRUPTIONS, ...MODULE_CORRUPTIONS }).flatMap(([title, corruptions]) =>
    corruptions.flatMap((corrupt: Corruption) => {
      const [props, finding] = corrupt(VALID.forwards, 0);
      const given = { ...VALID_ARGUMENTS, ...props };
      if (title === "Properties" || !isWellTyped(given) || isLeftOut(props)) return [];
      return [{ title, args: moduleArguments(given), fails: failing(title, finding), finding }];
    }),
  );
}

/** Whether a required prop is unset, which Terraform reports itself. */
function isLeftOut(props: Readonly<Record<string, unknown>>): boolean {
  const rows = props.forwards as readonly Record<string, unknown>[] | null | undefined;
  return (
    ["name", "forwards", "subnetMappings", "vpcId"].some((name) => name in props && props[name] == null) ||
    (rows ?? []).some((row) => ["targetPort"].some((name) => name in row && row[name] === undefined))
  );
}

function failing(title: string, finding: string): string {
  const warns = Object.values(RULES)
    .flat()
    .some((rule) => rule.title === title && rule.severity === "warning" && finding.startsWith("warning: "));
  if (warns) return `check.${checkName({ title })}`;
  const [, list] = /^(forwards|subnetMappings|forwardDefaults)\b/.exec(finding) ?? [];
  if (list !== undefined) return `var.${snakeCase(list)}`;
  const [variable, ...others] = variablesOf(title);
  if (variable !== undefined && others.length === 0) return `var.${variable}`;
  const [, prop = ""] = /^'(\w+)/.exec(finding) ?? [];
  return `var.${snakeCase(prop)}`;
}

export function rulesTest(): string {
  const valid = moduleArguments(VALID_ARGUMENTS);
  const seen = new Set<string>();
  const runs = wrongLists()
    .filter(({ title, finding }) => seen.size < seen.add(`${title} ${finding}`).size)
    .map(({ title, args, fails }, index) => {
      const names = [...new Set([...Object.keys(valid), ...Object.keys(args)])];
      const changed = names.filter((name) => JSON.stringify(args[name]) !== JSON.stringify(valid[name]));
      const given = changed.map((name) => `${name} = ${value(args[name] ?? null)}`).join("\n");
      return (
        `run "${checkName({ title })}_${index + 1}" {\ncommand = plan\n\nvariables {\n${given}\n}\n\n` +
        `expect_failures = [${fails}]\n}\n`
      );
    });
  const base = Object.entries(valid).map(([name, argument]) => `${name} = ${value(argument)}`);
  return ['mock_provider "aws" {}\n', `variables {\n${base.join("\n")}\n}\n`, ...runs].join("\n");
}
