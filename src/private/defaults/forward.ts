import { Fn, Token } from "cdktf";
import { ForwardProtocol, type ForwardTarget, HealthCheckProtocol, type PortForward } from "../../port-forward";
import { type IpAddress, parseAddress } from "../addresses";
import { type Given, items, leaves, record } from "../given";
import { defaultTargetGroupName } from "../names";
import type { Vpc } from "../vpc";
import { forwardOptions, withDefaults } from "./forward-options";
import type { LoadBalancerSettings } from "./load-balancer";

/** A row of the list with every default applied. */
export type ForwardSettings = ReturnType<typeof forwardSettings>;

/** A target of a forward with every default applied. */
export interface TargetSettings {
  readonly targetIp: string;
  readonly targetPort: number;
  readonly external: boolean;
  readonly key: string | undefined;
  /** The target's address, and whether it is in the VPC, as far as they are known. */
  readonly address: IpAddress | undefined;
  readonly inVpc: boolean | undefined;
}

export function forwardSettings(given: Given, loadBalancer: LoadBalancerSettings) {
  const { stem, vpc, clients, tags } = loadBalancer;
  const row = leaves(given) as Pick<PortForward, "listenerPort" | "targetPort"> & Partial<PortForward>;
  const { listenerPort, targetPort, description } = row;
  const options = withDefaults(forwardOptions(given), loadBalancer.forwardDefaults);
  const { protocol = ForwardProtocol.TCP } = options;
  const ownTarget = targetSettings(given, targetPort, vpc);
  const additionalTargets = items(given.additionalTargets).map((target) =>
    targetSettings(record(target) ?? {}, targetPort, vpc),
  );
  const targets = [ownTarget, ...additionalTargets];
  return {
    ...options,
    listenerPort,
    protocol,
    /** Protocol of the target group: the load balancer ends TLS unless the targets are to speak it too. */
    targetProtocol: protocol === ForwardProtocol.TLS && options.targetTls !== true ? ForwardProtocol.TCP : protocol,
    ownTarget,
    additionalTargets,
    /** All of them, the row's own first. */
    targets,
    /** What the target group must be told of its targets' addresses: nothing of IPv4, which it takes for granted. */
    ipAddressType: targets.some(({ address }) => address?.kind() === "ipv6") ? "ipv6" : undefined,
    targetGroupName: row.targetGroupName ?? defaultTargetGroupName(stem, listenerPort),
    deregistrationDelaySeconds: options.deregistrationDelaySeconds ?? 300,
    healthCheck: {
      ...options.healthCheck,
      protocol: options.healthCheck.protocol ?? HealthCheckProtocol.TCP,
      healthyThreshold: options.healthCheck.healthyThreshold ?? 3,
      unhealthyThreshold: options.healthCheck.unhealthyThreshold ?? 3,
      intervalSeconds: options.healthCheck.intervalSeconds ?? 30,
    },
    clientCidrBlocks: options.clientCidrBlocks ?? clients?.cidrBlocks ?? [],
    description,
    tags: describedTags(tags, description),
  };
}

function targetSettings(given: Given, targetPort: number, vpc: Vpc): TargetSettings {
  const target = leaves(given) as Partial<ForwardTarget> & Pick<ForwardTarget, "targetIp">;
  const address = parseAddress(target.targetIp);
  const inVpc = address && vpc.contains(address);
  return {
    targetIp: target.targetIp,
    targetPort: target.targetPort ?? targetPort,
    external: typeof target.external === "boolean" ? target.external : inVpc === false,
    key: target.key,
    address,
    inVpc,
  };
}

function describedTags(tags: Record<string, string> | undefined, description: string | undefined) {
  if (description === undefined) return tags;
  if (Token.isUnresolved(tags)) return Token.asStringMap(Fn.merge([tags, { Description: description }]));
  return { ...tags, Description: description };
}
