import { isLoadBalancer, targetText } from "../../../src/private/targets";
import type { Cause } from "../cause";
import type { TargetFacts } from "../facts";
import { type Finding, through } from "../finding";
import { ownTargets, type Pair, type Situation, socket } from "../situation";
import { healthText } from "../health-text";
import { enumerated } from "../words";

/** The load balancer considers a target unhealthy, and sends it no traffic. */
export const targetHealth: Cause = {
  id: "target-health",
  explains: [],
  find: (situation) =>
    situation.pairs
      .filter(({ row }) => row)
      .flatMap((pair) =>
        ownTargets(pair)
          .filter(({ state }) => state !== "healthy")
          .map((target) => finding(situation, pair, target)),
      ),
};

function finding(situation: Situation, pair: Pair, target: TargetFacts): Finding {
  return {
    subject: `target ${socket(target)}`,
    seen: healthText(target),
    expected: `healthy: answers ${checkText(pair, target)}`,
    fix: { advice: adviceOn(situation, pair, target) },
    concerns: [through(pair, target)],
  };
}

/** Describes the health check. */
function checkText({ targetGroup }: Pair, { ip, port }: TargetFacts): string {
  const { protocol = "", port: own = port } = targetGroup?.healthCheck ?? {};
  return `${protocol} health checks on ${socket({ ip, port: own })}`;
}

function adviceOn(situation: Situation, pair: Pair, target: TargetFacts): string {
  const { state, reason = "" } = target;
  if (state === "initial") return "wait for the first health checks";
  if (reason === "Target.NotInUse") return "add a subnetMapping in the target's Availability Zone and apply";
  if (reason === "Target.IpUnusable") return "give the target another address: a load balancer uses this one";
  if (reason.startsWith("Elb."))
    return "wait, and check the AWS Health Dashboard: the load balancer itself has a problem";
  const { port = target.port, protocol = "" } = pair.targetGroup?.healthCheck ?? {};
  if (isLoadBalancer(target.ip)) {
    return (
      `check that ${targetText(target.ip)} has an ${protocol} listener on port ${port}, and healthy targets that answer ` +
      "the path of the health check"
    );
  }
  const nodes = enumerated(situation.loadBalancer?.nodes.flatMap(({ addresses }) => addresses) ?? []);
  const local = `on ${target.ip}, check that a server listens (ss -ltn sport = :${port}) and that no firewall blocks ${nodes}`;
  return situation.isOutside(target) ? `${local}; also check that its network has a route back to ${nodes}` : local;
}
