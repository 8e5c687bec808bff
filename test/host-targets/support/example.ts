import { CidrBlocks, type Family } from "../../../host-targets/addresses";
import type { Host, TargetGroup } from "../../../host-targets/event";
import type { Answer, Answers } from "../../../host-targets/names";

export const LOAD_BALANCER_ARN =
  "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/net/example-nlb/50dc6c495c0c9188";

export const VPC_BLOCKS = new CidrBlocks("172.31.128.0/17");

export function groupOf(family: Family, ...hosts: Host[]): TargetGroup {
  const id = "example-tg-5432/73e2d6bc24d8a067";
  return { id, arn: LOAD_BALANCER_ARN.replace(/loadbalancer\/.*/, `targetgroup/${id}`), family, hosts };
}

/** Returns answers to one family's questions: the addresses of each name, or why it didn't resolve. */
export function answersOf(family: Family, names: Readonly<Record<string, readonly string[] | string>>): Answers {
  const answers = Object.entries(names).map(([name, answer]): [string, Answer] => [
    name,
    typeof answer === "string" ? { reason: answer } : { addresses: answer },
  ]);
  return { ipv4: new Map(), ipv6: new Map(), [family]: new Map(answers) };
}
