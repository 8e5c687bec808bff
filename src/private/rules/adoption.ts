import type { ForwardImportFrom, NlbImportFrom, NlbMovedFrom } from "../../adoption";
import { filledIn, placeholdersIn } from "../adoption";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import { type Given, items, record, valueAt } from "../given";
import { shown } from "../shown";
import { lengthProblem, list, PORT, struct } from "./bounds";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { about, type Bound, literal, type Malformed, optional, required, type Rule, type Subject } from "./rule";
import { ELB_API } from "./sources";
import { structRules } from "./struct-rules";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// What is adopted from another configuration, or from no state at all.

const MOVES = "https://developer.hashicorp.com/terraform/language/modules/develop/refactoring";
const IMPORTS = "https://developer.hashicorp.com/terraform/language/import";

const OF_FORWARD = ["listenerPort"];
const OF_TARGET = [...OF_FORWARD, "targetIp", "targetPort"];

/** The address that a resource has had, with placeholders, of which the first must be there. */
function formerAddress(type: string, example: string, placeholders: readonly string[]): Bound {
  const must = `must be the address of an ${type} such as ${example}`;
  const known = placeholders.map((name) => `{${name}}`).join(", ");
  const key = '(\\[(\\d+|"[^"\\\\$%{}]*")\\])?';
  const address = new RegExp(`^(module\\.[A-Za-z_][\\w-]*${key}\\.)*${type}\\.[A-Za-z_][\\w-]*${key}$`);
  return {
    title: "Moves",
    bound: `an address of an \`${type}\`${known && `, with \`${known.replaceAll(", ", "`, `")}\``}`,
    source: MOVES,
    form: { kind: "former-address" },
    problem: (value) => {
      if (typeof value !== "string") return `${must}, got ${shown(value)}; give one`;
      const tooLong = lengthProblem(value);
      if (tooLong !== undefined) return tooLong;
      const used = placeholdersIn(value);
      const [strange] = used.filter((name) => !placeholders.includes(name));
      if (strange !== undefined) {
        return `${must}, got ${shown(value)}; ${known ? `the placeholders are ${known}` : "there is one load balancer, so it has no placeholder"}`;
      }
      const [mandatory] = placeholders;
      if (mandatory !== undefined && !used.includes(mandatory)) {
        return `must have {${mandatory}} in it, got ${shown(value)}; each forward has one of its own`;
      }
      const sample = filledIn(value, { listenerPort: 1, targetIp: "1", targetPort: 1 });
      return address.test(sample) ? undefined : `${must}, got ${shown(value)}; ${addressMend(value, type)}`;
    },
  };
}

const MOVED_ATTACHMENTS: Rule<LoadBalancerSubject> = {
  title: "Moves",
  prop: "movedFrom.attachment",
  bound: "with `{targetIp}` or `{targetPort}` where a forward has several targets, whose addresses are then no tokens",
  severity: "error",
  source: MOVES,
  asksOf: "movedFrom",
  name: "moved-attachments",
  problems: ({ given, forwards }) => {
    const address = valueAt(given, "movedFrom.attachment");
    if (typeof address !== "string") return [];
    return forwards.flatMap((forward) => attachmentProblems(address, forward));
  },
};

function attachmentProblems(address: string, { listenerPort, targets }: ForwardSettings): string[] {
  const ofTarget = placeholdersIn(address).filter((name) => !OF_FORWARD.includes(name)) as (keyof TargetSettings)[];
  const where = `'movedFrom.attachment' ${shown(address)}`;
  const unknown = ofTarget.find((name) => targets.some((target) => isUnresolved(target[name])));
  if (unknown !== undefined) {
    return [
      `${where} has {${unknown}}, which is a token on listener ${listenerPort}; leave movedFrom out and move that ` +
        `attachment with terraform state mv`,
    ];
  }
  const former = new Set(
    targets.map((target) =>
      filledIn(address, { listenerPort, targetIp: target.targetIp, targetPort: target.targetPort }),
    ),
  );
  if (former.size === targets.length) return [];
  return [
    `${where} is one address for the ${targets.length} targets of listener ${listenerPort}; tell them apart with ` +
      `{targetIp}, {targetPort}`,
  ];
}

const MOVED_FROM_PROPS: Record<keyof NlbMovedFrom, readonly Rule[]> = {
  loadBalancer: [required("movedFrom.loadBalancer", formerAddress("aws_lb", "aws_lb.example-nlb", []))],
  listener: [
    required(
      "movedFrom.listener",
      formerAddress("aws_lb_listener", "aws_lb_listener.listener-{listenerPort}", OF_FORWARD),
    ),
  ],
  targetGroup: [
    required(
      "movedFrom.targetGroup",
      formerAddress("aws_lb_target_group", "aws_lb_target_group.tg-{listenerPort}", OF_FORWARD),
    ),
  ],
  attachment: [
    required(
      "movedFrom.attachment",
      formerAddress("aws_lb_target_group_attachment", "aws_lb_target_group_attachment.tg-{listenerPort}", OF_TARGET),
    ),
  ],
};

export const MOVED_FROM_RULES: readonly Rule<LoadBalancerSubject>[] = [
  literal("movedFrom", "Moves", "each is a block of its own", "give an object of addresses"),
  optional(
    "movedFrom",
    struct("Moves", '{ loadBalancer: "aws_lb.nlb", listener: "aws_lb_listener.listener-{listenerPort}", … }', MOVES),
  ),
  ...structRules("movedFrom", "movedFrom", MOVED_FROM_PROPS),
  ...Object.keys(MOVED_FROM_PROPS).map((prop) =>
    literal(`movedFrom.${prop}`, "Moves", "Terraform takes no expression there", "give the address itself"),
  ),
  MOVED_ATTACHMENTS,
];

function addressMend(value: string, type: string): string {
  if (!/(^|\.)aws_alb(_\w+)?\./.test(value)) return "give it as terraform state list shows it";
  const instead = type.endsWith("_attachment")
    ? "leave movedFrom out and remove them from the state; the targets are registered anew"
    : "leave movedFrom out, remove it from the state and give its ARN in importFrom";
  return `Terraform does not move a resource to another type, so ${instead}`;
}

/** The ARN of something of a Network Load Balancer. */
function arn(resource: string): Bound {
  const example = `arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:${resource}/…`;
  const form = new RegExp(`^arn:[\\w-]+:elasticloadbalancing:[\\w-]+:\\d{12}:${resource}/[\\w/-]+$`);
  return {
    title: "Imports",
    bound: `an ARN of a \`${resource}\``,
    source: `${ELB_API}/API_Operations.html`,
    form: { kind: "arn" },
    problem: (value) =>
      typeof value === "string" && lengthProblem(value) === undefined && form.test(value)
        ? undefined
        : `must be an ARN such as ${example}, got ${shown(value)}; give one`,
  };
}

const IMPORT_FROM_PROPS: Record<keyof NlbImportFrom, readonly Rule[]> = {
  loadBalancerArn: [optional("importFrom.loadBalancerArn", arn("loadbalancer/net"))],
  forwards: [
    literal(
      "importFrom.forwards",
      "Imports",
      "each is a block of its own",
      "give a list; the ARNs in it may be tokens",
    ),
    optional("importFrom.forwards", list("Imports", "what is there of each forward", IMPORTS)),
  ],
};

export const IMPORT_FROM_RULES: readonly Rule<LoadBalancerSubject>[] = [
  literal("importFrom", "Imports", "each is a block of its own", "give an object; the ARNs in it may be tokens"),
  optional("importFrom", struct("Imports", '{ loadBalancerArn: "arn:aws:…" }', IMPORTS)),
  ...structRules("importFrom", "importFrom", IMPORT_FROM_PROPS),
];

/** What is said to be there already of a forward. */
export interface ForwardImportSubject extends Subject {
  readonly index: number;
  /** The whole list, as given. */
  readonly imports: readonly (Given | undefined)[];
  /** Listener ports of the list. */
  readonly listenerPorts: ReadonlySet<unknown>;
}

/** @param importFrom as given */
export function forwardImportSubjects(
  importFrom: unknown,
  forwards: readonly ForwardSettings[],
): (ForwardImportSubject | Malformed)[] {
  const given = items(record(importFrom)?.forwards);
  const imports = given.map(record);
  const listenerPorts = new Set(forwards.map(({ listenerPort }) => listenerPort));
  return imports.map((row, index) =>
    row
      ? { label: labelOf(index, row), given: row, index, imports, listenerPorts }
      : { label: labelOf(index), malformed: given[index] },
  );
}

function labelOf(index: number, given?: Given): string {
  const port = given?.listenerPort;
  const shows = typeof port === "number" && !isUnresolved(port);
  return `importFrom.forwards[${index}]${shows ? ` (listener ${port})` : ""}`;
}

const IMPORTED_FORWARD: Rule<ForwardImportSubject> = {
  title: "Imports",
  prop: "listenerPort",
  bound: "one of the list's, each once",
  severity: "error",
  source: IMPORTS,
  name: "imported-forward",
  problems: (subject) => {
    const { listenerPort } = subject.given;
    if (isUnresolved(listenerPort)) return [];
    if (!subject.listenerPorts.has(listenerPort)) {
      return [about(subject, `no forward listens on ${shown(listenerPort)}; add it to 'forwards', or remove it here`)];
    }
    const first = subject.imports.findIndex((row) => row?.listenerPort === listenerPort);
    if (first === subject.index) return [];
    return [about(subject, `importFrom.forwards[${first}] is of the same listenerPort; give each forward once`)];
  },
};

const FORWARD_IMPORT_PROPS: Record<keyof ForwardImportFrom, readonly Rule<ForwardImportSubject>[]> = {
  listenerPort: [
    literal("listenerPort", "Imports", "it says which forward is meant", "give a number"),
    required("listenerPort", PORT),
    IMPORTED_FORWARD,
  ],
  listenerArn: [optional("listenerArn", arn("listener/net"))],
  targetGroupArn: [optional("targetGroupArn", arn("targetgroup"))],
};

export const FORWARD_IMPORT_RULES: readonly Rule<ForwardImportSubject>[] = [
  knownProps("an import of a forward", Object.keys(FORWARD_IMPORT_PROPS)),
  ...Object.values(FORWARD_IMPORT_PROPS).flat(),
];
