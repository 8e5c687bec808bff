import { Resolver } from "node:dns";
import { CidrBlocks, type Family } from "./addresses";

/** A name whose addresses are targets on a port. */
export interface Host {
  readonly name: string;
  readonly port: number;
  /** Whether its addresses are outside the VPC. Defaults to whether they are outside the known blocks of the VPC. */
  readonly external?: boolean;
}

export interface TargetGroup {
  /** End of the ARN, such as `example-tg-5432/73e2d6bc24d8a067`. */
  readonly id: string;
  readonly arn: string;
  readonly family: Family;
  readonly hosts: readonly Host[];
}

/** A valid event. */
export interface Settings {
  /** The load balancer in CloudWatch's terms, such as `net/example-nlb/50dc6c495c0c9188`. */
  readonly loadBalancer: string;
  readonly targetGroups: readonly TargetGroup[];
  readonly vpcBlocks: CidrBlocks;
  /** Addresses of name servers. Defaults to those of the execution environment. */
  readonly nameServers?: readonly string[];
  /** After how many answers in a row without its address a target is deregistered. */
  readonly missesBeforeRemoval: number;
}

type Unknown = Readonly<Record<string, unknown>>;

const LOAD_BALANCER_ARN = /^(arn:[\w-]+:elasticloadbalancing:[\w-]*:\d*:)loadbalancer\/(net\/[\w-]+\/\w+)$/;
const TARGET_GROUP_ID = /^[\w-]+\/\w+$/;
const LONGEST_NAME = 255;
const HIGHEST_PORT = 65_535;

/**
 * Checks the input of an invocation.
 *
 * Target groups share the beginning of the load balancer's ARN, because EventBridge limits an input to 8,192 characters.
 *
 * @throws if the input is malformed
 */
export function parseEvent(event: unknown): Settings {
  if (!isObject(event)) throw invalid("The event", "an object", event);
  const { loadBalancerArn, targetGroups, vpcCidrBlocks = [], nameServers, missesBeforeRemoval } = event;
  const [, arnPrefix, loadBalancer] = LOAD_BALANCER_ARN.exec(text(loadBalancerArn)) ?? [];
  if (arnPrefix === undefined || loadBalancer === undefined) {
    throw invalid("'loadBalancerArn'", "the ARN of a Network Load Balancer", loadBalancerArn);
  }
  if (!Array.isArray(targetGroups)) throw invalid("'targetGroups'", "a list", targetGroups);
  const groups = targetGroups.map((group, index) => parseGroup(group, `'targetGroups[${index}]`, arnPrefix));
  const repeated = groups.find(({ id }, index) => groups.findIndex((other) => other.id === id) < index);
  if (repeated) throw new Error(`'targetGroups' must have each target group once, but has ${repeated.id} again.`);
  if (!isPositiveInteger(missesBeforeRemoval)) {
    throw invalid("'missesBeforeRemoval'", "an integer from 1", missesBeforeRemoval);
  }
  return {
    loadBalancer,
    targetGroups: groups,
    vpcBlocks: parseBlocks(vpcCidrBlocks),
    nameServers: nameServers === undefined ? undefined : parseNameServers(nameServers),
    missesBeforeRemoval,
  };
}

function parseGroup(group: unknown, at: string, arnPrefix: string): TargetGroup {
  if (!isObject(group)) throw invalid(`${at}'`, "an object", group);
  const { id, hosts, ipv6 = false } = group;
  if (!TARGET_GROUP_ID.test(text(id))) throw invalid(`${at}.id'`, "the name and ID of a target group", id);
  if (!Array.isArray(hosts) || hosts.length === 0) throw invalid(`${at}.hosts'`, "a list of hosts", hosts);
  if (typeof ipv6 !== "boolean") throw invalid(`${at}.ipv6'`, "true or false", ipv6);
  return {
    id: text(id),
    arn: `${arnPrefix}targetgroup/${text(id)}`,
    family: ipv6 ? "ipv6" : "ipv4",
    hosts: hosts.map((host, index) => parseHost(host, `${at}.hosts[${index}]'`)),
  };
}

function parseHost(host: unknown, at: string): Host {
  const [name, port, external, ...others] = Array.isArray(host) ? (host as unknown[]) : [];
  const isHost =
    typeof name === "string" &&
    name !== "" &&
    name.length <= LONGEST_NAME &&
    isPositiveInteger(port) &&
    port <= HIGHEST_PORT &&
    (external === undefined || typeof external === "boolean") &&
    others.length === 0;
  if (!isHost) throw invalid(at, "a name, a port and, if known, whether it is external", host);
  return { name, port, external };
}

function parseBlocks(blocks: unknown): CidrBlocks {
  try {
    return new CidrBlocks(...(blocks as readonly string[]));
  } catch {
    throw invalid("'vpcCidrBlocks'", "a list of CIDR blocks", blocks);
  }
}

function parseNameServers(servers: unknown): readonly string[] {
  try {
    new Resolver().setServers(servers as readonly string[]);
    return servers as readonly string[];
  } catch {
    throw invalid("'nameServers'", "a list of IP addresses", servers);
  }
}

function isObject(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function invalid(what: string, must: string, value: unknown): Error {
  return new Error(`${what} must be ${must}, but is ${JSON.stringify(value)}.`);
}
