import type { ForwardImportFrom, NlbImportFrom, NlbMovedFrom } from "../../adoption";
import { filledIn, placeholdersIn } from "../adoption";
import type { ForwardSettings, TargetSettings } from "../defaults/forward";
import { type Given, items, record, valueAt } from "../given";
import { butIs, shown } from "../shown";
import { lengthProblem, list, PORT, struct } from "./bounds";
import type { LoadBalancerSubject } from "./load-balancer-subject";
import { about, type Bound, literal, type Malformed, optional, required, type Rule, type Subject } from "./rule";
import { ELB_API } from "./sources";
import { structRules } from "./struct-rules";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// Rules of movedFrom and importFrom.

const MOVES = "https://developer.hashicorp.com/terraform/language/modules/develop/refactoring";
const IMPORTS = "https://developer.hashicorp.com/terraform/language/import";

const OF_FORWARD = ["listenerPort"];
const OF_TARGET = [...OF_FORWARD, "targetIp", "targetPort"];

/** A resource's former address, with placeholders. The first one is required. */
function formerAddress(type: string, example: string, placeholders: readonly string[]): Bound {
  const must = `must be the address of an ${type} such as ${example}`;
  const known = placeholders.map((name) => `{${name}}`).join(", ");
  const key = '(\\[(\\d+|"[^"\\\\$%{}]*")\\])?';
  const address = new RegExp(`^(module\\.[A-Za-z_][\\w-]*${key}\\.)*${type}\\.[A-Za-z_][\\w-]*${key}$`);
  return {
    title: "Moves",
    bound: `the address of an \`${type}\`${known && `, with \`${known.replaceAll(", ", "`, `")}\``}`,
    source: MOVES,
    form: { kind: "former-address" },
    problem: (value) => {
      if (typeof value !== "string") return `${must}, ${butIs(value)}.`;
      const tooLong = lengthProblem(value);
      if (tooLong !== undefined) return tooLong;
      const used = placeholdersIn(value);
      const [strange] = used.filter((name) => !placeholders.includes(name));
      if (strange !== undefined) {
        const fix = known
          ? `Use only these placeholders: ${known}.`
          : "There is only one load balancer, so remove the placeholder.";
        return `${must}, ${butIs(value)}. ${fix}`;
      }
      const [mandatory] = placeholders;
      if (mandatory !== undefined && !used.includes(mandatory)) {
        return `must contain {${mandatory}}, ${butIs(value)}. Each forward has its own ${type}.`;
      }
      const sample = filledIn(value, { listenerPort: 1, targetIp: "1", targetPort: 1 });
      return address.test(sample) ? undefined : `${must}, ${butIs(value)}. ${addressMend(value, type)}`;
    },
  };
}

const MOVED_ATTACHMENTS: Rule<LoadBalancerSubject> = {
  title: "Moves",
  prop: "movedFrom.attachment",
  bound:
    "with `{targetIp}` or `{targetPort}` if a forward has several targets; targets whose values are tokens can't be moved this way",
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
  const ofTarget = placeholdersIn(address).filter((name) => !OF_FORWARD.includes(name));
  const where = `'movedFrom.attachment' ${shown(address)}`;
  const valueOf = ({ id, targetPort }: TargetSettings, name: string): unknown =>
    name === "targetIp" ? id : targetPort;
  const unknown = ofTarget.find((name) => targets.some((target) => isUnresolved(valueOf(target, name))));
  if (unknown !== undefined) {
    return [
      `${where} has {${unknown}}, which is a token on listener ${listenerPort}. Omit movedFrom, and move that ` +
        "attachment with terraform state mv.",
    ];
  }
  const former = new Set(
    targets.map(({ id, targetPort }) => filledIn(address, { listenerPort, targetIp: id, targetPort })),
  );
  if (former.size === targets.length) return [];
  return [
    `${where} is one address for the ${targets.length} targets of listener ${listenerPort}. Tell them apart with ` +
      "{targetIp} or {targetPort}.",
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
  literal("movedFrom", "Moves", "it becomes moved blocks", "Use an object of addresses"),
  optional(
    "movedFrom",
    struct("Moves", '{ loadBalancer: "aws_lb.nlb", listener: "aws_lb_listener.listener-{listenerPort}", … }', MOVES),
  ),
  ...structRules("movedFrom", "movedFrom", MOVED_FROM_PROPS),
  ...Object.keys(MOVED_FROM_PROPS).map((prop) =>
    literal(`movedFrom.${prop}`, "Moves", "moved blocks can't contain expressions", "Use the address itself"),
  ),
  MOVED_ATTACHMENTS,
];

function addressMend(value: string, type: string): string {
  if (!/(^|\.)aws_alb(_\w+)?\./.test(value)) return "Write it as terraform state list shows it.";
  const instead = type.endsWith("_attachment")
    ? "Omit movedFrom and remove the attachments from the state; the next apply registers the targets again."
    : "Omit movedFrom, remove the resource from the state and set its ARN in importFrom.";
  return `Terraform can't move a resource to another type. ${instead}`;
}

/** The ARN of a Network Load Balancer, or of a part of it. */
function arn(resource: string): Bound {
  const example = `arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:${resource}/…`;
  const form = new RegExp(`^arn:[\\w-]+:elasticloadbalancing:[\\w-]+:\\d{12}:${resource}/[\\w/-]+$`);
  return {
    title: "Imports",
    bound: `the ARN of a \`${resource}\``,
    source: `${ELB_API}/API_Operations.html`,
    form: { kind: "arn" },
    problem: (value) =>
      typeof value === "string" && lengthProblem(value) === undefined && form.test(value)
        ? undefined
        : `must be an ARN such as ${example}, ${butIs(value)}.`,
  };
}

const IMPORT_FROM_PROPS: Record<keyof NlbImportFrom, readonly Rule[]> = {
  loadBalancerArn: [optional("importFrom.loadBalancerArn", arn("loadbalancer/net"))],
  forwards: [
    literal(
      "importFrom.forwards",
      "Imports",
      "each forward in it becomes import blocks",
      "Use a list; the ARNs in it may be tokens",
    ),
    optional("importFrom.forwards", list("Imports", "forwards to import", IMPORTS)),
  ],
};

export const IMPORT_FROM_RULES: readonly Rule<LoadBalancerSubject>[] = [
  literal("importFrom", "Imports", "it becomes import blocks", "Use an object; the ARNs in it may be tokens"),
  optional("importFrom", struct("Imports", '{ loadBalancerArn: "arn:aws:…" }', IMPORTS)),
  ...structRules("importFrom", "importFrom", IMPORT_FROM_PROPS),
];

/** An item of `importFrom.forwards`. */
export interface ForwardImportSubject extends Subject {
  readonly index: number;
  /** The whole list. */
  readonly imports: readonly (Given | undefined)[];
  /** Listener ports of the list. */
  readonly listenerPorts: ReadonlySet<unknown>;
}

/** @param importFrom the prop's value, unchecked */
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
  bound: "the listener port of a forward, each once",
  severity: "error",
  source: IMPORTS,
  name: "imported-forward",
  problems: (subject) => {
    const { listenerPort } = subject.given;
    if (isUnresolved(listenerPort)) return [];
    if (!subject.listenerPorts.has(listenerPort)) {
      return [
        about(subject, `no forward listens on ${shown(listenerPort)}. Add one to 'forwards', or remove this import.`),
      ];
    }
    const first = subject.imports.findIndex((row) => row?.listenerPort === listenerPort);
    if (first === subject.index) return [];
    return [about(subject, `importFrom.forwards[${first}] has the same 'listenerPort'. List each forward once.`)];
  },
};

const FORWARD_IMPORT_PROPS: Record<keyof ForwardImportFrom, readonly Rule<ForwardImportSubject>[]> = {
  listenerPort: [
    literal("listenerPort", "Imports", "it identifies the forward", "Use a number"),
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
