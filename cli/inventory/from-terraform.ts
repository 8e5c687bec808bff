import { hostsOf } from "./hosts";
import type { Forward, HealthCheck, LoadBalancer, Target, ZoneAddress } from "./inventory";
import { isObject, type Json, list, number, text } from "./json";
import { linkedLoadBalancers, type LinkedForward, type LinkedTargetGroup } from "./linked";
import { bare, Links } from "./links";
import { listenerOptions, loadBalancerOptions, targetGroupOptions } from "./options";
import { namesOf, type Rule, RulesByGroup, RulesByPort, securityGroupRules } from "./security-group-rules";
import { at, type TerraformResource } from "./terraform-resource";

/** Shown instead of an address that Terraform doesn't know before apply. */
const UNKNOWN = "(known after apply)";

/** Returns the Network Load Balancers among the resources, each with its forwards sorted by port. */
export function loadBalancersOf(resources: readonly TerraformResource[]): LoadBalancer[] {
  const links = new Links(resources);
  const rules = new RulesByGroup(securityGroupRules(links));
  return linkedLoadBalancers(links).flatMap(({ resource, securityGroups, forwards }) => {
    if (!resource) return [];
    const { values } = resource;
    const admitting = rules.of(namesOf(securityGroups), "ingress").filter(({ peer }) => peer !== undefined);
    const withClients = clientsGiver(admitting);
    return {
      name: text(values.name) ?? resource.address,
      ...(typeof values.internal === "boolean" ? { internal: values.internal } : {}),
      ...optional("dnsName", text(values.dns_name)),
      addresses: list(values.subnet_mapping).map((mapping) => zoneAddress(mapping, links)),
      securityGroups: securityGroups.map(({ shown }) => shown),
      clients: clientsOf(admitting),
      options: loadBalancerOptions(resource),
      forwards: forwards
        .map((forward) => withClients(forwardOf(forward)))
        .sort((one, other) => one.listenerPort - other.listenerPort),
    };
  });
}

function forwardOf({ listener, targetGroups: [first], certificates }: LinkedForward): Forward {
  const { values } = listener;
  const { resource: targetGroup } = first ?? {};
  return {
    listenerPort: number(values.port) ?? 0,
    protocol: text(values.protocol) ?? "TCP",
    ...optional("targetGroup", text(targetGroup?.values.name)),
    ...optional("targetProtocol", text(targetGroup?.values.protocol)),
    ...optional("description", text(at(values, "tags.Description"))),
    healthCheck: healthCheckOf(targetGroup),
    targets: first ? targetsOf(first) : [],
    options: {
      listener: listenerOptions(listener, certificates),
      targetGroup: targetGroup ? targetGroupOptions(targetGroup) : {},
    },
  };
}

function healthCheckOf(group: TerraformResource | undefined): HealthCheck {
  return {
    ...optional("protocol", text(at(group?.values, "health_check.protocol"))),
    ...optional("port", number(at(group?.values, "health_check.port"))),
  };
}

function targetsOf({ resource: targetGroup, attachments, hosts: shown }: LinkedTargetGroup): Target[] {
  if (!targetGroup) return [];
  if (!shown) return attachments.map((attachment) => targetOf(attachment, targetGroup));
  const hosts = hostsOf(shown) ?? [{ name: UNKNOWN, port: number(targetGroup.values.port) }];
  return hosts.map(({ name, port, ...others }) => ({ host: name, ...optional("port", port), ...others }));
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

/** Returns each client once. */
function clientsOf(rules: readonly Rule[]): string[] {
  return [...new Set(rules.flatMap(({ peer = [] }) => peer))];
}

/** Returns a function that adds to a forward the clients that may reach its port. Without rules, it adds nothing. */
function clientsGiver(rules: readonly Rule[]): (forward: Forward) => Forward {
  if (rules.length === 0) return (forward) => forward;
  const byPort = new RulesByPort(rules);
  return (forward) => ({ ...forward, clients: clientsOf(byPort.for(forward.listenerPort)) });
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
