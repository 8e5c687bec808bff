import { isInstance, isLoadBalancer } from "../../../src/private/targets";
import type { Cause } from "../cause";
import type { TargetFacts } from "../facts";
import { type Finding, through } from "../finding";
import { type Flow, isToHosts, type Pair, type Situation } from "../situation";

/** No network interface has the target's address, or its instance isn't running. */
export const targetAbsent: Cause = {
  id: "target-absent",
  explains: ["target-health"],
  find: (situation) => situation.destinations.flatMap(({ flows }) => flows.flatMap((flow) => finding(situation, flow))),
};

function finding(situation: Situation, { pair, target }: Flow): Finding[] {
  const absence = situation.isOutside(target) === false ? absenceOf(situation, target, pair) : undefined;
  return absence ? [{ subject: `target ${target.ip}`, ...absence, concerns: [through(pair, target)] }] : [];
}

function absenceOf(
  { facts, network, vpcId }: Situation,
  { ip, state }: TargetFacts,
  { row }: Pair,
): Pick<Finding, "seen" | "expected" | "fix"> | undefined {
  if (!facts.interfaces || isLoadBalancer(ip) || (isInstance(ip) && !facts.instances)) return undefined;
  const found = network.interfaceOf(vpcId, ip);
  const expected = "a running server with this address";
  if (!found) {
    // In a shared subnet, AWS doesn't list the network interfaces of other accounts.
    if (state === "healthy") return undefined;
    if (isInstance(ip)) {
      const advice = "start an instance, and correct the forward's targetInstanceId";
      return { seen: "no instance has this ID, or it is terminated", expected: "a running instance", fix: { advice } };
    }
    const isHost = row !== undefined && isToHosts(row);
    const advice = `start the server, or correct the ${isHost ? "DNS records of its name" : "forward's targetIp"}`;
    return { seen: `no network interface in ${vpcId} has this address`, expected, fix: { advice } };
  }
  const { id, attached, instanceId, instanceState } = found;
  if (!attached) {
    return {
      seen: `its network interface ${id} isn't attached to an instance`,
      expected,
      fix: {
        commands: [
          `aws ec2 attach-network-interface --network-interface-id ${id} --instance-id <i-…> --device-index 1`,
        ],
      },
    };
  }
  if (instanceId === undefined || instanceState === undefined || instanceState === "running") return undefined;
  return {
    seen: `instance ${instanceId} is ${instanceState}`,
    expected,
    fix: { commands: [`aws ec2 start-instances --instance-ids ${instanceId}`] },
  };
}
