import type { Explained } from "../../../cli/doctor/diagnosis";
import type { HostTargetsFacts, TargetFacts } from "../../../cli/doctor/facts";
import type { Resolution } from "../../../cli/check/resolve";
import { spoiled, the } from "./article-facts";

// The article's network, whose last forward is to a host: listener 30080 to 10.0.0.10, which is outside the VPC.

export const HOST = "db.internal";

/** The function, as it is when everything works. */
const RUNS: HostTargetsFacts = {
  functionName: "example-nlb-host-targets",
  invocations: 10,
  failed: false,
  unresolvedNames: 0,
};

interface Given {
  /** What the name resolves to. Defaults to the registered address. */
  readonly name?: Resolution;
  /** Addresses that are registered. */
  readonly registered?: readonly string[];
  /** What differs from a function that runs. Undefined if its metrics couldn't be read. */
  readonly lambda?: Partial<HostTargetsFacts> | undefined;
  readonly state?: string;
  readonly ipv6?: boolean;
}

/** Returns the findings about a forward to a host. */
export function foundWith(given: Given = {}): readonly Explained[] {
  const { name = { addresses: ["10.0.0.10"] }, registered = ["10.0.0.10"], state = "healthy", ipv6 = false } = given;
  const lambda = "lambda" in given ? given.lambda : {};
  return spoiled((facts, list) => {
    const row = the(list.forwards, ({ listenerPort }) => listenerPort === 30080);
    Object.assign(row, { targets: [{ host: HOST, port: 80 }] });
    const group = the(facts.targetGroups, ({ arn }) => arn === "arn:group/30080");
    const targets = registered.map((ip): TargetFacts => ({ ip, port: 80, zone: "all", state }));
    Object.assign(group, { targets, ipAddressType: ipv6 ? "ipv6" : "ipv4" });
    Object.assign(facts, {
      names: [{ name: HOST, ...name }],
      ...(lambda && { hostTargets: { ...RUNS, ...lambda } }),
    });
  });
}
