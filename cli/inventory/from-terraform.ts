import { grouped } from "./grouped";
import type { Forward, HealthCheck, LoadBalancer, Target, ZoneAddress } from "./inventory";
import { isObject, type Json, list, number, text } from "./json";
import { listenerOptions, loadBalancerOptions, targetGroupOptions } from "./options";
import { at, type TerraformResource } from "./terraform-resource";

/** Shown instead of an address that Terraform doesn't know before apply. */
const UNKNOWN = "(known after apply)";

/** Returns the Network Load Balancers among the resources, each with its forwards sorted by port. */
export function loadBalancersOf(resources: readonly TerraformResource[]): LoadBalancer[] {
  const links = new Links(resources);
  const attachments = links.referring("aws_lb_target_group_attachment", "target_group_arn", "aws_lb_target_group");
  const listeners = links.referring("aws_lb_listener", "load_balancer_arn", "aws_lb");
  const certificates = links.referring("aws_lb_listener_certificate", "listener_arn", "aws_lb_listener");
  return links
    .ofType("aws_lb")
    .filter(({ values }) => values.load_balancer_type === "network")
    .map((resource) => {
      const { values } = resource;
      const securityGroups = links.securityGroups(resource);
      const admissions = admissionsOf(securityGroups, links);
      const withClients = clientsGiver(admissions);
      const forwards = (listeners.get(resource) ?? []).map((listener) =>
        withClients(forwardOf(listener, links, attachments, certificates.get(listener))),
      );
      return {
        name: text(values.name) ?? resource.address,
        ...(typeof values.internal === "boolean" ? { internal: values.internal } : {}),
        ...optional("dnsName", text(values.dns_name)),
        addresses: list(values.subnet_mapping).map((mapping) => zoneAddress(mapping, links)),
        securityGroups: securityGroups.map(({ shown }) => shown),
        clients: clientsOf(admissions),
        options: loadBalancerOptions(resource),
        forwards: forwards.sort((one, other) => one.listenerPort - other.listenerPort),
      };
    });
}

function forwardOf(
  listener: TerraformResource,
  links: Links,
  attachments: ReadonlyMap<TerraformResource | undefined, readonly TerraformResource[]>,
  certificates: readonly TerraformResource[] = [],
): Forward {
  const { values } = listener;
  const group =
    links.find(listener, "default_action.target_group_arn", "aws_lb_target_group") ??
    links.find(listener, "default_action.forward.target_group.arn", "aws_lb_target_group");
  return {
    listenerPort: number(values.port) ?? 0,
    protocol: text(values.protocol) ?? "TCP",
    ...optional("targetGroup", text(group?.values.name)),
    ...optional("targetProtocol", text(group?.values.protocol)),
    ...optional("description", text(at(values, "tags.Description"))),
    healthCheck: healthCheckOf(group),
    targets: (group ? (attachments.get(group) ?? []) : []).map((attachment) => targetOf(attachment, group)),
    options: {
      listener: listenerOptions(listener, certificates),
      targetGroup: group ? targetGroupOptions(group) : {},
    },
  };
}

function healthCheckOf(group: TerraformResource | undefined): HealthCheck {
  return {
    ...optional("protocol", text(at(group?.values, "health_check.protocol"))),
    ...optional("port", number(at(group?.values, "health_check.port"))),
  };
}

function targetOf({ values, references }: TerraformResource, group: TerraformResource | undefined): Target {
  const [reference = UNKNOWN] = references("target_id") ?? [];
  return {
    ip: bare(text(values.target_id)) ?? reference,
    ...optional("port", number(values.port) ?? number(group?.values.port)),
    external: values.availability_zone === "all",
  };
}

function zoneAddress(mapping: Json, links: Links): ZoneAddress {
  const { subnet_id, private_ipv4_address, ipv6_address, allocation_id } = isObject(mapping) ? mapping : {};
  const subnet = links.identified(text(subnet_id));
  const elastic = links.identified(text(allocation_id));
  const ips = [private_ipv4_address, elastic?.values.public_ip, ipv6_address].map((ip) => bare(text(ip)));
  return {
    zone: text(subnet?.values.availability_zone) ?? bare(text(subnet_id)) ?? UNKNOWN,
    ips: ips.filter((ip) => ip !== undefined),
  };
}

interface SecurityGroup {
  /** The resource, if it is among the resources that were read. */
  readonly resource: TerraformResource | undefined;
  readonly shown: string;
}

/** A client that a rule allows. */
interface Admission {
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly client: string;
}

/** Returns the clients that the groups' rules allow, with their ports. */
function admissionsOf(groups: readonly SecurityGroup[], links: Links): Admission[] {
  const own = new Set(groups.map(({ resource }) => resource));
  return links
    .ofType("aws_vpc_security_group_ingress_rule")
    .filter((rule) => ["tcp", "udp"].includes(text(rule.values.ip_protocol) ?? ""))
    .filter((rule) => own.has(links.find(rule, "security_group_id", "aws_security_group") ?? rule))
    .flatMap(({ values }) => {
      const { from_port, to_port, cidr_ipv4, cidr_ipv6, referenced_security_group_id: group } = values;
      const client = text(cidr_ipv4) ?? text(cidr_ipv6) ?? bare(text(group));
      if (client === undefined) return [];
      return [{ fromPort: number(from_port), toPort: number(to_port), client }];
    });
}

/** Returns each client once. */
function clientsOf(admissions: readonly Admission[]): string[] {
  return [...new Set(admissions.map(({ client }) => client))];
}

/** Returns a function that adds to a forward the clients that may reach its port. Without rules, it adds nothing. */
function clientsGiver(admissions: readonly Admission[]): (forward: Forward) => Forward {
  if (admissions.length === 0) return (forward) => forward;
  // A list makes rules for one port each. Group them by port, so that each forward doesn't search all rules.
  const isSingle = ({ fromPort, toPort }: Admission): boolean => fromPort !== undefined && fromPort === toPort;
  const single = grouped(admissions.filter(isSingle), ({ fromPort }) => [fromPort]);
  const ranges = admissions.filter((admission) => !isSingle(admission));
  return (forward) => {
    const { listenerPort } = forward;
    const about = ranges.filter(
      ({ fromPort = listenerPort, toPort = listenerPort }) => fromPort <= listenerPort && listenerPort <= toPort,
    );
    return { ...forward, clients: clientsOf([...(single.get(listenerPort) ?? []), ...about]) };
  };
}

/** Resolves references between resources: by AWS's ID or ARN, by address, or, if neither is known yet, by `for_each` key. */
class Links {
  private readonly byType: ReadonlyMap<string, readonly TerraformResource[]>;
  private readonly byAddress: ReadonlyMap<string, TerraformResource>;
  /** By ARN and by ID. */
  private readonly byName = new Map<string, TerraformResource>();
  /** All instances of a block, and each instance by its key. */
  private readonly byBlock: ReadonlyMap<string, readonly TerraformResource[]>;
  /** The blocks of a type in a module. */
  private readonly byModule = new Map<string, Set<string>>();

  public constructor(resources: readonly TerraformResource[]) {
    this.byType = grouped(resources, ({ type }) => [type]);
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    this.byBlock = grouped(resources, (resource) => [block(resource), keyed(block(resource), resource.key)]);
    for (const resource of resources) {
      const own = inModule(resource.module, resource.type);
      this.byModule.set(own, (this.byModule.get(own) ?? new Set()).add(block(resource)));
      const { arn, id, allocation_id } = resource.values;
      for (const name of [arn, id, allocation_id].map(text)) {
        if (name !== undefined) this.byName.set(name, resource);
      }
    }
  }

  public ofType(type: string): readonly TerraformResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Returns the resources of a type, grouped by the resource to which an attribute refers. */
  public referring(
    type: string,
    attribute: string,
    to: string,
  ): ReadonlyMap<TerraformResource | undefined, readonly TerraformResource[]> {
    return grouped(this.ofType(type), (resource) => [this.find(resource, attribute, to)]);
  }

  /** Returns the resource for an ID, an ARN, or a reference such as `${aws_subnet.a.id}`. */
  public identified(value: string | undefined): TerraformResource | undefined {
    if (value === undefined) return undefined;
    const [, address] = /^\$\{(\w+\.[\w-]+)\.\w+\}$/.exec(value) ?? [];
    return this.byName.get(value) ?? this.byAddress.get(address ?? "");
  }

  /** Returns the resource of a type to which an attribute refers. */
  public find(from: TerraformResource, attribute: string, type: string): TerraformResource | undefined {
    const value = text(at(from.values, attribute));
    if (value !== undefined) return this.identified(value);
    // A plan has no value yet, only references. It doesn't say what a local refers to.
    const references = from.references(attribute);
    if (!references) return undefined;
    const instance = references.map((address) => this.byAddress.get(address)).find((found) => found?.key !== undefined);
    if (instance) return instance;
    const blocks = this.blocks(references, from.module, type);
    const [instances = [], ...more] = blocks.map((address) => this.byBlock.get(address) ?? []);
    if (instances.length === 1 && more.length === 0) return instances[0];
    // If there are several, take the one with the same key (`30080`) or with its first part (of `30080/10.0.0.10:80`).
    const keys = from.key === undefined ? [] : [from.key, from.key.split("/")[0]];
    return keys.flatMap((key) => blocks.flatMap((address) => this.byBlock.get(keyed(address, key)) ?? []))[0];
  }

  /** Returns the blocks to which an attribute refers. If it refers to a local, returns all blocks of the type in the module. */
  private blocks(references: readonly string[], module: string, type: string): readonly string[] {
    const named = [...new Set(references)].filter((address) => this.byBlock.has(address));
    return named.length > 0 ? named : [...(this.byModule.get(inModule(module, type)) ?? [])];
  }

  public securityGroups(resource: TerraformResource): SecurityGroup[] {
    const ids = list(resource.values.security_groups).map(text);
    const references = resource.references("security_groups");
    if (ids.length === 0 && references) {
      const blocks = this.blocks(references, resource.module, "aws_security_group");
      const made = blocks.flatMap((address) => this.byBlock.get(address) ?? []);
      return made.map((found) => ({ resource: found, shown: text(found.values.name) ?? found.address }));
    }
    return ids
      .filter((id) => id !== undefined)
      .map((id) => {
        const found = this.identified(id);
        return { resource: found, shown: text(found?.values.name) ?? bare(id) ?? id };
      });
  }
}

/** Returns the address of the block of which a resource is an instance. */
function block({ address, key = "" }: TerraformResource): string {
  const index = [`[${JSON.stringify(key)}]`, `[${key}]`].find((suffix) => address.endsWith(suffix));
  return index === undefined ? address : address.slice(0, -index.length);
}

function keyed(address: string, key: string | undefined): string {
  return JSON.stringify([address, key ?? null]);
}

function inModule(module: string, type: string): string {
  return JSON.stringify([module, type]);
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

/** Returns a reference without `${…}`: `aws_instance.web.private_ip`. */
function bare(value: string | undefined): string | undefined {
  return value?.replace(/^\$\{(.*)\}$/s, "$1");
}
