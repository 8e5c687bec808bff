import type { LoadBalancerStateEnum } from "@aws-sdk/client-elastic-load-balancing-v2";
import { EXTERNAL_BLOCK, EXTERNAL_IP, VPC_BLOCK } from "./external-paths";
import { required } from "./fake-aws";
import {
  addBlock,
  createListener,
  createTargetGroup,
  deleteListener,
  deletePeering,
  deleteRoute,
  deleteTransitGatewayRoute,
  deny,
  deregisterTarget,
  detachVpnGateway,
  modifyListener,
  registerTarget,
  revoke,
  stopServer,
  switchCrossZoneOff,
  switchOn,
  takeTunnelsDown,
  targetGroupArn,
  terminateServer,
} from "./fault-steps";
import { CLIENT_BLOCK, type Surroundings, type Undo } from "./surroundings";

/** A mistake or omission in a sound network that breaks a forward. */
export interface Fault {
  readonly title: string;
  /** The doctor's name for it. */
  readonly cause: string;
  /** Whether it changes an option of the list, which causes another warning. */
  readonly ofOption?: true;
  /** Forwards that it breaks or makes differ from the list. */
  readonly listenerPorts: readonly number[];
  /** Stages it, and fails the health checks that would fail on AWS. */
  readonly stage: (surroundings: Surroundings) => Promise<Undo>;
}

const EXTERNAL_TARGET = `${EXTERNAL_IP}:80`;

/** For the article's load balancer in its initial surroundings. */
export const FAULTS: readonly Fault[] = [
  {
    title: "TargetServer1's security group no longer admits TCP 80",
    cause: "target-security-group",
    listenerPorts: [10080],
    stage: (on) =>
      all(
        () => revoke(on, on.zones["1a"].server.securityGroupId, "inbound", 80),
        () => on.fail("172.31.129.10:80"),
      ),
  },
  {
    title: "the network ACL of the targets' subnet 1c denies TCP 80 from the load balancer's address in 1a",
    cause: "network-acl",
    listenerPorts: [20080],
    stage: (on) =>
      all(
        () => deny(on, "1c", { number: 50, egress: false, from: 80, to: 80 }),
        () => on.fail("172.31.137.10:80"),
      ),
  },
  {
    title: "the network ACL of the targets' subnet 1c denies answers to the load balancer's address in 1a",
    cause: "network-acl",
    listenerPorts: [20022, 20080],
    stage: (on) =>
      all(
        () => deny(on, "1c", { number: 60, egress: true, from: 1024, to: 65535 }),
        () => on.fail("172.31.137.10:22", "172.31.137.10:80"),
      ),
  },
  {
    title: "the route table of the load balancer's subnet 1a loses its route to the external target",
    cause: "route-to-target",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () =>
          deleteRoute(on, {
            RouteTableId: on.zones["1a"].routeTableId,
            DestinationCidrBlock: EXTERNAL_BLOCK,
            GatewayId: on.vpnGatewayId,
          }),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
  {
    title: "the VPN gateway is detached, and both subnets' routes to the external target are black holes",
    cause: "route-to-target",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () => detachVpnGateway(on),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
  {
    title: "TargetServer2 is stopped",
    cause: "target-absent",
    listenerPorts: [20022, 20080],
    stage: (on) =>
      all(
        () => stopServer(on, "1c"),
        () => on.fail("172.31.137.10:22", "172.31.137.10:80"),
      ),
  },
  {
    title: "TargetServer2 is terminated, and its network interface gone",
    cause: "target-absent",
    listenerPorts: [20022, 20080],
    stage: (on) =>
      all(
        () => terminateServer(on, "1c"),
        () => on.fail("172.31.137.10:22", "172.31.137.10:80"),
      ),
  },
  {
    title: "nothing listens on TCP 22 of TargetServer2",
    cause: "target-health",
    listenerPorts: [20022],
    stage: (on) => on.fail("172.31.137.10:22"),
  },
  {
    title: "a listener 40080 was made by hand",
    cause: "listener-unaccounted",
    listenerPorts: [40080],
    stage: (on) =>
      all(
        () => createTargetGroup(on, 40080, 80),
        () => registerTarget(on, 40080, "172.31.137.10", 80),
        () => createListener(on, 40080),
      ),
  },
  {
    title: "a target group was made by hand that no listener forwards to",
    cause: "target-group-unaccounted",
    listenerPorts: [],
    stage: (on) => createTargetGroup(on, 40443, 443),
  },
  {
    title: "listener 20080 was deleted by hand",
    cause: "listener-missing",
    listenerPorts: [20080],
    stage: (on) => deleteListener(on, 20080),
  },
  {
    title: "target 172.31.137.10:22 was deregistered by hand",
    cause: "target-missing",
    listenerPorts: [20022],
    stage: (on) => deregisterTarget(on, 20022, "172.31.137.10", 22),
  },
  {
    title: "target 172.31.137.99:22 was registered by hand",
    cause: "target-unaccounted",
    listenerPorts: [20022],
    stage: (on) =>
      all(
        () => on.addServer("TargetServer99", "172.31.137.99", "1c"),
        () => registerTarget(on, 20022, "172.31.137.99", 22),
      ),
  },
  {
    title: "listener 10022 was made to terminate TLS",
    cause: "listener-differs",
    listenerPorts: [10022],
    stage: (on) =>
      modifyListener(on, 10022, {
        Protocol: "TLS",
        Certificates: [{ CertificateArn: "arn:aws:iam::123456789012:server-certificate/by-hand" }],
      }),
  },
  {
    title: "listener 10022 was made to forward to 20022's target group",
    cause: "listener-differs",
    listenerPorts: [10022],
    stage: async (on) =>
      modifyListener(on, 10022, {
        DefaultActions: [{ Type: "forward", TargetGroupArn: await targetGroupArn(on, 20022) }],
      }),
  },
  {
    // The load balancer still checks the target from its own address, and finds it healthy.
    title: "client IP preservation is on for the external target",
    cause: "client-ip-preservation",
    ofOption: true,
    listenerPorts: [30080],
    stage: (on) => switchOn(on, 30080, "preserve_client_ip.enabled"),
  },
  {
    title: "cross-zone load balancing is off, and each address of the load balancer has targets of its zone only",
    cause: "zone-without-target",
    ofOption: true,
    listenerPorts: [10022, 10080, 20022, 20080],
    stage: (on) => switchCrossZoneOff(on),
  },
  {
    title: "somebody switched stickiness on by hand",
    cause: "option-differs",
    listenerPorts: [10080],
    stage: (on) => switchOn(on, 10080, "stickiness.enabled"),
  },
  {
    title: "both tunnels of the VPN connection are down",
    cause: "vpn-down",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () => takeTunnelsDown(on, on.vpnConnectionId),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
  {
    // Half of the VPN's block: AWS rejects a block that equals or contains the destination of one of the VPC's
    // routes.
    title: "the VPC gets a block that the external target is in",
    cause: "external-mismatch",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () => addBlock(on, "10.0.0.0/25"),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
  {
    title: "the load balancer lacks resources to scale",
    cause: "load-balancer-state",
    listenerPorts: [10022, 10080, 20022, 20080, 30080],
    stage: (on) => setState(on, "active_impaired", "Insufficient addresses"),
  },
  {
    title: "the load balancer could not be set up",
    cause: "load-balancer-state",
    listenerPorts: [10022, 10080, 20022, 20080, 30080],
    stage: (on) => setState(on, "failed", "Internal error"),
  },
];

/** After `Surroundings.throughTransitGateway()`. */
export const TRANSIT_GATEWAY_FAULTS: readonly Fault[] = [
  {
    title: "the transit gateway has no route to the external target",
    cause: "transit-gateway-route",
    listenerPorts: [30080],
    stage: (on) => {
      const { routeTableThereId, vpnAttachmentId } = on.transitGateway;
      return all(
        () => deleteTransitGatewayRoute(on, routeTableThereId, EXTERNAL_BLOCK, vpnAttachmentId),
        () => on.fail(EXTERNAL_TARGET),
      );
    },
  },
  {
    title: "the transit gateway has no route back from the external target",
    cause: "transit-gateway-route",
    listenerPorts: [30080],
    stage: (on) => {
      const { routeTableBackId, vpcAttachmentId } = on.transitGateway;
      return all(
        () => deleteTransitGatewayRoute(on, routeTableBackId, VPC_BLOCK, vpcAttachmentId),
        () => on.fail(EXTERNAL_TARGET),
      );
    },
  },
  {
    title: "both tunnels of the transit gateway's VPN connection are down",
    cause: "vpn-down",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () => takeTunnelsDown(on, on.transitGateway.vpnConnectionId),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
];

/** After `Surroundings.throughPeering()`. */
export const PEERING_FAULTS: readonly Fault[] = [
  {
    title: "the peering connection to the external target was deleted",
    cause: "peering-state",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () => deletePeering(on),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
  {
    title: "the route table of the peered VPC loses its route back to the load balancer",
    cause: "route-back",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () =>
          deleteRoute(on, {
            RouteTableId: on.peering.routeTableId,
            DestinationCidrBlock: VPC_BLOCK,
            VpcPeeringConnectionId: on.peering.peeringId,
          }),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
  {
    title: "the security group of the target in the peered VPC no longer admits TCP 80",
    cause: "target-security-group",
    listenerPorts: [30080],
    stage: (on) =>
      all(
        () => revoke(on, on.peering.server.securityGroupId, "inbound", 80),
        () => on.fail(EXTERNAL_TARGET),
      ),
  },
];

/** For a load balancer with its own security group, which defines its clients. */
export const SECURITY_GROUP_FAULTS: readonly Fault[] = [
  {
    // Health checks are the load balancer's own connections, so inbound rules don't apply to them.
    title: "the load balancer's security group no longer admits clients to 10080",
    cause: "load-balancer-inbound",
    listenerPorts: [10080],
    stage: (on) => revoke(on, required(on.loadBalancerGroupId), "inbound", 10080),
  },
  {
    title: "the load balancer's security group no longer lets it out to TCP 80 of TargetServer1",
    cause: "load-balancer-outbound",
    listenerPorts: [10080],
    stage: (on) =>
      all(
        () => revoke(on, required(on.loadBalancerGroupId), "outbound", 80, "172.31.129.10/32"),
        () => on.fail("172.31.129.10:80"),
      ),
  },
  {
    title: "the route table of the load balancer's subnet 1a loses its route to the clients",
    cause: "route-to-clients",
    listenerPorts: [10022, 10080, 20022, 20080, 30080],
    stage: (on) =>
      deleteRoute(on, {
        RouteTableId: on.zones["1a"].routeTableId,
        DestinationCidrBlock: CLIENT_BLOCK,
        VpcPeeringConnectionId: on.peeringId,
      }),
  },
  {
    title: "client IP preservation is on for TargetServer1's web server, and the VPC is among the clients",
    cause: "hairpin",
    ofOption: true,
    listenerPorts: [10080],
    stage: (on) => switchOn(on, 10080, "preserve_client_ip.enabled"),
  },
];

async function setState({ aws }: Surroundings, Code: LoadBalancerStateEnum, Reason: string): Promise<Undo> {
  await aws.setLoadBalancerStates({ "example-nlb": { Code, Reason } });
  return () => aws.setLoadBalancerStates({});
}

/** Runs steps in sequence. Undoes them in reverse order. */
async function all(...steps: readonly (() => Promise<Undo>)[]): Promise<Undo> {
  const undos: Undo[] = [];
  for (const step of steps) undos.unshift(await step());
  return async () => {
    for (const undo of undos) await undo();
  };
}
