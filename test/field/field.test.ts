import { writeFileSync } from "node:fs";
import path from "node:path";
import { type TerraformStack, Token } from "cdktf";
import { PortForwardNlb, PortForwards } from "cdktf-port-forward-nlb";
import { VALID } from "../nlb";
import { findingsOf } from "../private/rules/findings";
import { awsStack, outdir } from "../stack";
import { type Attributes, only, synthesized } from "../synthesized";

// Inputs from public reports by people who do this work, and the expected result of each.

const ISSUE = "issue 26";
const ROW = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };
const TLS = { protocol: "TLS", certificateArn: "arn:aws:acm:ap-northeast-1:123456789012:certificate/1a2b" };
const AT = "forwards[0] (listener 10022): ";

interface Row {
  /** Where it was reported: a tracker and a number, or a page. */
  readonly source: string;
  readonly input: string;
  /** Props in addition to a valid list. */
  readonly props: Record<string, unknown>;
  /** Start of each expected finding. None if the input is accepted. */
  readonly findings?: readonly string[];
  /** An expected resource, and attributes of it. */
  readonly emitted?: readonly [type: string, attributes: Attributes];
}

function row(change: object, props: object = {}): Record<string, unknown> {
  return { forwards: [{ ...ROW, ...change }], ...props };
}

function subnet(change: object, props: object = {}): Record<string, unknown> {
  return { subnetMappings: [{ subnetId: "subnet-1", ...change }], ...props };
}

const FIELD: readonly Row[] = [
  {
    source: "aws-cdk #24249",
    input: "A target is a DNS name.",
    props: {
      forwards: [{ listenerPort: 5432, targetHost: "db.example.internal", targetPort: 5432 }],
      hostTargets: { subnetIds: ["subnet-2"] },
    },
    emitted: ["aws_lambda_function", { vpc_config: expect.objectContaining({ subnet_ids: ["subnet-2"] }) as unknown }],
  },
  {
    source: "issue 31",
    input: "A target is an Application Load Balancer.",
    props: {
      forwards: [
        {
          listenerPort: 443,
          targetAlbArn:
            "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
          targetPort: 443,
        },
      ],
    },
    emitted: ["aws_lb_target_group", { target_type: "alb" }],
  },
  {
    source: `${ISSUE}, 1`,
    input: "A target's address is an interpolation.",
    props: row({ targetIp: "${aws_instance.a.private_ip}" }),
    emitted: ["aws_lb_target_group_attachment", { target_id: "${aws_instance.a.private_ip}" }],
  },
  {
    source: `${ISSUE}, 1`,
    input: "A target's address is an interpolation with a suffix.",
    props: row({ targetIp: "${var.net}.10" }),
    emitted: ["aws_lb_target_group_attachment", { target_id: "${var.net}.10" }],
  },
  {
    source: `${ISSUE}, 1`,
    input: "A static address is found from its subnet.",
    props: { forwards: [ROW], ...subnet({ privateIpv4Address: "${cidrhost(aws_subnet.a.cidr_block, 10)}" }) },
    emitted: [
      "aws_lb",
      {
        subnet_mapping: [{ private_ipv4_address: "${cidrhost(aws_subnet.a.cidr_block, 10)}", subnet_id: "subnet-1" }],
      },
    ],
  },
  {
    source: `${ISSUE}, 1`,
    input: "The clients are a variable.",
    props: row({}, { clientCidrBlocks: ["${var.office}"] }),
    emitted: ["aws_vpc_security_group_ingress_rule", { cidr_ipv4: "${var.office}" }],
  },
  {
    source: `${ISSUE}, 1`,
    input: "What decides the resources is an interpolation.",
    props: row({ external: "${var.external}" }),
    findings: [`${AT}'external' must be known at synthesis`],
  },
  {
    source: `${ISSUE}, 1`,
    input: "An escaped interpolation is no token.",
    props: row({ targetIp: "$${aws_instance.a.private_ip}" }),
    findings: [`${AT}'targetIp' must be an IP address`],
  },
  {
    source: `${ISSUE}, 2`,
    input: "A target's address is 100,000 digits.",
    props: row({ targetIp: "1".repeat(100_000) }),
    findings: [`${AT}'targetIp' must be an IP address`],
  },
  ...["__proto__", "constructor", "a/b", 10n, Symbol("port")].map((listenerPort) => ({
    source: `${ISSUE}, 3`,
    input: `A listener port is ${String(listenerPort)}.`,
    props: row({ listenerPort }),
    findings: ["forwards[0]: 'listenerPort' must be an integer from 1 to 65535, but is "],
  })),
  ...[
    ["DNS (primary), site A & B", "DNS -primary-- site A - B"],
    ["=cmd|' /C calc'!A0", "=cmd-- /C calc--A0"],
    ["踏み台 | SSH", "踏み台 - SSH"],
    ["a".repeat(300), "a".repeat(256)],
  ].map(([description, tag]): Row => ({
    source: `${ISSUE}, 4`,
    input: `A description is ${JSON.stringify(description?.slice(0, 40))}.`,
    props: row({ description }),
    emitted: ["aws_lb_listener", { tags: { Description: tag } }],
  })),
  {
    source: `${ISSUE}, 5`,
    input: "A health check has an interval below AWS's timeout.",
    props: row({ healthCheck: { intervalSeconds: 5 } }),
    emitted: ["aws_lb_target_group", { health_check: expect.objectContaining({ interval: 5, timeout: 5 }) as unknown }],
  },
  {
    source: `${ISSUE}, 5`,
    input: "A health check has an interval that is a raw interpolation in a token.",
    props: row({ healthCheck: { intervalSeconds: Token.asNumber("${var.interval}") } }),
    emitted: [
      "aws_lb_target_group",
      { health_check: expect.objectContaining({ timeout: "${min(10, var.interval)}" }) as unknown },
    ],
  },
  {
    source: `${ISSUE}, 5`,
    input: "A health check has an interval that only Terraform knows.",
    props: row({ healthCheck: { intervalSeconds: "${var.interval}" } }),
    emitted: [
      "aws_lb_target_group",
      {
        health_check: expect.objectContaining({
          interval: "${var.interval}",
          timeout: "${min(10, var.interval)}",
        }) as unknown,
      },
    ],
  },
  {
    source: `${ISSUE}, 1`,
    input: "The security groups are a raw interpolation in a token, beside the list's own.",
    props: row({}, { securityGroupIds: Token.asList("${var.groups}"), clientCidrBlocks: ["10.0.0.0/8"] }),
    emitted: [
      "aws_lb",
      {
        security_groups: expect.stringMatching(
          /^\$\{concat\(\[aws_security_group\.[\w-]+\.id\], var\.groups\)\}$/,
        ) as unknown,
      },
    ],
  },
  {
    source: `${ISSUE}, 1`,
    input: "The tags are a raw interpolation in a token, and a forward has a description.",
    props: row({ description: "SSH" }, { tags: Token.asStringMap("${var.tags}") }),
    emitted: ["aws_lb_listener", { tags: '${merge(var.tags, {"Description" = "SSH"})}' }],
  },
  {
    source: `${ISSUE}, 1`,
    input: "A switch is a raw interpolation in a token.",
    props: row({}, { crossZone: Token.asAny("${var.cross}"), dnsRecordClientRoutingPolicy: "${var.routing}" }),
    emitted: ["aws_lb", { enable_cross_zone_load_balancing: "${var.cross}" }],
  },
  ...[{ Team: "R&D (Tokyo)" }, { "aws:x": "a" }, { a: "a".repeat(300) }].map((tags) => ({
    source: `${ISSUE}, 6`,
    input: `A tag is ${JSON.stringify(tags).slice(0, 40)}.`,
    props: row({}, { tags }),
    findings: ["'tags' must "],
  })),
  {
    source: `${ISSUE}, 6`,
    input: "There are 51 tags.",
    props: row({}, { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag-${index}`, "a"])) }),
    findings: ["'tags' must have at most 50 tags, but has 51. Remove some."],
  },
  ...["/AWSLogs/nlb/", "nlb/", "AWSLogs"].map((prefix) => ({
    source: `${ISSUE}, 7 (aws-cloudformation/cloudformation-coverage-roadmap #1928)`,
    input: `The prefix of access logs is ${prefix}.`,
    props: row(TLS, { accessLogs: { bucket: "logs", prefix } }),
    findings: ["'accessLogs.prefix' must not "],
  })),
  {
    source: `${ISSUE}, 8`,
    input: "A target is an address of the load balancer itself.",
    props: row({ targetIp: "172.31.128.10" }),
    findings: [`${AT}'targetIp' 172.31.128.10 is the load balancer's own address in subnetMappings[0]`],
  },
  {
    source: `${ISSUE}, 9`,
    input: "A certificate is given by its name.",
    props: row({ ...TLS, certificateArn: "my-cert" }),
    findings: [`${AT}'certificateArn' must be the ARN of a certificate in ACM or IAM, but is "my-cert".`],
  },
  {
    source: `${ISSUE}, 9`,
    input: "A security policy is none of AWS's.",
    props: row({ ...TLS, sslPolicy: "TLS12" }),
    findings: [`warning: ${AT}'sslPolicy' "TLS12" isn't one of AWS's policies as of November 2026`],
  },
  {
    source: `${ISSUE}, 10`,
    input: "A listener has 30 further certificates.",
    props: row({
      ...TLS,
      additionalCertificateArns: Array.from({ length: 30 }, (_, index) => `${TLS.certificateArn}${index}`),
    }),
    findings: ["warning: 'forwards' has 31 certificates, but the quota of a load balancer is 25"],
  },
  {
    source: `${ISSUE}, 11`,
    input: "Two rows reach one target with the clients' addresses.",
    props: { forwards: [10022, 20022].map((listenerPort) => ({ ...ROW, listenerPort, preserveClientIp: true })) },
    findings: [
      "warning: forwards[1] (listener 20022) and forwards[0] (listener 10022) both reach tcp 172.31.129.10 22",
    ],
  },
  {
    source: `${ISSUE}, 11`,
    input: "Two rows reach one target with the load balancer's address.",
    props: { forwards: [10022, 20022].map((listenerPort) => ({ ...ROW, listenerPort })) },
  },
  {
    source: `${ISSUE}, 12`,
    input: "A listener port is a range.",
    props: row({ listenerPort: "20000-20010" }),
    findings: [
      "forwards[0]: 'listenerPort' must be one port, but is \"20000-20010\". AWS has no port ranges, so give each port its own " +
        "forward. In TypeScript: Array.from({ length: 11 }",
    ],
  },
  {
    source: `${ISSUE}, 12`,
    input: "A target is an instance.",
    props: row({ targetIp: "i-0a1b2c3d4e5f60718" }),
    findings: [`${AT}'targetIp' must be an IP address, but is "i-0a1b2c3d4e5f60718". Set targetInstanceId instead.`],
  },
  ...["10.0.0.0/8", "0.0.0.0/0", "203.0.113.0/29"].map((block) => ({
    source: "aws/aws-cdk #7296, hashicorp/terraform #19452",
    input: `The VPC's block is ${block}, and a target in it is external.`,
    props: row({ targetIp: "10.200.0.10", external: true }, { vpcCidrBlocks: [block] }),
    findings: [`'vpcCidrBlocks[0]' must be the block of a VPC, which for IPv4 is from /16 to /28, but is "${block}".`],
  })),
  {
    source: "aws-cloudformation/cfn-lint #3163",
    input: "A subnet's block is a /31, and an address is in it.",
    props: { forwards: [ROW], ...subnet({ cidrBlock: "10.0.0.0/31", privateIpv4Address: "10.0.0.1" }) },
    findings: [
      "subnetMappings[0]: 'cidrBlock' must be the block of a subnet, which for IPv4 is from /16 to /28, but is \"10.0.0.0/31\".",
    ],
  },
  {
    source: "aws-cloudformation/cfn-lint #3163",
    input: "A subnet's block is outside the VPC.",
    props: { forwards: [ROW], vpcCidrBlocks: ["172.31.128.0/17"], ...subnet({ cidrBlock: "10.0.1.0/24" }) },
    findings: ["subnetMappings[0]: 'cidrBlock' 10.0.1.0/24 is outside the VPC (172.31.128.0/17)"],
  },
  ...(
    [
      ["allocationId", "eipalloc-1", { internal: false }],
      ["privateIpv4Address", "172.31.128.10", {}],
      ["ipv6Address", "2001:db8::10", { ipAddressType: "dualstack" }],
    ] as const
  ).map(([prop, address, props]) => ({
    source: "hashicorp/terraform-provider-aws #15031, terraform-aws-modules/terraform-aws-alb #171",
    input: `Two subnets have one ${prop}.`,
    props: {
      forwards: [ROW],
      ...props,
      subnetMappings: ["subnet-1", "subnet-2"].map((subnetId) => ({ subnetId, [prop]: address })),
    },
    findings: [`subnetMappings[1]: '${prop}' "${address}" is also that of subnetMappings[0].`],
  })),
  ...["{LoadBalancerName} ログ", ""].map((prefix) => ({
    source: "cloud-custodian/cloud-custodian #4510, kubernetes-sigs/aws-load-balancer-controller #1466",
    input: `The prefix of access logs is ${JSON.stringify(prefix)}.`,
    props: row(TLS, { accessLogs: { bucket: "logs", prefix } }),
    findings: ["'accessLogs.prefix' must "],
  })),
  {
    source: "cloud-custodian/cloud-custodian #4510",
    input: "The bucket of access logs is its ARN.",
    props: row(TLS, { accessLogs: { bucket: "arn:aws:s3:::my-logs" } }),
    findings: ["'accessLogs.bucket' must be a bucket name"],
  },
  {
    source: "kubernetes-sigs/aws-load-balancer-controller #682",
    input: "The load balancer has five security groups and its own.",
    props: row({}, { securityGroupIds: [1, 2, 3, 4, 5].map((id) => `sg-${id}`), clientCidrBlocks: ["10.0.0.0/8"] }),
    findings: ["warning: The load balancer has 6 security groups including the construct's"],
  },
  {
    source: "boto/boto3 #177",
    input: "A security group is there twice.",
    props: row({}, { securityGroupIds: ["sg-1", "sg-1"] }),
    findings: ["'securityGroupIds[1]' and 'securityGroupIds[0]' are both \"sg-1\"."],
  },
  ...[
    ["pl-0123456789abcdef0", "To allow a prefix list, add a security group that allows it to securityGroupIds."],
    ["sg-0123", "Put security groups in clientSecurityGroupIds."],
    ["203.0.113.5", "For a single address, use 203.0.113.5/32."],
  ].map(([block, mend]) => ({
    source: "kubernetes-sigs/aws-load-balancer-controller #2030, #2167; aws/copilot-cli #4272",
    input: `A client's block is ${String(block)}.`,
    props: row({}, { clientCidrBlocks: [block] }),
    findings: [
      `'clientCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is "${String(block)}". ${String(mend)}`,
    ],
  })),
  {
    source: "hashicorp/terraform #21004",
    input: "A health check is on traffic-port.",
    props: row({ healthCheck: { port: "traffic-port" } }),
    findings: [
      `${AT}'healthCheck.port' must be an integer from 1 to 65535, but is "traffic-port". Omit it to check each target ` +
        "on its own port.",
    ],
  },
  {
    source: "terraform-aws-modules/terraform-aws-alb #386",
    input: "What is left out is null.",
    props: row(
      { external: null, description: null, healthCheck: { protocol: "TCP", path: null, matcher: null } },
      { accessLogs: null, tags: null, forwardDefaults: null },
    ),
    emitted: [
      "aws_lb_target_group",
      { health_check: expect.objectContaining({ protocol: "TCP", timeout: 10 }) as unknown },
    ],
  },
  {
    source: "snyk/driftctl #1391, terraform-aws-modules/terraform-aws-alb #12",
    input: "The former resources are of the type aws_alb.",
    props: row(
      {},
      {
        movedFrom: {
          loadBalancer: "aws_alb.nlb",
          listener: "aws_alb_listener.l-{listenerPort}",
          targetGroup: "aws_alb_target_group.t-{listenerPort}",
          attachment: "aws_alb_target_group_attachment.t-{listenerPort}",
        },
      },
    ),
    findings: ["loadBalancer", "listener", "targetGroup", "attachment"].map(
      (prop) => `'movedFrom.${prop}' must be the address`,
    ),
  },
  {
    source: "kubernetes-sigs/aws-load-balancer-controller #2412, hashicorp/terraform #17541",
    input: "An Elastic IP is given by its address.",
    props: { forwards: [ROW], ...subnet({ allocationId: "203.0.113.5" }, { internal: false }) },
    findings: [
      "subnetMappings[0]: 'allocationId' must be the ID of an Elastic IP, such as eipalloc-0a1b2c3d, but is \"203.0.113.5\".",
    ],
  },
  {
    source: "terraform-aws-modules/terraform-aws-alb #285",
    input: "Each id is of another kind.",
    props: row({}, { vpcId: "subnet-1", securityGroupIds: ["pl-1"], ...subnet({ subnetId: "vpc-1" }) }),
    findings: [
      "'vpcId' must be the ID of a VPC",
      "'securityGroupIds[0]' must be",
      "subnetMappings[0]: 'subnetId' must be",
    ],
  },
  {
    source: "kubernetes-sigs/aws-load-balancer-controller #3070, hashicorp/terraform-provider-aws #8620",
    input: "The default certificate is among the further ones.",
    props: row({ ...TLS, additionalCertificateArns: [TLS.certificateArn] }),
    emitted: ["aws_lb_listener_certificate", { certificate_arn: TLS.certificateArn }],
  },
];

function made(stack: TerraformStack, props: Record<string, unknown>): PortForwardNlb {
  return new PortForwardNlb(stack, "forwarding", { ...VALID, ...props });
}

test.each(FIELD)("$source: $input", ({ props, findings = [], emitted }) => {
  const stack = awsStack();
  const found = findingsOf(made(stack, props));
  expect(found).toEqual(findings.map((finding): unknown => expect.stringContaining(finding)));
  if (!emitted) return;
  const [type, attributes] = emitted;
  expect(only(forwardsOf(stack, type), type)).toMatchObject(attributes);
});

/** Returns a type's resources for the list, without the path MTU rule. */
function forwardsOf(stack: TerraformStack, type: string): Record<string, Record<string, Attributes>> {
  const all = Object.entries(synthesized(stack).resource[type] ?? {});
  return { [type]: Object.fromEntries(all.filter(([, attributes]) => attributes.ip_protocol !== "icmp")) };
}

function readCsv(csv: string): unknown {
  const file = path.join(outdir, "forwards.csv");
  writeFileSync(file, csv);
  return PortForwards.fromCsv(file);
}

const HEAD = "listenerPort,targetIp,targetPort";

test.each([
  [`${ISSUE}, 3`, `${HEAD}\n__proto__,172.31.129.10,22\n`, "'listenerPort' must be an integer"],
  [`${ISSUE}, 12`, `${HEAD}\n10022,i-0a1b2c3d,22\n`, "Set targetInstanceId instead."],
  [
    `${ISSUE}, 9`,
    `${HEAD},protocol,certificateArn\n443,172.31.129.10,443,TLS,my-cert\n`,
    "'certificateArn' must be the ARN of a certificate in ACM or IAM",
  ],
  [
    "kubernetes-sigs/aws-load-balancer-controller #2030",
    `${HEAD},clientCidrBlocks\n10022,172.31.129.10,22,203.0.113.5\n`,
    "For a single address, use 203.0.113.5/32.",
  ],
])("rejects in CSV: %s", (_, csv, message) => {
  expect(() => readCsv(csv)).toThrow(message);
});

test("writes a description to CSV that no spreadsheet evaluates", () => {
  const csv = made(awsStack(), row({ description: "=cmd|' /C calc'!A0" })).portTableCsv();
  expect(csv).toContain(",'=cmd|' /C calc'!A0\n");
});
