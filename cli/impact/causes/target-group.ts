import { text } from "../../inventory/json";
import type { TerraformResource } from "../../inventory/terraform-resource";
import type { Cause } from "../cause";
import { EVENTS } from "../effects";
import { healthySeconds, type Situation } from "../situation";
import { updateCauses } from "./update";

/** A target group that is replaced or updated, or a listener that gets another one. */
export function targetGroupCauses({ network, forward: { before, after } }: Situation): Cause[] {
  const listener = network.planned(after?.listener);
  if (!before || !after || !listener || listener.action === "replace") return [];
  const [old, next] = [network.planned(before.targetGroup), network.planned(after.targetGroup)];
  const isOther = old !== next || listener.changed.includes("default_action");
  if (!next) {
    if (!isOther) return [];
    return [{ ...EVENTS.otherTargetGroup, change: "another target group", resource: listener.address }];
  }
  if (next.action === "replace" && !next.createsFirst) {
    return [
      {
        ...EVENTS.targetGroupInUse,
        change: "target group replaced, but not its listener",
        resource: next.address,
        because: next.forcing,
      },
    ];
  }
  if (next.action === "replace" || (isOther && next.action === "create")) {
    const seconds = healthySeconds(next.after);
    return [
      {
        ...EVENTS.allTargetsReplaced,
        change: `another target group, ${nameOf(next.after)}`,
        clients: `no new connections until one of its targets is healthy, about ${seconds} s`,
        seconds,
        resource: next.address,
        because: next.forcing,
      },
    ];
  }
  if (old !== next) {
    const name = nameOf(next.after);
    return [
      {
        ...EVENTS.otherTargetGroup,
        change: `target group ${name}`,
        clients: `new connections go to the targets of ${name}`,
        resource: listener.address,
      },
    ];
  }
  return updateCauses(next, "target group", ["port"]);
}

function nameOf(group: TerraformResource | undefined): string {
  return text(group?.values.name) ?? group?.address ?? "";
}
