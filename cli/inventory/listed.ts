import type { ListedForward } from "../../src/private/port-table-cells";
import { targetPropOf, targetText } from "../../src/private/targets";
import type { Forward } from "./inventory";

/** Returns a forward as the port table shows it. */
export function listed(forward: Forward): ListedForward {
  const { protocol, listenerPort, targetGroup = "", targetProtocol = "", targets, description } = forward;
  return {
    listener: `${protocol}:${listenerPort}`,
    targetGroup,
    toAddresses: targets.every(({ ip }) => targetPropOf(ip) === "targetIp"),
    targets: targets.map(({ ip, port, external }) => ({
      ip: targetText(ip),
      port: port === undefined ? "" : `${targetProtocol}:${port}`,
      external,
    })),
    description,
  };
}
