import { Fn, Token } from "cdktf";
import { ForwardProtocol } from "../../forward-defaults";
import { type ForwardTarget, type PortForward, TargetIpAddressType } from "../../port-forward";
import { type IpAddress, parseAddress } from "../addresses";
import { type Given, items, leafItems, leaves, record, literalFlag } from "../given";
import { defaultTargetGroupName } from "../names";
import { type RegularOptions, regularOptions } from "../options";
import { DESCRIPTION_TAG, tagValue } from "../tag-text";
import { TARGET_TYPES, targetPropsOf, type TargetType } from "../targets";
import { argument } from "../template";
import type { Vpc } from "../vpc";
import {
  type ForwardOptions,
  forwardOptions,
  type HealthCheckSettings,
  healthCheckSettings,
  OPTION_DEFAULTS,
  withDefaults,
} from "./forward-options";
import type { LoadBalancerSettings } from "./load-balancer";
import { isUnresolved } from "../unresolved";

/** A forward with all defaults applied. */
export interface ForwardSettings extends RegularOptions {
  readonly listenerPort: number;
  readonly description: string | undefined;
  readonly protocol: ForwardProtocol;
  /** Protocol of the target group: the load balancer terminates TLS unless `targetTls` is true. */
  readonly targetProtocol: ForwardProtocol;
  readonly targetType: TargetType;
  readonly ownTarget: TargetSettings;
  readonly additionalTargets: readonly TargetSettings[];
  /** All targets, starting with the forward's own. */
  readonly targets: readonly TargetSettings[];
  /** Address family of the targets. AWS defaults to IPv4, so a token counts as IPv4. A load balancer has none. */
  readonly ipAddressType: TargetIpAddressType | undefined;
  readonly targetGroupName: string;
  readonly healthCheck: HealthCheckSettings;
  readonly additionalCertificateArns: readonly string[];
  readonly clientCidrBlocks: readonly string[];
  readonly sameRegionPeering: boolean;
  /** Security groups of the targets: the forward's own, or the construct's. */
  readonly targetSecurityGroupIds: readonly string[];
  /** Tags of the listener and target group: the construct's tags and the description. */
  readonly tags: Record<string, string> | undefined;
}

/** A forward without the values that cdktf can't render. */
type Row = ForwardOptions & Omit<PortForward, keyof ForwardOptions | "additionalTargets">;

/** A target of a forward with all defaults applied. */
export interface TargetSettings {
  /** AWS's ID of the target: an IP address, the ID of an instance, or the ARN of a load balancer. */
  readonly id: string;
  readonly targetPort: number;
  readonly external: boolean;
  /** What the row says. A host's addresses, which aren't known, decide otherwise. */
  readonly givenExternal: boolean | undefined;
  /** `all` for a target outside the VPC, as AWS requires. */
  readonly availabilityZone: "all" | undefined;
  readonly key: string | undefined;
  /** Address of the target, and whether it is in the VPC, as far as known. */
  readonly address: IpAddress | undefined;
  readonly inVpc: boolean | undefined;
}

export function forwardSettings(given: Given, loadBalancer: LoadBalancerSettings): ForwardSettings {
  const { stem, vpc, clients, tags } = loadBalancer;
  const [targetProp = "targetIp"] = targetPropsOf(given);
  const targetType = TARGET_TYPES[targetProp];
  const row = withDefaults(forwardOptions(given) as Row, loadBalancer.forwardDefaults, targetType);
  const { listenerPort, targetPort, protocol = OPTION_DEFAULTS.protocol, healthCheck } = row;
  const description = typeof given.description === "string" ? given.description : undefined;
  const ownTarget = targetSettings(row, targetPort, vpc);
  const additionalTargets = items(given.additionalTargets).map((target) =>
    targetSettings(leaves((record(target) ?? {}) as unknown as ForwardTarget), targetPort, vpc),
  );
  const targets = [ownTarget, ...additionalTargets];
  return {
    listenerPort,
    description,
    ...regularOptions(row),
    additionalCertificateArns: row.additionalCertificateArns ?? [],
    sameRegionPeering: literalFlag(row.sameRegionPeering, OPTION_DEFAULTS.sameRegionPeering),
    protocol,
    targetProtocol:
      protocol === ForwardProtocol.TLS && !literalFlag(row.targetTls, OPTION_DEFAULTS.targetTls)
        ? ForwardProtocol.TCP
        : protocol,
    targetType,
    ownTarget,
    additionalTargets,
    targets,
    ipAddressType: targetType === "alb" ? undefined : (row.targetIpAddressType ?? familyOf(targets)),
    targetGroupName: row.targetGroupName ?? defaultTargetGroupName(stem, listenerPort),
    healthCheck: healthCheckSettings(healthCheck),
    clientCidrBlocks: row.clientCidrBlocks ?? clients?.cidrBlocks ?? [],
    targetSecurityGroupIds:
      given.targetSecurityGroupIds === undefined
        ? (clients?.targetSecurityGroupIds ?? [])
        : leafItems(given.targetSecurityGroupIds),
    tags: describedTags(tags, description),
  };
}

function familyOf(targets: readonly TargetSettings[]): ForwardSettings["ipAddressType"] {
  return targets.some(({ address }) => address?.kind() === "ipv6")
    ? TargetIpAddressType.IPV6
    : TargetIpAddressType.IPV4;
}

function targetSettings(target: ForwardTarget, targetPort: number, vpc: Vpc): TargetSettings {
  const [prop = "targetIp"] = targetPropsOf(target as unknown as Given);
  const id = (target as Partial<Record<typeof prop, string>>)[prop] ?? "";
  const address = prop === "targetIp" ? parseAddress(id) : undefined;
  const inVpc = address && vpc.contains(address);
  const external = literalFlag(target.external, inVpc === false);
  return {
    id,
    targetPort: target.targetPort ?? targetPort,
    external,
    givenExternal: target.external,
    availabilityZone: external ? "all" : undefined,
    key: target.key,
    address,
    inVpc,
  };
}

function describedTags(tags: Record<string, string> | undefined, description: string | undefined) {
  if (description === undefined) return tags;
  const text = isUnresolved(description) ? description : tagValue(description);
  if (isUnresolved(tags)) return Token.asStringMap(Fn.merge([tags, { [DESCRIPTION_TAG]: argument(text) }]));
  return { ...tags, [DESCRIPTION_TAG]: text };
}
