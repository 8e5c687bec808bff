import { AlpnPolicy, ForwardProtocol } from "../src/forward-defaults";
import { OPTIONS, type RegularOption } from "../src/private/options";

// Sample values of each regular option of a forward. Random lists, corruptions and the tests of docs/changing.md use
// them.

interface Samples {
  /** Values other than the default. The second follows the first on a running load balancer. */
  readonly good: readonly [unknown, ...unknown[]];
  readonly bad: readonly [unknown, ...unknown[]];
}

/** An IAM certificate: the fake AWS accepts these without checking that they exist. */
export const ARN = "arn:aws:iam::123456789012:server-certificate/";

const SWITCH: Samples = { good: [true], bad: [1, "true"] };

const WRONG_CERTIFICATES: readonly [string, ...string[]] = [
  "",
  "my-cert",
  "arn:aws:acm:ap-northeast-1:123456789012:certificate/",
  "arn:aws:acm:ap-northeast-1:12345:certificate/1a2b",
  "arn:aws:s3:::my-logs",
  "arn:aws:acm:cn-north-1:123456789012:certificate/1a2b",
  "arn:aws-cn:acm:ap-northeast-1:123456789012:certificate/1a2b",
  "arn:aws:acm:us-gov-west-1:123456789012:certificate/1a2b",
];

export const OPTION_SAMPLES: Readonly<Record<RegularOption, Samples>> = {
  deregistrationDelaySeconds: { good: [3600, 0], bad: [-1, 3601, 0.5, "0"] },
  connectionTermination: SWITCH,
  preserveClientIp: SWITCH,
  proxyProtocolV2: SWITCH,
  stickiness: SWITCH,
  crossZone: { good: [true, false], bad: SWITCH.bad },
  unhealthyConnectionTermination: { good: [false], bad: SWITCH.bad },
  unhealthyDrainingIntervalSeconds: { good: [600, 360000], bad: [-1, 360001, "60"] },
  dnsMinimumHealthyTargetCount: { good: [2, 1000], bad: [0, 1001, "2", 1.5] },
  dnsMinimumHealthyTargetPercentage: { good: [50, 100], bad: [0, 101, "50"] },
  routingMinimumHealthyTargetCount: { good: [2, 1000], bad: [0, 1001, "2"] },
  routingMinimumHealthyTargetPercentage: { good: [50, 100], bad: [0, 101, "50"] },
  tcpIdleTimeoutSeconds: { good: [600, 6000], bad: [59, 6001, "60"] },
  certificateArn: { good: [`${ARN}second`], bad: WRONG_CERTIFICATES },
  sslPolicy: { good: ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06"], bad: [""] },
  alpnPolicy: { good: [AlpnPolicy.HTTP2_PREFERRED, AlpnPolicy.HTTP1_ONLY], bad: ["h2"] },
};

/** Returns the options that a forward needs so that it can have an option: its protocol, and what that requires. */
export function baseOf(option: RegularOption): Record<string, unknown> {
  if (option === "unhealthyDrainingIntervalSeconds") return { unhealthyConnectionTermination: false };
  if (option === "routingMinimumHealthyTargetCount") return { dnsMinimumHealthyTargetCount: 1000 };
  const protocols = OPTIONS.find(([name]) => name === option)?.[1].protocols;
  if (protocols?.includes(ForwardProtocol.TCP) ?? true) return {};
  return { protocol: ForwardProtocol.TLS, certificateArn: `${ARN}first` };
}
