import { TerraformVariable, Token } from "cdktf";
import { type PortForward, PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { ARN } from "../../option-samples";
import { awsStack } from "../../stack";
import { type Untyped, VALID } from "../../nlb";
import { findings, findingsOf, rowFindings } from "./findings";

const ROW = "forwards[0] (listener 10022): ";
const TLS = { protocol: "TLS", certificateArn: `${ARN}1` };
const UDP = { protocol: "UDP", healthCheck: { port: 8080 } };
const OUTSIDE = { targetIp: "10.0.0.11", external: true };

/** What is said of a row's option, the row itself left out of the sentence. */
function said(row: Untyped<PortForward>, props: Untyped<PortForwardNlbProps> = {}): string[] {
  return rowFindings(awsStack(), row, props).map((message) => message.replace(ROW, ""));
}

describe("a forward", () => {
  test.each<[string, Untyped<PortForward>, string[]]>([
    ["TCP", { protocol: "TCP" }, []],
    ["UDP and a port for its health check", UDP, []],
    ["TCP_UDP", { protocol: "TCP_UDP" }, []],
    ["TLS and a certificate", TLS, []],
    [
      "a protocol in small letters",
      { protocol: "tcp_udp" },
      ["'protocol' must be one of TCP, UDP, TCP_UDP, TLS, but is \"tcp_udp\". Did you mean TCP_UDP?"],
    ],
    [
      "an unknown protocol",
      { protocol: "SCTP", certificateArn: `${ARN}1` },
      ["'protocol' must be one of TCP, UDP, TCP_UDP, TLS, but is \"SCTP\"."],
    ],
    ["a null protocol", { protocol: null }, []],
    [
      "UDP to a target outside the VPC",
      { ...UDP, ...OUTSIDE },
      [
        "'protocol' is UDP, which preserves the client's address, and 10.0.0.11 is outside the VPC, so its answers would bypass the load balancer. Set sameRegionPeering: true if the target is in a peered VPC of the same Region; otherwise use TCP.",
      ],
    ],
    [
      "TCP_UDP to a further target outside the VPC",
      { protocol: "TCP_UDP", additionalTargets: [OUTSIDE] },
      [
        "'protocol' is TCP_UDP, which preserves the client's address, and 10.0.0.11 is outside the VPC, so its answers would bypass the load balancer. Set sameRegionPeering: true if the target is in a peered VPC of the same Region; otherwise use TCP.",
      ],
    ],
    ["UDP to a target in a peered VPC", { ...UDP, ...OUTSIDE, sameRegionPeering: true }, []],
    [
      "UDP and no port for its health check",
      { protocol: "UDP" },
      [
        "'healthCheck.port' is missing, and the targets of a UDP forward are checked over TCP. Set a port on which the targets answer TCP.",
      ],
    ],
    ["no deregistration delay", { deregistrationDelaySeconds: 0 }, []],
    ["the longest deregistration delay", { deregistrationDelaySeconds: 3600 }, []],
    [
      "a longer one",
      { deregistrationDelaySeconds: 3601 },
      ["'deregistrationDelaySeconds' must be an integer from 0 to 3600, in seconds, but is 3601."],
    ],
    [
      "a negative one",
      { deregistrationDelaySeconds: -1 },
      ["'deregistrationDelaySeconds' must be an integer from 0 to 3600, in seconds, but is -1."],
    ],
    [
      "one in quotes",
      { deregistrationDelaySeconds: "60" },
      [
        "'deregistrationDelaySeconds' must be an integer from 0 to 3600, in seconds, but is \"60\". Use a number without quotes.",
      ],
    ],
    ["the shortest idle timeout", { tcpIdleTimeoutSeconds: 60 }, []],
    ["the longest", { tcpIdleTimeoutSeconds: 6000 }, []],
    [
      "a shorter one",
      { tcpIdleTimeoutSeconds: 59 },
      ["'tcpIdleTimeoutSeconds' must be an integer from 60 to 6000, in seconds, but is 59."],
    ],
    [
      "a longer one than that",
      { tcpIdleTimeoutSeconds: 6001 },
      ["'tcpIdleTimeoutSeconds' must be an integer from 60 to 6000, in seconds, but is 6001."],
    ],
    [
      "an idle timeout of TCP_UDP",
      { protocol: "TCP_UDP", tcpIdleTimeoutSeconds: 60 },
      ["'tcpIdleTimeoutSeconds' is for TCP, but 'protocol' is TCP_UDP. Remove it, or set protocol: TCP."],
    ],
    ["switches", { connectionTermination: true, preserveClientIp: false, proxyProtocolV2: true, stickiness: true }, []],
    [
      "switches in quotes",
      { connectionTermination: "true", preserveClientIp: "false", proxyProtocolV2: 1, stickiness: null },
      [
        "'connectionTermination' must be true or false, but is \"true\". Remove the quotes.",
        "'preserveClientIp' must be true or false, but is \"false\". Remove the quotes.",
        "'proxyProtocolV2' must be true or false, but is 1.",
      ],
    ],
    ["preserveClientIp", { preserveClientIp: true }, []],
    ["UDP and preserveClientIp", { ...UDP, preserveClientIp: true }, []],
    [
      "UDP and no preserveClientIp",
      { ...UDP, preserveClientIp: false },
      ["'preserveClientIp' is false, but UDP always preserves the client's address. Set preserveClientIp: true."],
    ],
    [
      "preserveClientIp and a target outside the VPC",
      { ...OUTSIDE, preserveClientIp: true },
      [
        "'preserveClientIp' is true, but 10.0.0.11 is outside the VPC, so its answers would bypass the load balancer. Set preserveClientIp: false, or sameRegionPeering: true if the target is in a peered VPC of the same Region.",
      ],
    ],
    [
      "preserveClientIp and a target in a peered VPC",
      { ...OUTSIDE, preserveClientIp: true, sameRegionPeering: true },
      [],
    ],
    [
      "proxyProtocolV2 and health checks by HTTP",
      { proxyProtocolV2: true, healthCheck: { protocol: "HTTP" } },
      [
        "warning: 'proxyProtocolV2' is true, so the HTTP requests of health checks begin with its header too. Make sure that the server accepts it there, or check over TCP.",
      ],
    ],
    [
      "TLS and stickiness",
      { ...TLS, stickiness: true },
      ["'stickiness' is true, but TLS listeners don't support it. Set stickiness: false, or use TCP."],
    ],
    ["TLS and no stickiness", { ...TLS, stickiness: false }, []],
    [
      "TLS and no certificate",
      { protocol: "TLS" },
      ["'certificateArn' is missing, but a TLS listener needs a certificate. Set it here or in forwardDefaults."],
    ],
    [
      "all that TLS has",
      {
        ...TLS,
        additionalCertificateArns: [`${ARN}2`, `${ARN}3`],
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        alpnPolicy: "HTTP2Preferred",
        targetTls: true,
      },
      [],
    ],
    [
      "all that TLS has, and TCP",
      {
        certificateArn: `${ARN}1`,
        additionalCertificateArns: [`${ARN}2`],
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        alpnPolicy: "HTTP2Preferred",
        targetTls: true,
      },
      ["certificateArn", "sslPolicy", "alpnPolicy", "additionalCertificateArns", "targetTls"].map(
        (option) => `'${option}' is for TLS, but 'protocol' is TCP. Remove it, or set protocol: TLS.`,
      ),
    ],
    [
      "what TLS has, wrongly",
      {
        ...TLS,
        certificateArn: "",
        additionalCertificateArns: [`${ARN}2`, 2, `${ARN}2`],
        sslPolicy: "",
        alpnPolicy: "h2",
      },
      [
        "'certificateArn' must be the ARN of a certificate in ACM or IAM, but is \"\".",
        "'sslPolicy' must be the name of a policy, but is \"\".",
        "'alpnPolicy' must be one of HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred, None, but is \"h2\".",
        "'additionalCertificateArns[1]' must be the ARN of a certificate in ACM or IAM, but is 2.",
      ],
    ],
    [
      "a certificate twice",
      { ...TLS, additionalCertificateArns: [`${ARN}2`, `${ARN}2`] },
      [`'additionalCertificateArns[1]' and 'additionalCertificateArns[0]' are both "${ARN}2". Remove one of them.`],
    ],
    [
      "an ALPN policy in another case",
      { ...TLS, alpnPolicy: "http2_preferred" },
      [
        "'alpnPolicy' must be one of HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred, None, but is \"http2_preferred\". Did you mean HTTP2Preferred?",
      ],
    ],
    ["a description", { description: "Bastion: SSH_1 a/b=c+d@e.f - ü 踏み台" }, []],
    ["a description that is longer than a tag", { description: "a".repeat(257) }, []],
    ["a description that AWS takes in no tag", { description: "=DNS (primary), |\n`site` 🚀" }, []],
    ["a description that is a number", { description: 5 }, ["'description' must be a non-empty string, but is 5."]],
    ["an empty description", { description: "" }, ["'description' must be a non-empty string, but is \"\"."]],
    [
      "clients without a security group",
      { clientCidrBlocks: ["10.0.0.0/8"] },
      [
        "'clientCidrBlocks' requires the construct's security group. A forward alone doesn't create it, since adding it to an existing load balancer replaces the load balancer. Set the construct's clientCidrBlocks too; [] is enough.",
      ],
    ],
    [
      "clients that are no list",
      { clientCidrBlocks: "10.0.0.0/8" },
      ["'clientCidrBlocks' must be a list of CIDR blocks, but is \"10.0.0.0/8\". Put the items in brackets."],
    ],
    [
      "further targets that are no list",
      { additionalTargets: { targetIp: "172.31.129.11" } },
      ["'additionalTargets' must be a list of targets, but is an object. Put the items in brackets."],
    ],
  ])("with %s", (_, row, messages) => {
    expect(said(row)).toEqual(messages);
  });

  test("rejects UDP behind a dual-stack load balancer", () => {
    expect(said(UDP, { ipAddressType: "dualstack" })).toEqual([
      "'protocol' is UDP, which a dual-stack load balancer supports only with IPv6 source NAT, but provider 5.100 has no argument for that. Set ipAddressType: ipv4, or give this forward its own load balancer.",
    ]);
    expect(said({ protocol: "TCP_UDP" }, { ipAddressType: "dualstack" })).toHaveLength(1);
    expect(said({}, { ipAddressType: "dualstack" })).toEqual([]);
  });

  test("rejects TCP and UDP on one port, and names TCP_UDP", () => {
    const rows = [
      { listenerPort: 53, targetIp: "172.31.129.10", targetPort: 53 },
      { listenerPort: 53, targetIp: "172.31.129.10", targetPort: 53, ...UDP },
      { listenerPort: 53, targetIp: "172.31.129.10", targetPort: 53, ...UDP },
    ];
    expect(findings(awsStack(), { forwards: rows })).toEqual([
      "forwards[1] and forwards[0] both listen on 53, with UDP and TCP. Merge them into one forward with protocol TCP_UDP, or give each its own listenerPort.",
      "forwards[2] and forwards[0] both listen on 53, with UDP and TCP. Merge them into one forward with protocol TCP_UDP, or give each its own listenerPort.",
    ]);
    expect(findings(awsStack(), { forwards: rows.slice(1) })).toEqual([
      "forwards[1] and forwards[0] both listen on UDP 53. Give each forward its own listenerPort.",
    ]);
  });

  test("warns of one that nobody may connect to", () => {
    const nobody =
      "warning: 'clientCidrBlocks' lets nobody connect. Add blocks here or to the construct, or set clientSecurityGroupIds.";
    const group = { securityGroupIds: undefined, clientCidrBlocks: ["10.0.0.0/8"] };
    expect(said({ clientCidrBlocks: [] }, group)).toEqual([nobody]);
    expect(said({ clientCidrBlocks: ["10.1.0.0/16"] }, group)).toEqual([]);
    expect(said({ clientCidrBlocks: [] }, { ...group, clientSecurityGroupIds: ["sg-1"] })).toEqual([]);
    expect(said({ clientCidrBlocks: [] }, { ...group, securityGroupIds: ["sg-1"] })).toEqual([]);
  });

  test("rejects tokens that decide what is emitted", () => {
    const stack = awsStack();
    const token = (type: string) => new TerraformVariable(stack, type.replace(/\W/g, ""), { type });
    const list = token("list(string)").listValue;
    const flag = token("bool").booleanValue;
    const messages = rowFindings(stack, {
      protocol: token("string").stringValue,
      healthCheck: token("any").value,
      additionalTargets: list,
      additionalCertificateArns: list,
      clientCidrBlocks: list,
      targetTls: flag,
      sameRegionPeering: flag,
    });
    expect(messages.map((message) => message.replace(ROW, ""))).toMatchInlineSnapshot(`
      [
        "'additionalTargets' must be known at synthesis because each target becomes its own resource, but is a token. Use a list; the values in it may be tokens.",
        "'protocol' must be known at synthesis because it decides what is generated, but is a token. Use a value of ForwardProtocol.",
        "'healthCheck' must be known at synthesis because it becomes a block, but is a token. Use an object; its values may be tokens.",
        "'additionalCertificateArns' must be known at synthesis because each certificate becomes its own resource, but is a token. Use a list; the ARNs in it may be tokens.",
        "'targetTls' must be known at synthesis because it decides the target group's protocol, but is a token. Use true or false.",
        "'clientCidrBlocks' must be known at synthesis because each block becomes its own security group rule, but is a token. Use a list; the blocks in it may be tokens.",
        "'sameRegionPeering' must be known at synthesis because it decides what is allowed, but is a token. Use true or false.",
      ]
    `);
  });
});

describe("a health check", () => {
  test.each<[string, object | null | string, string[]]>([
    ["nothing", {}, []],
    ["the lower bounds", { intervalSeconds: 5, timeoutSeconds: 2, healthyThreshold: 2, unhealthyThreshold: 2 }, []],
    [
      "the upper bounds",
      { intervalSeconds: 300, timeoutSeconds: 120, healthyThreshold: 10, unhealthyThreshold: 10 },
      [],
    ],
    [
      "what is below them",
      { intervalSeconds: 4, timeoutSeconds: 1, healthyThreshold: 1, unhealthyThreshold: 1, port: 0 },
      [
        "'healthCheck.port' must be an integer from 1 to 65535, but is 0.",
        "'healthCheck.healthyThreshold' must be an integer from 2 to 10, but is 1.",
        "'healthCheck.unhealthyThreshold' must be an integer from 2 to 10, but is 1.",
        "'healthCheck.intervalSeconds' must be an integer from 5 to 300, in seconds, but is 4.",
        "'healthCheck.timeoutSeconds' must be an integer from 2 to 120, in seconds, but is 1.",
      ],
    ],
    [
      "what is above them",
      { intervalSeconds: 301, timeoutSeconds: 121, healthyThreshold: 11, unhealthyThreshold: 10.5, port: 65536 },
      [
        "'healthCheck.port' must be an integer from 1 to 65535, but is 65536.",
        "'healthCheck.healthyThreshold' must be an integer from 2 to 10, but is 11.",
        "'healthCheck.unhealthyThreshold' must be an integer from 2 to 10, but is 10.5. Use a whole number.",
        "'healthCheck.intervalSeconds' must be an integer from 5 to 300, in seconds, but is 301.",
        "'healthCheck.timeoutSeconds' must be an integer from 2 to 120, in seconds, but is 121.",
      ],
    ],
    ["a timeout that is the interval", { intervalSeconds: 20, timeoutSeconds: 20 }, []],
    [
      "a timeout above the interval",
      { intervalSeconds: 20, timeoutSeconds: 21 },
      [
        "'healthCheck.timeoutSeconds' must not be above 'healthCheck.intervalSeconds' (20), but is 21. Lower it, or raise the interval.",
      ],
    ],
    [
      "a timeout above the default interval",
      { timeoutSeconds: 31 },
      [
        "'healthCheck.timeoutSeconds' must not be above 'healthCheck.intervalSeconds' (30), but is 31. Lower it, or raise the interval.",
      ],
    ],
    ["an interval below AWS's timeout", { intervalSeconds: 5 }, []],
    ["an interval below AWS's timeout for HTTP", { intervalSeconds: 5, protocol: "HTTP" }, []],
    ["a request", { protocol: "HTTPS", path: "/health", matcher: "200,204,300-399", port: 8443 }, []],
    ["the last of the status codes", { protocol: "HTTP", matcher: "200-599" }, []],
    ...["", "199", "600", "399-200", "200-", "200, 204", "2xx", 200].map((matcher): [string, object, string[]] => [
      `the matcher ${JSON.stringify(matcher)}`,
      { protocol: "HTTP", matcher },
      [
        `'healthCheck.matcher' must be status codes from 200 to 599 such as "200", "200,204" or "200-399", but is ${JSON.stringify(matcher)}.`,
      ],
    ]),
    ["the longest path", { protocol: "HTTP", path: `/${"a".repeat(1023)}` }, []],
    [
      "a longer path",
      { protocol: "HTTP", path: `/${"a".repeat(1024)}` },
      [`'healthCheck.path' must have at most 1024 characters, but has 1025: "/${"a".repeat(79)}…". Shorten it.`],
    ],
    [
      "a path without a slash",
      { protocol: "HTTP", path: "health" },
      ['\'healthCheck.path\' must be a path that begins with "/", but is "health".'],
    ],
    [
      "a path and a matcher for TCP",
      { path: "/", matcher: "200" },
      [
        "'healthCheck.path' is for HTTP and HTTPS, but 'healthCheck.protocol' is TCP. Set the protocol to one of them, or remove the path.",
        "'healthCheck.matcher' is for HTTP and HTTPS, but 'healthCheck.protocol' is TCP. Set the protocol to one of them, or remove the matcher.",
      ],
    ],
    [
      "an unknown protocol",
      { protocol: "UDP", path: "/" },
      ["'healthCheck.protocol' must be one of TCP, HTTP, HTTPS, but is \"UDP\"."],
    ],
    [
      "a slip in a name",
      { intervalSecond: 30 },
      ['"intervalSecond" isn\'t a property of a health check. Did you mean intervalSeconds?'],
    ],
    ["null", null, []],
    ["null for each option", { protocol: null, path: null, matcher: null, port: null }, []],
    ["a text", "TCP", ["'healthCheck' must be an object such as { port: 8080 }, but is \"TCP\"."]],
  ])("with %s", (_, healthCheck, messages) => {
    expect(said({ healthCheck })).toEqual(messages);
  });
});

describe("a further target", () => {
  test.each<[string, unknown[], string[]]>([
    ["in the VPC", [{ targetIp: "172.31.129.11" }], []],
    ["on another port of the same server", [{ targetIp: "172.31.129.10", targetPort: 2222 }], []],
    ["outside the VPC", [{ targetIp: "10.0.0.11", external: true }], []],
    [
      "that is the forward's own",
      [{ targetIp: "172.31.129.10" }],
      [
        "additionalTargets[0]: 'targetIp' 172.31.129.10 with port 22 repeats the forward's own target. Remove one of them.",
      ],
    ],
    [
      "that is there twice, with keys",
      [
        { targetIp: "172.31.129.11", key: "a" },
        { targetIp: "172.31.129.11", key: "b" },
        { targetIp: "172.31.129.11", key: "c" },
      ],
      [
        "additionalTargets[1]: 'targetIp' 172.31.129.11 with port 22 repeats additionalTargets[0]. Remove one of them.",
        "additionalTargets[2]: 'targetIp' 172.31.129.11 with port 22 repeats additionalTargets[0]. Remove one of them.",
      ],
    ],
    [
      "whose key another has",
      [
        { targetIp: "172.31.129.11", key: "a" },
        { targetIp: "172.31.129.12", key: "a" },
      ],
      [
        "additionalTargets[1]: 'key' \"a\" makes this target the same resource as additionalTargets[0]. Use another key.",
      ],
    ],
    [
      "whose key is another's IP and port",
      [{ targetIp: "172.31.129.11", key: "172-31-129-10-22" }],
      [
        "additionalTargets[0]: 'key' \"172-31-129-10-22\" makes this target the same resource as the forward's own target. Use another key.",
      ],
    ],
    [
      "that is wrong in all its props",
      [{ targetIp: "host", targetPort: 0, external: "yes", key: "", port: 1 }],
      [
        'additionalTargets[0]: "port" isn\'t a property of a target. The properties are targetIp, targetInstanceId, targetHost, targetPort, external, key.',
        "additionalTargets[0]: 'targetIp' must be an IP address, but is \"host\". If it is the DNS name of the target, set targetHost instead.",
        "additionalTargets[0]: 'targetPort' must be an integer from 1 to 65535, but is 0.",
        "additionalTargets[0]: 'external' must be true or false, but is \"yes\".",
        "additionalTargets[0]: 'key' must be a non-empty string, but is \"\".",
      ],
    ],
    [
      "that is no object",
      ["172.31.129.11"],
      ['additionalTargets[0] must be an object such as { targetIp }, but is "172.31.129.11".'],
    ],
    [
      "of no range of AWS's",
      [{ targetIp: "8.8.8.8" }],
      [
        "additionalTargets[0]: 'targetIp' 8.8.8.8 is in none of the ranges that AWS accepts targets from: the VPC's own and 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16. Use a private address, or add the VPC's block that contains it to vpcCidrBlocks.",
      ],
    ],
  ])("%s", (_, additionalTargets, messages) => {
    expect(said({ additionalTargets })).toEqual(messages);
  });

  test("rejects one of another family", () => {
    const additionalTargets = [{ targetIp: "2001:db8::1" }, { targetIp: "172.31.129.11" }];
    expect(said({ additionalTargets }, { ipAddressType: "dualstack" })).toEqual([
      "additionalTargets[0]: 'targetIp' 2001:db8::1 and 172.31.129.10 are of different IP versions, but the targets of a forward must have the same. Give this target its own forward.",
    ]);
  });

  test("rejects the same IPv6 target in two notations", () => {
    const row = { targetIp: "2001:db8::1", additionalTargets: [{ targetIp: "2001:db8:0:0::1" }] };
    expect(said(row, { ipAddressType: "dualstack" })).toEqual([
      "additionalTargets[0]: 'targetIp' 2001:db8:0:0::1 with port 22 repeats the forward's own target. Remove one of them.",
    ]);
  });

  test("rejects the same target on a port that only Terraform knows", () => {
    const targetPort = Token.asNumber("${var.port}");
    const keys = ["a", "b"];
    expect(said({ additionalTargets: keys.map((key) => ({ targetIp: "172.31.129.11", targetPort, key })) })).toEqual([
      "additionalTargets[1]: 'targetIp' 172.31.129.11 with the same port repeats additionalTargets[0]. Remove one of them.",
    ]);
  });

  test("rejects one that contradicts the VPC's blocks", () => {
    const additionalTargets = [{ targetIp: "10.0.0.11", external: false }, { targetIp: "10.0.0.12" }];
    expect(said({ additionalTargets }, { vpcCidrBlocks: ["172.31.128.0/17"] })).toEqual([
      expect.stringMatching(/^additionalTargets\[0\]: 'targetIp' 10\.0\.0\.11 is outside the VPC/),
    ]);
  });

  test("takes a key where another target's address is a token, too", () => {
    const stack = awsStack();
    const token = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    const additionalTargets = [{ targetIp: token("one") }, { targetIp: token("two"), key: "two" }];
    expect(rowFindings(stack, { additionalTargets })).toEqual([]);
    const row = { targetIp: token("three"), additionalTargets };
    const nlb = new PortForwardNlb(stack, "another", {
      ...VALID,
      name: "another",
      forwards: [{ listenerPort: 10022, targetPort: 22, ...row }],
    });
    expect(findingsOf(nlb)).toEqual([
      `${ROW}additionalTargets[0]: 'key' is missing here and on the forward's own target, and both have a token as target or port. Give one of them a key.`,
    ]);
  });
});

describe("forwardDefaults", () => {
  function saidOfDefaults(forwardDefaults: unknown, row: Untyped<PortForward> = {}): string[] {
    return rowFindings(awsStack(), row, { forwardDefaults });
  }

  test.each<[string, unknown, string[]]>([
    ["nothing", {}, []],
    ["a certificate, for what is TLS", { certificateArn: `${ARN}1`, tcpIdleTimeoutSeconds: 60 }, []],
    [
      "wrong values, once and not for each row",
      {
        protocol: "SCTP",
        deregistrationDelaySeconds: 5000,
        healthCheck: { path: "x", port: 0 },
        clientCidrBlocks: [1],
      },
      [
        "forwardDefaults: 'protocol' must be one of TCP, UDP, TCP_UDP, TLS, but is \"SCTP\".",
        "forwardDefaults: 'healthCheck.port' must be an integer from 1 to 65535, but is 0.",
        'forwardDefaults: \'healthCheck.path\' must be a path that begins with "/", but is "x".',
        "forwardDefaults: 'deregistrationDelaySeconds' must be an integer from 0 to 3600, in seconds, but is 5000.",
        "forwardDefaults: 'clientCidrBlocks[0]' must be a CIDR block such as 172.31.128.0/17, but is 1. Use an address and a prefix length.",
      ],
    ],
    [
      "a timeout above its interval, once",
      { healthCheck: { timeoutSeconds: 31 } },
      [
        "forwardDefaults: 'healthCheck.timeoutSeconds' must not be above 'healthCheck.intervalSeconds' (30), but is 31. Lower it, or raise the interval.",
      ],
    ],
    [
      "what is a row's own",
      { listenerPort: 1, description: "a" },
      [
        'forwardDefaults: "listenerPort" isn\'t a property of forwardDefaults. The properties are protocol, healthCheck, deregistrationDelaySeconds, connectionTermination, preserveClientIp, proxyProtocolV2, stickiness, crossZone, unhealthyConnectionTermination, unhealthyDrainingIntervalSeconds, dnsMinimumHealthyTargetCount, dnsMinimumHealthyTargetPercentage, routingMinimumHealthyTargetCount, routingMinimumHealthyTargetPercentage, tcpIdleTimeoutSeconds, certificateArn, sslPolicy, alpnPolicy, additionalCertificateArns, targetTls, clientCidrBlocks, sameRegionPeering.',
        'forwardDefaults: "description" isn\'t a property of forwardDefaults. The properties are protocol, healthCheck, deregistrationDelaySeconds, connectionTermination, preserveClientIp, proxyProtocolV2, stickiness, crossZone, unhealthyConnectionTermination, unhealthyDrainingIntervalSeconds, dnsMinimumHealthyTargetCount, dnsMinimumHealthyTargetPercentage, routingMinimumHealthyTargetCount, routingMinimumHealthyTargetPercentage, tcpIdleTimeoutSeconds, certificateArn, sslPolicy, alpnPolicy, additionalCertificateArns, targetTls, clientCidrBlocks, sameRegionPeering.',
      ],
    ],
    ["a list", [], ["'forwardDefaults' must be an object such as { deregistrationDelaySeconds: 60 }, but is a list."]],
  ])("with %s", (_, forwardDefaults, messages) => {
    expect(saidOfDefaults(forwardDefaults)).toEqual(messages);
  });

  test("are held against the row that they meet", () => {
    expect(saidOfDefaults({ healthCheck: { intervalSeconds: 20 } }, { healthCheck: { timeoutSeconds: 21 } })).toEqual([
      `${ROW}'healthCheck.timeoutSeconds' must not be above 'healthCheck.intervalSeconds' (20), but is 21. Lower it, or raise the interval.`,
    ]);
    expect(saidOfDefaults({ preserveClientIp: false }, UDP)).toEqual([
      `${ROW}'preserveClientIp' is false, but UDP always preserves the client's address. Set preserveClientIp: true.`,
    ]);
    expect(saidOfDefaults({ preserveClientIp: true })).toEqual([
      "forwards[1] (listener 30080): 'preserveClientIp' is true, but 10.0.0.10 is outside the VPC, so its answers would bypass the load balancer. Set preserveClientIp: false, or sameRegionPeering: true if the target is in a peered VPC of the same Region.",
    ]);
  });
});
