import type { ListedForward } from "../../src/private/port-table-cells";
import type { Forward } from "./inventory";

/** What the cells say of a forward that was read back. */
export function listed(forward: Forward): ListedForward {
  const { protocol, listenerPort, targetGroup = "", targetProtocol = "", targets, description } = forward;
  return {
    listener: `${protocol}:${listenerPort}`,
    targetGroup,
    targets: targets.map(({ ip, port, external }) => ({
      ip,
      port: port === undefined ? "" : `${targetProtocol}:${port}`,
      external,
    })),
    description,
  };
}
