import { hostTargetsName } from "../../src/private/host-targets-name";
import { text } from "../inventory/json";
import type { TerraformResource } from "../inventory/terraform-resource";
import type { Plan, PlannedResource } from "./plan";

// The function that registers the addresses of hosts, and what it needs. All of it has the load balancer's name in its own.

/** What a resource is for the function. */
export type Part = "function" | "schedule" | "role" | "security group";

/** Types of resources with the function's name, by the argument that has it. */
const NAMED: Readonly<Record<string, { readonly part: Part; readonly argument: string }>> = {
  aws_lambda_function: { part: "function", argument: "function_name" },
  aws_cloudwatch_event_rule: { part: "schedule", argument: "name" },
  aws_cloudwatch_event_target: { part: "schedule", argument: "rule" },
  aws_lambda_permission: { part: "schedule", argument: "function_name" },
  aws_security_group: { part: "security group", argument: "name" },
};

/** Types of resources that belong to one of these, by the argument that refers to it. */
const REFERRING: Readonly<Record<string, { readonly part: Part; readonly argument: string; readonly type: string }>> = {
  aws_iam_role_policy: { part: "role", argument: "role", type: "aws_iam_role" },
  aws_vpc_security_group_egress_rule: {
    part: "security group",
    argument: "security_group_id",
    type: "aws_security_group",
  },
};

/** A plan, and its resources by reference. */
interface Planned {
  readonly plan: Plan;
  readonly planned: (resource: TerraformResource | undefined) => PlannedResource | undefined;
  readonly found: (from: TerraformResource, attribute: string, type: string) => TerraformResource | undefined;
}

/** A load balancer, which has at most one function. */
interface Owner {
  readonly planned: PlannedResource | undefined;
}

export interface FunctionResource {
  readonly part: Part;
  readonly planned: PlannedResource;
}

/** Returns the function's name. Undefined if the load balancer isn't in the plan. */
function nameOf({ planned }: Owner): string | undefined {
  const name = text(planned?.after?.values.name) ?? text(planned?.before?.values.name);
  return name === undefined ? undefined : hostTargetsName({ name });
}

/** The functions for hosts of a plan, each with what it needs. Built once, because a list has many forwards. */
export class HostFunctions {
  private readonly byName = new Map<string, FunctionResource[]>();

  public constructor(private readonly network: Planned) {
    const owners = new Map<PlannedResource, string>();
    for (const planned of network.plan.resources) {
      const { part, argument } = NAMED[planned.type] ?? {};
      const name = part && sideText(planned, argument ?? "");
      if (name === undefined || !part) continue;
      this.add(name, { part, planned });
      owners.set(planned, name);
      const role = planned.type === "aws_lambda_function" ? this.referred(planned, "role", "aws_iam_role") : undefined;
      if (!role) continue;
      this.add(name, { part: "role", planned: role });
      owners.set(role, name);
    }
    for (const planned of network.plan.resources) {
      const { part, argument, type } = REFERRING[planned.type] ?? {};
      const owner = part && this.referred(planned, argument ?? "", type ?? "");
      const name = owner && owners.get(owner);
      if (name !== undefined && part) this.add(name, { part, planned });
    }
  }

  /** Returns the resources of a load balancer's function. */
  public of(loadBalancer: Owner): readonly FunctionResource[] {
    return this.byName.get(nameOf(loadBalancer) ?? "") ?? [];
  }

  /** Returns the longest time until the function's next run, in seconds. Undefined if the plan doesn't have its schedule. */
  public intervalSeconds(loadBalancer: Owner): number | undefined {
    const rule = this.of(loadBalancer).find(({ planned }) => planned.type === "aws_cloudwatch_event_rule")?.planned;
    const expression = text(rule?.after?.values.schedule_expression) ?? "";
    const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
    return minutes === undefined ? undefined : Number(minutes) * 60;
  }

  private add(name: string, resource: FunctionResource): void {
    const known = this.byName.get(name);
    if (known) known.push(resource);
    else this.byName.set(name, [resource]);
  }

  private referred({ after, before }: PlannedResource, argument: string, type: string): PlannedResource | undefined {
    const from: TerraformResource | undefined = after ?? before;
    const found = from && this.network.found(from, argument, type);
    // IAM's role policies refer to a role by its name, which is its ID.
    return this.network.planned(found);
  }
}

function sideText({ after, before }: PlannedResource, argument: string): string | undefined {
  return text(after?.values[argument]) ?? text(before?.values[argument]);
}
