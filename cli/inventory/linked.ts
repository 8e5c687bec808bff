import { grouped } from "./grouped";
import { text } from "./json";
import type { Links, SecurityGroup } from "./links";
import type { TerraformResource } from "./terraform-resource";

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
  /** The first target group. Undefined if it isn't among the resources. */
  readonly targetGroup: TerraformResource | undefined;
  readonly attachments: readonly TerraformResource[];
  readonly certificates: readonly TerraformResource[];
}

/** Returns the Network Load Balancers among the resources, and those that only their listeners refer to. */
export function linkedLoadBalancers(links: Links): LinkedLoadBalancer[] {
  const attachments = links.referring("aws_lb_target_group_attachment", "target_group_arn", "aws_lb_target_group");
  const listeners = links.referring("aws_lb_listener", "load_balancer_arn", "aws_lb");
  const certificates = links.referring("aws_lb_listener_certificate", "listener_arn", "aws_lb_listener");
  const forwardOf = (listener: TerraformResource): LinkedForward => {
    const targetGroup = targetGroupOf(listener, links);
    return {
      listener,
      targetGroup,
      attachments: targetGroup ? (attachments.get(targetGroup) ?? []) : [],
      certificates: certificates.get(listener) ?? [],
    };
  };
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

function targetGroupOf(listener: TerraformResource, links: Links): TerraformResource | undefined {
  return (
    links.find(listener, "default_action.target_group_arn", "aws_lb_target_group") ??
    links.find(listener, "default_action.forward.target_group.arn", "aws_lb_target_group")
  );
}
