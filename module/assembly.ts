import { readFileSync } from "node:fs";
import * as library from "../src";
import { MAPS, snakeCase } from "./expressions";

// The props as jsii knows them, for people who write HCL.

interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
}

export interface Prop {
  readonly name: string;
  readonly optional?: boolean;
  readonly type: Type;
  readonly docs: Docs;
}

interface Type {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: "array" | "map"; readonly elementtype: Type };
}

interface Located extends Prop {
  readonly locationInModule: { readonly line: number };
}

interface AssemblyType {
  readonly kind: "class" | "enum" | "interface";
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Located[];
}

const PACKAGE = "cdktf-port-forward-nlb";

const assembly = JSON.parse(readFileSync(".jsii", "utf8")) as { types: Record<string, AssemblyType> };

function typeOf(name: string): AssemblyType {
  const type = assembly.types[`${PACKAGE}.${name}`];
  if (!type) throw new Error(`.jsii knows no ${name}; run npm run build`);
  return type;
}

/** What HCL has blocks of its own for, `moved` and `import`. */
const BLOCKS: readonly string[] = ["movedFrom", "importFrom"];

/** Props of a struct in the order of its source, those of the struct that it extends last. */
export function propsOf(struct: string): Prop[] {
  const { properties = [], interfaces = [] } = typeOf(struct);
  const own = properties
    .filter(({ name }) => !BLOCKS.includes(name))
    .sort((one, other) => one.locationInModule.line - other.locationInModule.line);
  return [...own, ...interfaces.flatMap((base) => propsOf(nameOf(base)))];
}

/** Names of the props that a struct has itself, blocks of HCL among them. */
export function ownPropsOf(struct: string): string[] {
  return (typeOf(struct).properties ?? []).map(({ name }) => name);
}

function nameOf(fqn: string): string {
  return fqn.slice(PACKAGE.length + 1);
}

/** The struct that a prop is, or is a list of. */
export function structOf({ collection, fqn }: Type): string | undefined {
  if (collection) return structOf(collection.elementtype);
  return fqn !== undefined && typeOf(nameOf(fqn)).kind === "interface" ? nameOf(fqn) : undefined;
}

/** Values of the enum that a prop is one of. */
function wordsOf({ fqn }: Type): string[] {
  if (fqn === undefined || typeOf(nameOf(fqn)).kind !== "enum") return [];
  return Object.values((library as unknown as Record<string, Record<string, string>>)[nameOf(fqn)] ?? {});
}

/** Type constraint, of structs with what `attributes` makes of them. */
export function constraint(prop: string, type: Type, attributes: (struct: string) => string): string {
  const { primitive, collection, fqn } = type;
  if (collection) {
    const kind = collection.kind === "map" || MAPS.includes(prop) ? "map" : "list";
    return `${kind}(${constraint("", collection.elementtype, attributes)})`;
  }
  if (fqn !== undefined) return wordsOf(type).length > 0 ? "string" : attributes(nameOf(fqn));
  return primitive === "boolean" ? "bool" : (primitive ?? "any");
}

/** What is said otherwise to people who write HCL, by `<struct>.<prop>`. */
const TEXTS: Record<string, Docs> = {
  "PortForwardNlbProps.forwards": {
    summary: "The list: what is forwarded where.",
    remarks:
      "The order of the rows does not matter. AWS allows 50 listeners per load balancer. Must be known when Terraform plans, " +
      "but for `target_ip` of a target with a `key`. Attributes that a row may have beside those below are those of " +
      "`forward_defaults`, which it takes from there, one by one, where it leaves them out.",
  },
  "PortForwardNlbProps.vpcCidrBlocks": {
    summary: "CIDR blocks of the VPC, `172.31.128.0/17`, the primary one and the secondary ones, IPv4 and IPv6.",
    remarks:
      "With them, `external` is found from a forward's `target_ip`, and one that contradicts is an error. They go into no " +
      "resource. Must be known when Terraform plans.",
    default: "- `external` is as each forward has it",
  },
  "PortForwardNlbProps.clientSecurityGroupIds": {
    summary:
      "Ids of security groups whose members may connect to the forwards, as `clientCidrBlocks` may, by names of yours.",
    remarks:
      "Of the VPC, or of a peered one in the Region. The names, and not the ids, must be known when Terraform plans.",
    default: "- no security group is made, unless `clientCidrBlocks` are given",
  },
  "PortForward.listenerPort": {
    summary: "Port that the load balancer listens on.",
    remarks: "An integer from 1 to 65535, once per load balancer. It is the forward's identity.",
  },
  "PortForward.targetIp": {
    summary: "IP address of the target.",
    remarks:
      "In the VPC, or beyond it where `external` says so. An IPv6 address takes a load balancer that is dual-stack. One that " +
      "is known only after the apply, such as `aws_instance.web.private_ip`, takes a `key`.",
  },
  "PortForward.key": {
    summary: "Identity of the target among the targets of its forward: part of the address of its attachment.",
    remarks:
      "With a key, a new `target_ip` or `target_port` replaces the attachment at the same address; without, at another one. " +
      "To give a key to a target that is there already, move its attachment first (`moved` block).",
    default: "- `target_ip:target_port`",
  },
  "ForwardTarget.targetIp": {
    summary: "IP address of the target, of the same family, IPv4 or IPv6, as those of the forward's other targets.",
    remarks: "One that is known only after the apply takes a `key`.",
  },
  "ForwardTarget.key": {
    summary: "Identity of the target among the targets of its forward, as a row's `key`.",
    default: "- `target_ip:target_port`",
  },
  "ForwardDefaults.additionalCertificateArns": {
    summary: "ARNs of further certificates, chosen by the host name that a client asks for (SNI), by names of yours.",
    remarks: "TLS only. The names, and not the ARNs, must be known when Terraform plans.",
    default: "- none",
  },
};

const NAMES = new Set(
  [
    "PortForwardNlb",
    "PortForwardNlbProps",
    "NlbSubnetMapping",
    "PortForward",
    "ForwardTarget",
    "ForwardHealthCheck",
    "ForwardAlarms",
    "NlbAccessLogs",
  ]
    .flatMap(propsOf)
    .map(({ name }) => name),
);

/** What a prop is, in one line. */
export function description(struct: string, { name, type, docs }: Prop, fallback?: string): string {
  const { summary = "", remarks = "", default: otherwise } = TEXTS[`${struct}.${name}`] ?? docs;
  const instead = fallback ?? otherwise;
  const words = wordsOf(type).map((word) => `\`${word}\``);
  const told = inHcl([summary, remarks].join(" "));
  const sentences = [
    told,
    ...(words.length > 0 ? [`${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}.`] : []),
    ...(type.collection && MAPS.includes(name) && !TEXTS[`${struct}.${name}`]
      ? ["By names of yours, which, and not the ids, must be known when Terraform plans."]
      : []),
    ...(instead === undefined ? [] : [`Default: ${inHcl(instead.replace(/^- /, ""))}.`]),
  ];
  return checked(`${struct}.${name}`, sentences.join(" "));
}

function inHcl(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/; (with )?a token [^.]*\./g, ".")
    .split(/(?<=\.) (?=[A-Z`])/)
    .filter((sentence) => !/\btokens?\b/i.test(sentence))
    .join(" ")
    .replace(/\b(\w+)\.([A-Z0-9_]+)\b/g, (member, name: string, word: string) => {
      const value = (library as unknown as Record<string, Record<string, string> | undefined>)[name]?.[word];
      return value === undefined ? member : `\`${value}\``;
    })
    .replace(/`([a-z][A-Za-z0-9]+)`/g, (code, name: string) => (NAMES.has(name) ? `\`${snakeCase(name)}\`` : code))
    .replace(/<listenerPort>/g, "<listener_port>")
    .replace(/construct/g, "module")
    .trim();
}

/** Holds a text to not speaking of what is not there in HCL. */
function checked(where: string, text: string): string {
  const strange = [/\btokens?\b/i, /construct/i, /\bprops?\b/, /\b[a-z]+[A-Z]\w*\b/].find((word) => word.test(text));
  if (strange) throw new Error(`${where}: ${String(strange)} is of no meaning in HCL: ${text}; say it in TEXTS`);
  return text;
}
