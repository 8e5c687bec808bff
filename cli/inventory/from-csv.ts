import { OPTION_DEFAULTS } from "../../src/private/defaults/forward-options";
import { ForwardProtocol } from "../../src/forward-defaults";
import { readForwardsText } from "../../src/private/csv/read";
import type { PortForward } from "../../src/port-forward";
import type { Forward, LoadBalancer } from "./inventory";

/**
 * A list as CSV, as of a load balancer of which nothing else is known.
 *
 * @param name of the file in sentences
 * @throws if cells are wrong, all of them at once
 */
export function fromCsv(text: string, name: string): LoadBalancer {
  const { forwards, problems } = readForwardsText(text);
  if (problems.length > 0) throw new Error(problems.map((problem) => `${name} ${problem}`).join("\n"));
  return { name: "", addresses: [], securityGroups: [], clients: [], forwards: forwards.map(forwardOf) };
}

function forwardOf(row: PortForward): Forward {
  const {
    listenerPort,
    protocol = OPTION_DEFAULTS.protocol,
    targetGroupName,
    description,
    healthCheck,
    targetTls,
  } = row;
  const targetProtocol = protocol === ForwardProtocol.TLS && targetTls !== true ? ForwardProtocol.TCP : protocol;
  const targets = [row, ...(row.additionalTargets ?? [])].map(
    ({ targetIp, targetPort = row.targetPort, external }) => ({
      ip: targetIp,
      port: targetPort,
      ...(external === undefined ? {} : { external }),
    }),
  );
  return {
    listenerPort,
    protocol,
    ...(targetGroupName === undefined ? {} : { targetGroup: targetGroupName }),
    targetProtocol,
    ...(description === undefined ? {} : { description }),
    healthCheck: {
      ...(healthCheck?.protocol === undefined ? {} : { protocol: healthCheck.protocol }),
      ...(healthCheck?.port === undefined ? {} : { port: healthCheck.port }),
    },
    targets,
    ...(row.clientCidrBlocks === undefined ? {} : { clients: row.clientCidrBlocks }),
  };
}
