import type { ListedForward } from "../../src/private/port-table-cells";
import type { Forward } from "./inventory";
import { nameOf, propOf } from "./target";

/** Returns a forward as the port table shows it. */
export function listed(forward: Forward): ListedForward {
  const { protocol, listenerPort, targetGroup = "", targetProtocol = "", targets, description } = forward;
  return {
    listener: `${protocol}:${listenerPort}`,
    targetGroup,
    toAddresses: targets.every((target) => propOf(target) === "targetIp"),
    targets: targets.map((target) => ({
      ip: nameOf(target),
      port: target.port === undefined ? "" : `${targetProtocol}:${target.port}`,
      external: target.external,
    })),
    description,
  };
}
