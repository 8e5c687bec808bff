import { type ForwardDefaults, ForwardProtocol, HealthCheckProtocol, type PortForward } from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { type Option, OPTIONS, type RegularOption } from "../src/private/options";
import { ARN, OPTION_SAMPLES } from "./option-samples";

// Random lists that AWS accepts.

/** CIDR block of the VPC that the forwards are for. */
export const VPC = "172.31.128.0/17";
const octet = fc.integer({ min: 0, max: 255 });
const inside = fc
  .tuple(fc.integer({ min: 128, max: 255 }), octet)
  .map(([third, last]) => `172.31.${third}.${last}`)
  // Except the load balancer's own addresses.
  .filter((address) => !["172.31.128.10", "172.31.136.10"].includes(address));
const outside = fc.tuple(octet, octet, octet).map((octets) => `10.${octets.join(".")}`);
const port = fc.integer({ min: 1, max: 65535 });

const flag = fc.boolean();

export const healthCheck = fc.record(
  {
    port,
    healthyThreshold: fc.integer({ min: 2, max: 10 }),
    unhealthyThreshold: fc.integer({ min: 2, max: 10 }),
    intervalSeconds: fc.integer({ min: 5, max: 300 }),
    // Less than each interval, including that of forwardDefaults.
    timeoutSeconds: fc.integer({ min: 2, max: 5 }),
  },
  { requiredKeys: [] },
);

const request = fc
  .tuple(healthCheck, fc.constantFrom(HealthCheckProtocol.HTTP, HealthCheckProtocol.HTTPS))
  .map(([check, protocol]) => ({
    ...check,
    protocol,
    path: "/health",
    matcher: "200-399",
  }));

/** Values of a regular option that AWS accepts. */
function valuesOf(name: RegularOption, { bound: { form } }: Option): fc.Arbitrary<unknown> {
  if (form.kind === "integer") return fc.integer({ min: form.range[0], max: form.range[1] });
  return form.kind === "flag" ? flag : fc.constantFrom(...OPTION_SAMPLES[name].good);
}

/** Regular options that a protocol supports in any combination. */
function regular(protocol: ForwardProtocol, ...others: RegularOption[]): Record<string, fc.Arbitrary<unknown>> {
  const own = OPTIONS.filter(
    ([name, { protocols = [protocol] }]) => protocols.includes(protocol) && !others.includes(name),
  );
  return Object.fromEntries(own.map(([name, option]) => [name, valuesOf(name, option)]));
}

const { TCP, TLS, UDP, TCP_UDP } = ForwardProtocol;
/** Options that a rule rejects or warns about in some combinations. */
const DEPENDENT = [
  "preserveClientIp",
  "proxyProtocolV2",
  "unhealthyDrainingIntervalSeconds",
  "routingMinimumHealthyTargetCount",
  "routingMinimumHealthyTargetPercentage",
] as const;
const DATAGRAMS = { preserveClientIp: fc.constant(true), sameRegionPeering: fc.constant(true) };

/** What a forward of each protocol can have. */
export const OPTIONS_OF: Readonly<Record<ForwardProtocol, fc.Arbitrary<ForwardDefaults>>> = {
  TCP: fc.record(
    {
      ...regular(TCP, ...DEPENDENT),
      protocol: fc.constant(TCP),
      healthCheck: fc.oneof(healthCheck, request),
      preserveClientIp: fc.constant(false),
    },
    { requiredKeys: [] },
  ),
  UDP: fc.record(
    {
      ...regular(UDP, ...DEPENDENT, "connectionTermination"),
      ...DATAGRAMS,
      protocol: fc.constant(UDP),
      healthCheck: healthCheck.map((check) => ({ ...check, port: 8080 })),
    },
    { requiredKeys: ["protocol", "healthCheck", "sameRegionPeering"] },
  ),
  TCP_UDP: fc.record(
    { ...regular(TCP_UDP, ...DEPENDENT, "connectionTermination"), ...DATAGRAMS, protocol: fc.constant(TCP_UDP) },
    { requiredKeys: ["protocol", "sameRegionPeering"] },
  ),
  TLS: fc.record(
    {
      ...regular(TLS, ...DEPENDENT, "stickiness"),
      protocol: fc.constant(TLS),
      certificateArn: fc.constant(`${ARN}1`),
      additionalCertificateArns: fc.constantFrom<string[]>([], [`${ARN}2`], [`${ARN}2`, `${ARN}3`]),
      targetTls: flag,
    },
    { requiredKeys: ["protocol", "certificateArn"] },
  ),
};

const options = fc.oneof(...Object.values(OPTIONS_OF));

/** Forwards that AWS accepts, with and without optional props. */
const row: fc.Arbitrary<PortForward & { readonly targetIp: string }> = fc
  .tuple(
    fc.oneof(inside, outside),
    fc.record({ listenerPort: port, targetPort: port }),
    fc.record(
      {
        key: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
        targetGroupName: fc.stringMatching(/^[a-z][a-z0-9]{1,30}$/),
        external: fc.constant(true),
        description: fc.oneof(
          fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{1,256}$/),
          fc.constantFrom("DNS (primary), site A & B", '=cmd|"a"', "踏み台 🚀", "`a`\n*b*\t{c} \\", "(a)".repeat(100)),
        ),
        additionalTargets: fc.uniqueArray(port, { maxLength: 3 }).map((ports) =>
          // At an address that no forward's own target has.
          ports.map((targetPort) => ({ targetIp: "192.168.0.1", targetPort })),
        ),
        clientCidrBlocks: fc.constantFrom<string[]>(["10.0.0.0/8"], ["10.0.0.0/8", "2001:db8::/32"]),
      },
      { requiredKeys: [] },
    ),
    options,
  )
  .map(([targetIp, ports, { external, ...optional }, served]) => ({
    ...ports,
    targetIp,
    ...optional,
    ...served,
    ...(external && { external: targetIp.startsWith("10.") }),
  }));

export const list = fc
  .uniqueArray(row, {
    minLength: 1,
    maxLength: 25,
    selector: ({ listenerPort, targetGroupName }) => targetGroupName ?? listenerPort,
  })
  .map((rows) => [...new Map(rows.map((each) => [each.listenerPort, each])).values()])
  .map((rows) => {
    const reached = new Set<string>();
    return rows.filter((each) => datagramSockets(each).every((socket) => reached.size < reached.add(socket).size));
  });

/** Targets that see their clients' addresses. Only one forward can reach each. */
function datagramSockets({ protocol, targetIp, targetPort, additionalTargets = [] }: PortForward): string[] {
  if (protocol !== ForwardProtocol.UDP && protocol !== ForwardProtocol.TCP_UDP) return [];
  return [{ targetIp, targetPort }, ...additionalTargets].map(
    (target) => `${target.targetIp} ${target.targetPort ?? targetPort}`,
  );
}
