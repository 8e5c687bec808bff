import type { CloudwatchEventRuleConfig } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import type { CloudwatchEventTargetConfig } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import type { LambdaFunctionEventInvokeConfigConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import type { LambdaPermissionConfig } from "@cdktf/provider-aws/lib/lambda-permission";
import type { HostTargetsSettings, LoadBalancerSettings } from "../defaults/load-balancer";
import { hostTargetsName } from "../host-targets-name";
import { json } from "../template";

// The only place that states the arguments of the function for hosts and its surroundings. Every value can be a literal
// or a token.

/** Retention of the function's logs in days. */
const RETENTION = 30;

/** Time limit of a run in seconds: less than the shortest interval. */
const TIMEOUT = 50;

const HTTPS = 443;
const DNS = 53;

export type Named = Pick<LoadBalancerSettings, "name" | "tags">;

export function logGroupConfig(settings: Named): CloudwatchLogGroupConfig {
  // Lambda logs into this group. The function's role can't create another one.
  return {
    name: `/aws/lambda/${hostTargetsName(settings)}`,
    retentionInDays: RETENTION,
    tags: settings.tags,
  };
}

export function roleConfig({ name, tags }: Named): IamRoleConfig {
  const lambda = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  return {
    // Roles belong to the account, so load balancers of the same name in two Regions must not share one.
    namePrefix: `${name}-`,
    description: "Function for the hosts of a Network Load Balancer",
    assumeRolePolicy: json({ Version: "2012-10-17", Statement: [lambda] }),
    tags,
  };
}

/** Actions of Lambda itself on the network interfaces of a function in a VPC. They have no resources. */
const NETWORK_INTERFACE_ACTIONS = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * @param logGroupArn ARN of the function's log group
 * @param targetGroupArns ARNs of the target groups of the forwards to hosts
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
export function rolePolicy(settings: Named, logGroupArn: string, targetGroupArns: readonly string[]): object {
  const statements = [
    {
      Effect: "Allow",
      Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      Resource: targetGroupArns,
    },
    // This action has no resources.
    { Effect: "Allow", Action: "elasticloadbalancing:DescribeTargetHealth", Resource: "*" },
    { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logGroupArn}:*` },
    { Effect: "Allow", Action: NETWORK_INTERFACE_ACTIONS, Resource: "*" },
    // Lambda makes the network interfaces. The function's own code may not.
    {
      Effect: "Deny",
      Action: NETWORK_INTERFACE_ACTIONS,
      Resource: "*",
      Condition: { ArnLike: { "lambda:SourceFunctionArn": `arn:*:lambda:*:*:function:${hostTargetsName(settings)}` } },
    },
  ];
  return { Version: "2012-10-17", Statement: statements };
}

/** HTTPS to AWS's API, whose addresses change. A security group doesn't filter DNS to the VPC's resolver. */
export const API_EGRESS = {
  description: "API of Elastic Load Balancing",
  ipProtocol: "tcp",
  fromPort: HTTPS,
  toPort: HTTPS,
  cidrIpv4: "0.0.0.0/0",
} as const;

export function nameServerEgress(ipProtocol: "tcp" | "udp", address: string) {
  return { description: "Name server", ipProtocol, fromPort: DNS, toPort: DNS, cidrIpv4: `${address}/32` };
}

export const NAME_SERVER_PROTOCOLS = ["tcp", "udp"] as const;

/**
 * @param program path of the zip file with the function
 * @param hash SHA-256 of the file, in base64
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export function functionConfig(
  settings: Named,
  { subnetIds }: HostTargetsSettings,
  {
    role,
    securityGroupIds,
    program,
    hash,
  }: { role: string; securityGroupIds: string[]; program: string; hash: string },
): LambdaFunctionConfig {
  return {
    functionName: hostTargetsName(settings),
    description: `Registers the addresses of hosts as targets of ${settings.name}`,
    role,
    // The newest runtime that provider 5.100 knows.
    runtime: "nodejs22.x",
    architectures: ["arm64"],
    handler: "index.handler",
    filename: program,
    sourceCodeHash: hash,
    memorySize: 256,
    timeout: TIMEOUT,
    // One run at a time: it counts misses in its memory.
    reservedConcurrentExecutions: 1,
    vpcConfig: { subnetIds, securityGroupIds },
    tags: settings.tags,
  };
}

/** The next run comes soon. A run that waits or is repeated would only delay it. */
export function eventInvokeConfig(functionName: string): LambdaFunctionEventInvokeConfigConfig {
  return { functionName, maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 };
}

export function scheduleConfig(settings: Named, { intervalSeconds }: HostTargetsSettings): CloudwatchEventRuleConfig {
  const minutes = intervalSeconds / 60;
  return {
    name: hostTargetsName(settings),
    description: `Runs the function for the hosts of ${settings.name}`,
    scheduleExpression: `rate(${minutes} ${minutes === 1 ? "minute" : "minutes"})`,
    tags: settings.tags,
  };
}

export function scheduleTargetConfig(rule: string, arn: string, input: string): CloudwatchEventTargetConfig {
  return { rule, arn, input };
}

export function permissionConfig(functionName: string, sourceArn: string): LambdaPermissionConfig {
  return { functionName, action: "lambda:InvokeFunction", principal: "events.amazonaws.com", sourceArn };
}
