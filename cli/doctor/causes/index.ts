import type { Cause } from "../cause";
import { clientIpPreservation } from "./client-ip-preservation";
import { externalMismatch } from "./external-mismatch";
import { hairpin } from "./hairpin";
import { hostDiffers } from "./host-differs";
import { hostFormerAddress } from "./host-former-address";
import { hostFunction } from "./host-function";
import { hostUnresolved } from "./host-unresolved";
import { hostWithoutTarget } from "./host-without-target";
import { listenerDiffers } from "./listener-differs";
import { listenerMissing } from "./listener-missing";
import { listenerUnaccounted } from "./listener-unaccounted";
import { loadBalancerInbound } from "./load-balancer-inbound";
import { loadBalancerMissing } from "./load-balancer-missing";
import { loadBalancerOutbound } from "./load-balancer-outbound";
import { loadBalancerState } from "./load-balancer-state";
import { networkAcl } from "./network-acl";
import { optionDiffers } from "./option-differs";
import { peeringState } from "./peering-state";
import { routeBack } from "./route-back";
import { routeToClients } from "./route-to-clients";
import { routeToTarget } from "./route-to-target";
import { targetAbsent } from "./target-absent";
import { targetGroupUnaccounted } from "./target-group-unaccounted";
import { targetHealth } from "./target-health";
import { targetMissing } from "./target-missing";
import { targetSecurityGroup } from "./target-security-group";
import { targetUnaccounted } from "./target-unaccounted";
import { transitGatewayRoute } from "./transit-gateway-route";
import { vpnDown } from "./vpn-down";
import { zoneWithoutTarget } from "./zone-without-target";

/** All causes, in the order of a report: from the load balancer to the targets, then the harmless ones. */
export const CAUSES: readonly Cause[] = [
  loadBalancerMissing,
  loadBalancerState,
  listenerMissing,
  listenerDiffers,
  externalMismatch,
  targetMissing,
  hostFunction,
  hostWithoutTarget,
  hostDiffers,
  loadBalancerInbound,
  peeringState,
  routeToClients,
  loadBalancerOutbound,
  networkAcl,
  routeToTarget,
  transitGatewayRoute,
  vpnDown,
  routeBack,
  targetSecurityGroup,
  clientIpPreservation,
  targetAbsent,
  targetHealth,
  zoneWithoutTarget,
  hairpin,
  hostUnresolved,
  hostFormerAddress,
  optionDiffers,
  targetUnaccounted,
  listenerUnaccounted,
  targetGroupUnaccounted,
];
