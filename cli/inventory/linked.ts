import { grouped } from "./grouped";
import { HostResources } from "./hosts";
import { isObject, list, number, text } from "./json";
import type { Links, SecurityGroup } from "./links";
import { at, type TerraformResource } from "./terraform-resource";

/** A Network Load Balancer with the resources that refer to it. */
export interface LinkedLoadBalancer {
  /** Undefined if Terraform doesn't know it yet. */
  readonly arn: string | undefined;
  /** Undefined if the load balancer isn't among the resources, but its listeners are. */
  readonly resource: TerraformResource | undefined;
  readonly securityGroups: readonly SecurityGroup[];
  readonly forwards: readonly LinkedForward[];
}

/** A listener with the resources that it refers to, and those that refer to these. */
export interface LinkedForward {
  readonly listener: TerraformResource;
  /** Target groups that get connections. One, except for a weighted forward. */
  readonly targetGroups: readonly LinkedTargetGroup[];
  readonly certificates: readonly TerraformResource[];
}

export interface LinkedTargetGroup {
  /** Undefined if the group isn't among the resources. */
  readonly resource: TerraformResource | undefined;
  /** Undefined if Terraform doesn't know it yet. */
  readonly arn: string | undefined;
  readonly attachments: readonly TerraformResource[];
  /** The resource that shows its hosts, if its targets are hosts. */
  readonly hosts: TerraformResource | undefined;
}

/** Returns the Network Load Balancers among the resources, and those that only their listeners refer to. */
export function linkedLoadBalancers(links: Links): LinkedLoadBalancer[] {
  const attachments = grouped(links.ofType("aws_lb_target_group_attachment"), (attachment) => [
    links.find(attachment, "target_group_arn", "aws_lb_target_group") ?? text(attachment.values.target_group_arn),
  ]);
  const hosts = new HostResources(links);
  const listeners = links.referring("aws_lb_listener", "load_balancer_arn", "aws_lb");
  const certificates = links.referring("aws_lb_listener_certificate", "listener_arn", "aws_lb_listener");
  const forwardOf = (listener: TerraformResource): LinkedForward => ({
    listener,
    targetGroups: targetGroupsOf(listener, links).map(({ resource, arn }) => ({
      resource,
      arn,
      attachments: (resource ?? arn) === undefined ? [] : (attachments.get(resource ?? arn) ?? []),
      hosts: resource && hosts.of(resource),
    })),
    certificates: certificates.get(listener) ?? [],
  });
  const own = links
    .ofType("aws_lb")
    .filter(({ values }) => values.load_balancer_type === "network")
    .map((resource) => ({
      arn: text(resource.values.arn),
      resource,
      securityGroups: links.securityGroups(resource),
      forwards: (listeners.get(resource) ?? []).map(forwardOf),
    }));
  const elsewhere = grouped(listeners.get(undefined) ?? [], ({ values }) => [text(values.load_balancer_arn)]);
  const others = [...elsewhere].flatMap(([arn, forwards]) =>
    arn?.includes(":loadbalancer/net/") === true
      ? [{ arn, resource: undefined, securityGroups: [], forwards: forwards.map(forwardOf) }]
      : [],
  );
  return [...own, ...others];
}

const GROUP = "aws_lb_target_group";
const SINGLE = "default_action.target_group_arn";
const WEIGHTED = "default_action.forward.target_group";

function targetGroupsOf(listener: TerraformResource, links: Links): Pick<LinkedTargetGroup, "resource" | "arn">[] {
  const single = text(at(listener.values, SINGLE));
  const weighted = list(at(listener.values, "default_action.forward")).flatMap((forward) =>
    isObject(forward) ? list(forward.target_group) : [],
  );
  const arns = weighted
    .filter((group) => isObject(group) && number(group.weight) !== 0)
    .map((group) => (isObject(group) ? text(group.arn) : undefined));
  const known = arns.some((arn) => arn !== undefined) ? arns : single === undefined ? [] : [single];
  if (known.length > 0) return known.map((arn) => ({ arn, resource: links.identified(arn) }));
  const resource =
    links.referred(listener, SINGLE, GROUP) ??
    links.referred(listener, `${WEIGHTED}.arn`, GROUP) ??
    links.find(listener, SINGLE, GROUP);
  return resource ? [{ arn: undefined, resource }] : [];
}
