import { type Rule, RULES } from "../src/private/rules";
import type { Condition, ListCondition } from "./condition";
import { IS_ADDRESS, isIpv6, MAKES_SECURITY_GROUP, snakeCase, TARGETS, wherePossible } from "./expressions";
import { comment, onLines, quoted } from "./hcl";
import { ruleCondition } from "./rule-conditions";

// Writes the rules as `validation` and `check` blocks.

/** The structs of the module's variables. */
export const STRUCTS = [
  "PortForwardNlbProps",
  "NlbSubnetMapping",
  "PortForward",
  "ForwardTarget",
  "ForwardDefaults",
] as const;

type Struct = (typeof STRUCTS)[number];

/** A rule that only the module needs. */
interface ModuleRule {
  readonly title: string;
  readonly variable: string;
  readonly bound: string;
  readonly because: string;
  readonly condition: Condition | ListCondition;
}

/** Expression for every target that is an address, keyed like the security group rules. Empty if the module creates no security group. */
const HOSTS =
  `flatten([\nfor forward in var.forwards : [\nfor target in ${TARGETS} :\n` +
  '{ key = try(coalesce(target.key, target.target_ip), "-"), ip = coalesce(target.target_ip, "-") }\n]\n' +
  `if ${MAKES_SECURITY_GROUP} && ${IS_ADDRESS}\n])`;

/** Expression for the targets' security groups with their names. */
const GROUPS =
  "flatten([\nfor groups in concat([var.target_security_group_ids], var.forwards[*].target_security_group_ids) : [\n" +
  "for name, id in coalesce(groups, {}) : { name = name, id = id }\n]\n])";

/** Message about hosts with one key and several addresses, or the other way round. */
function several(one: "key" | "ip", other: "key" | "ip", sentence: string): string {
  return (
    `[for ${one}, ${other}s in { for host in hosts : host.${one} => host.${other}... } :\n${sentence}\n` +
    `if length(toset(${other}s)) > 1]`
  );
}

export const MODULE_RULES: readonly ModuleRule[] = [
  {
    title: "Keys of IPv6 targets",
    variable: "forwards",
    bound: "a forward with IPv6 targets has `target_ip_address_type`, or at least one target without a `key`",
    because: "Terraform must know the target group's IP version when it plans",
    condition: {
      of: "forward",
      where: "forward.key != null && forward.target_ip_address_type == null",
      holds: wherePossible(
        `!anytrue([for target in ${TARGETS} : ${isIpv6("target.target_ip")}]) || ` +
          "anytrue([for target in forward.additional_targets : target.key == null])",
      ),
      sentence:
        "'key' is set on each target, and 'target_ip' is an IPv6 address. Set target_ip_address_type: Terraform must know the target " +
        "group's IP version when it plans, and the address may not be known then.",
    },
  },
  {
    title: "Keys and security groups",
    variable: "forwards",
    bound:
      "if the module creates a security group, each `key` has one `target_ip` in the whole list, and each `target_ip` one `key`",
    because: "its rules are named by key too, and two rules can't allow the same",
    condition: {
      holds:
        `alltrue([\nfor hosts in [${HOSTS}] :\nlength(toset(hosts[*].key)) == length(toset(hosts)) && ` +
        "length(toset(hosts[*].ip)) == length(toset(hosts))\n])",
      sentences: `flatten([\nfor hosts in [${HOSTS}] : concat(\n${several(
        "key",
        "ip",
        "\"'key' ${jsonencode(key)} has several values of target_ip: ${jsonencode(distinct(ips))}. With the module's security group, " +
          'each server needs its own key."',
      )},\n${several(
        "ip",
        "key",
        "\"'target_ip' ${jsonencode(ip)} has the keys ${jsonencode(distinct(keys))}. With the module's security group, it " +
          'needs the same key on each row."',
      )}\n)\n])`,
    },
  },
  {
    title: "Names of security groups",
    variable: "forwards",
    bound: "each name in `target_security_group_ids` means the same security group in the whole list",
    because: "its rules have the name in their addresses",
    condition: {
      holds: `alltrue([\nfor groups in [${GROUPS}] :\nlength(toset(groups[*].name)) == length(toset(groups))\n])`,
      sentences:
        `flatten([\nfor groups in [${GROUPS}] : [for name, ids in { for group in groups : group.name => group.id... } :\n` +
        "\"'target_security_group_ids' has several security groups of the name ${jsonencode(name)}: ${jsonencode(distinct(ids))}. " +
        'Give each its own name."\nif length(toset(ids)) > 1]\n])',
    },
  },
];

/** How conditions and messages are evaluated for each item of a struct's list. */
interface Loop {
  readonly at: string;
  /** Expression that is true if the condition holds for every item. */
  readonly all: (holds: string, where?: string) => string;
  /** Expression for the messages of the items for which it doesn't hold. */
  readonly messages: (holds: string, message: string, where?: string) => string;
  readonly label: string;
}

/** Adds brackets to an expression that needs more than one line. */
function inBrackets(expression: string): string {
  const lines = onLines(expression);
  // An expression with its own brackets can break lines inside them.
  return /^[^\n]*[([{]\n/.test(lines) || !lines.includes("\n") ? lines : `(\n${lines}\n)`;
}

/** Returns an expression as the operand of `!`. */
function negated(expression: string): string {
  const lines = onLines(expression);
  return lines.includes("\n") ? `(\n${lines}\n)` : `(${lines})`;
}

const ROW = "forwards[${index}] (listener ${jsonencode(forward.listener_port)})";

const FORWARDS: Loop = {
  at: "forward",
  all: (holds, where) =>
    `alltrue([\nfor forward in var.forwards :\n${onLines(holds)}\n${where === undefined ? "" : `if ${where}\n`}])`,
  messages: (holds, message, where) =>
    where === undefined
      ? `join("\\n", [\nfor index, forward in var.forwards :\n${message}\nif !${negated(holds)}\n])`
      : `join("\\n", flatten([\nfor index, forward in var.forwards : [\nfor holds in [${inBrackets(holds)}] :\n${message}\n` +
        `if !holds\n]\nif ${where}\n]))`,
  label: `${ROW}: `,
};

const LOOPS: Record<Struct, Loop> = {
  PortForwardNlbProps: { at: "var", all: inBrackets, messages: (_, message) => message, label: "" },
  ForwardDefaults: {
    at: "var.forward_defaults",
    all: inBrackets,
    messages: (_, message) => message,
    label: "forward_defaults: ",
  },
  NlbSubnetMapping: {
    at: "mapping",
    all: (holds) => `alltrue([\nfor mapping in var.subnet_mappings :\n${onLines(holds)}\n])`,
    messages: (holds, message) =>
      `join("\\n", [\nfor index, mapping in var.subnet_mappings :\n${message}\nif !${negated(holds)}\n])`,
    label: "subnet_mappings[${index}]: ",
  },
  PortForward: FORWARDS,
  ForwardTarget: {
    at: "target",
    all: (holds) =>
      `alltrue(flatten([\nfor forward in var.forwards : [\nfor target in forward.additional_targets :\n${onLines(holds)}\n]\n]))`,
    messages: (holds, message) =>
      'join("\\n", flatten([\nfor index, forward in var.forwards : [\nfor place, target in forward.additional_targets :\n' +
      `${message}\nif !${negated(holds)}\n]\n]))`,
    label: `${ROW}: additional_targets[\${place}]: `,
  },
};

const VARIABLES: Partial<Record<Struct, string>> = {
  NlbSubnetMapping: "subnet_mappings",
  PortForward: "forwards",
  ForwardTarget: "forwards",
  ForwardDefaults: "forward_defaults",
};

type NlbRule = Rule<never>;

function rendered(struct: Struct, condition: Condition | ListCondition): { condition: string; message: string } {
  if ("sentences" in condition) {
    return { condition: inBrackets(condition.holds), message: `join("\\n", ${condition.sentences})` };
  }
  const loop = condition.of === "forward" ? FORWARDS : LOOPS[struct];
  return {
    condition: loop.all(condition.holds, condition.where),
    message: loop.messages(condition.holds, quoted(sentenceAfter(loop.label, condition.sentence)), condition.where),
  };
}

function sentenceAfter(label: string, sentence: string): string {
  return label ? label + sentence : sentence.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Returns a rule's condition, if it has one. */
function conditionOf(struct: Struct, rule: NlbRule): Condition | ListCondition | undefined {
  const condition = ruleCondition(rule, LOOPS[struct].at);
  return typeof condition === "string" ? undefined : condition;
}

/** Returns the variable whose validation enforces a rule. */
function variableOf(struct: Struct, { prop }: NlbRule): string {
  return VARIABLES[struct] ?? snakeCase(prop.split(".")[0] ?? "");
}

/** Returns the variables whose validations enforce the rules with a title. */
export function variablesOf(title: string): string[] {
  const ofRules = STRUCTS.flatMap((struct) =>
    (RULES[struct] as readonly NlbRule[])
      .filter(
        (rule) => rule.title === title && rule.severity === "error" && ruleCondition(rule, LOOPS[struct].at) !== "none",
      )
      .map((rule) => variableOf(struct, rule)),
  );
  const ofModule = MODULE_RULES.filter((rule) => rule.title === title).map(({ variable }) => variable);
  return [...new Set([...ofRules, ...ofModule])];
}

/** Returns the `validation` blocks of a variable. */
export function validations(variable: string): string[] {
  const ofRules = STRUCTS.flatMap((struct) =>
    (RULES[struct] as readonly NlbRule[])
      .filter((rule) => rule.severity === "error" && variableOf(struct, rule) === variable)
      .map((rule) => conditionOf(struct, rule))
      .filter((condition) => condition !== undefined)
      .map((condition) => rendered(struct, condition)),
  );
  const ofModule = MODULE_RULES.filter((rule) => rule.variable === variable).map(({ condition }) =>
    rendered("PortForward", condition),
  );
  const blocks = [...ofRules, ...ofModule].map(
    ({ condition, message }) => `validation {\ncondition = ${condition}\nerror_message = ${message}\n}`,
  );
  return [...new Set(blocks)];
}

/** Returns the name of the `check` block of a rule that warns. */
export function checkName({ title }: Pick<NlbRule, "title">): string {
  return title.toLowerCase().replace(/[^a-z]+/g, "_");
}

/** Returns the `check` blocks. */
export function checks(): string {
  const blocks = STRUCTS.flatMap((struct) =>
    (RULES[struct] as readonly NlbRule[])
      .filter(({ severity }) => severity === "warning")
      .map((rule) => {
        const found = conditionOf(struct, rule);
        if (!found) throw new Error(`${rule.title} is a warning, so it needs a condition in HCL.`);
        const { condition, message } = rendered(struct, found);
        return `check "${checkName(rule)}" {\nassert {\ncondition = ${condition}\nerror_message = ${message}\n}\n}`;
      }),
  );
  return `${comment("Warnings: AWS accepts these, but they are rarely intended.").trimEnd()}\n${blocks.join("\n\n")}\n`;
}
