import { OPTION_DEFAULTS } from "../../src/private/defaults/forward-options";
import { ForwardProtocol } from "../../src/forward-defaults";
import { readForwardsText } from "../../src/private/csv/read";
import type { PortForward } from "../../src/port-forward";
import type { Forward, LoadBalancer } from "./inventory";

/**
 * Returns a CSV list as a load balancer without a name or addresses.
 *
 * @param name the file's name, as messages show it
 * @throws Error that reports all wrong cells at once
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
    ({ targetIp, targetInstanceId, targetHost, targetPort = row.targetPort, external }) => ({
      ...(targetHost === undefined
        ? { ip: targetIp ?? targetInstanceId ?? row.targetAlbArn ?? "" }
        : { host: targetHost }),
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
