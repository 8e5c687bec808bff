import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { AssetType, dependable, Fn, Lazy, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { ForwardSettings } from "./defaults/forward";
import type { HostTargetsSettings, LoadBalancerSettings } from "./defaults/load-balancer";
import { contentId } from "./expression";
import { renderSoundHcl } from "./hcl";
import { hostTargetsName } from "./host-targets-name";
import { hostTargetsInput } from "./host-targets-input";
import {
  API_EGRESS,
  eventInvokeConfig,
  functionConfig,
  logGroupConfig,
  NAME_SERVER_PROTOCOLS,
  nameServerEgress,
  permissionConfig,
  roleConfig,
  rolePolicy,
  scheduleConfig,
  scheduleTargetConfig,
} from "./resources/host-targets";
import { json } from "./template";
import { unresolvedHostsAlarmConfig } from "./resources/nlb-alarms";
import { securityGroupConfig } from "./resources/nlb-security-group";

/** A forward to hosts, with its target group. */
interface ResolvedForward {
  readonly forward: ForwardSettings;
  /** The target group's part of the function's input. */
  readonly id: string;
  readonly arn: string;
}

/** The Lambda function that registers the addresses of hosts as targets, and what it needs. One for a load balancer. */
export class HostTargets {
  private readonly resolved: ResolvedForward[] = [];

  /**
   * @param program path of the zip file with the function
   */
  public constructor(
    parent: Construct,
    settings: LoadBalancerSettings,
    hostTargets: HostTargetsSettings,
    loadBalancer: { readonly arn: string; readonly arnSuffix: string },
    program: string,
  ) {
    const scope = new Construct(parent, "host-targets");
    const logGroup = new CloudwatchLogGroup(scope, "logs", logGroupConfig(settings));
    const role = new IamRole(scope, "role", roleConfig(settings));
    const logGroupArn = logGroup.arn;
    const policy = new IamRolePolicy(scope, "policy", {
      role: role.id,
      policy: lateJson(() =>
        rolePolicy(
          settings,
          logGroupArn,
          this.resolved.map(({ arn }) => arn),
        ),
      ),
    });
    const asset = new TerraformAsset(scope, "program", { path: program, type: AssetType.FILE });
    const lambda = new LambdaFunction(
      scope,
      "function",
      functionConfig(settings, hostTargets, {
        role: role.arn,
        securityGroupIds: hostTargets.securityGroupIds ?? [securityGroup(scope, settings, hostTargets)],
        program: asset.path,
        hash: createHash("sha256").update(readFileSync(program)).digest("base64"),
      }),
    );
    // Lambda checks the role, and would create the log group itself.
    lambda.dependsOn = [dependable(policy), dependable(logGroup)];
    renderSoundHcl(lambda);
    const { functionName } = lambda;
    new LambdaFunctionEventInvokeConfig(scope, "event-invoke-config", eventInvokeConfig(functionName));
    const schedule = new CloudwatchEventRule(scope, "schedule", scheduleConfig(settings, hostTargets));
    const permission = new LambdaPermission(scope, "permission", permissionConfig(functionName, schedule.arn));
    const input = lateJson(() => hostTargetsInput(settings, hostTargets, loadBalancer.arn, this.resolved));
    const target = new CloudwatchEventTarget(
      scope,
      "schedule-target",
      scheduleTargetConfig(schedule.name, lambda.arn, input),
    );
    // The first run would fail without it.
    target.dependsOn = [dependable(permission)];
    renderSoundHcl(target);
    if (settings.alarms?.unresolvedHosts) {
      const config = unresolvedHostsAlarmConfig(settings, settings.alarms, hostTargets, loadBalancer.arnSuffix);
      new CloudwatchMetricAlarm(scope, "unresolved-hosts", config);
    }
  }

  /** Registers the addresses of a forward's hosts as targets of its group. */
  public add(forward: ForwardSettings, { arn, arnSuffix }: Pick<LbTargetGroup, "arn" | "arnSuffix">): void {
    this.resolved.push({ forward, arn, id: Fn.trimprefix(arnSuffix, "targetgroup/") });
  }
}

/** Returns a value as JSON, when all forwards are known. */
function lateJson(value: () => object): string {
  return Lazy.stringValue({ produce: () => json(value()) });
}

/** Creates the function's security group, and returns its ID. */
function securityGroup(scope: Construct, settings: LoadBalancerSettings, { nameServers }: HostTargetsSettings): string {
  const { vpcId, tags } = settings;
  const group = new SecurityGroup(
    scope,
    "security-group",
    securityGroupConfig(
      { name: hostTargetsName(settings), vpcId, tags },
      "Function for the hosts of a Network Load Balancer",
    ),
  );
  renderSoundHcl(group);
  const allow = (id: string, rule: ReturnType<typeof nameServerEgress> | typeof API_EGRESS): void => {
    new VpcSecurityGroupEgressRule(scope, id, { securityGroupId: group.id, ...rule, tags });
  };
  allow("api", API_EGRESS);
  for (const server of new Set(nameServers)) {
    for (const protocol of NAME_SERVER_PROTOCOLS) {
      allow(`name-server-${contentId(scope, server)}-${protocol}`, nameServerEgress(protocol, server));
    }
  }
  return group.id;
}
