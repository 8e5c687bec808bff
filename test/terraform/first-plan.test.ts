import { ForwardProtocol, HealthCheckProtocol, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { articleProps } from "./support/article";
import type { ArticleNetwork } from "./support/fake-aws";
import { CONSTRUCT, MODULE } from "./support/makers";
import { Suite } from "./support/suite";
import { withoutHash } from "./support/terraform";

// The first plan with the version that states AWS's defaults, for resources that an earlier version created.

const CERTIFICATE = "arn:aws:iam::123456789012:server-certificate/example";
const PORTS = [10001, 10002, 10003, 10004, 10005];

function props(network: ArticleNetwork): PortForwardNlbProps {
  const [tcp, udp, tcpUdp, tls, checkedByHttp] = PORTS.map((listenerPort) => ({
    listenerPort,
    targetIp: "172.31.129.10",
    targetPort: 80,
  })) as [Row, Row, Row, Row, Row];
  return {
    ...articleProps(network),
    clientCidrBlocks: ["192.168.1.0/24"],
    forwards: [
      tcp,
      { ...udp, protocol: ForwardProtocol.UDP, healthCheck: { port: 8080 } },
      { ...tcpUdp, protocol: ForwardProtocol.TCP_UDP },
      { ...tls, protocol: ForwardProtocol.TLS, certificateArn: CERTIFICATE },
      { ...checkedByHttp, healthCheck: { protocol: HealthCheckProtocol.HTTP } },
    ],
  };
}

type Row = PortForwardNlbProps["forwards"][number];
type Values = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Values>>>>;

/** Arguments that the earlier version didn't emit unless the list sets them. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  aws_lb: ["ip_address_type", "enforce_security_group_inbound_rules_on_private_link_traffic", "lifecycle"],
  aws_lb_listener: ["ssl_policy", "alpn_policy", "tcp_idle_timeout_seconds"],
  aws_lb_target_group: ["ip_address_type", "connection_termination", "preserve_client_ip", "stickiness"],
  aws_security_group: ["lifecycle"],
};

/** The configuration that the earlier version wrote. */
function earlier(files: Record<string, string>): Record<string, string> {
  const { resource, ...stack } = JSON.parse(files["cdk.tf.json"] ?? "{}") as { resource: Resources };
  const { terraform_data: _, ...onAws } = resource;
  const resources = mapped(onAws, (ofType, type) => mapped(ofType, (values) => earlierValues(type, values)));
  return { "cdk.tf.json": JSON.stringify({ ...stack, resource: resources }) };
}

function earlierValues(type: string, values: Values): Values {
  const {
    health_check: check,
    lifecycle,
    ...others
  } = without(values, LEFT_OUT[type] ?? []) as {
    readonly health_check?: Values;
    readonly lifecycle?: { readonly replace_triggered_by?: readonly string[] };
  };
  const triggers = lifecycle?.replace_triggered_by?.filter((address) => !address.startsWith("terraform_data."));
  return {
    ...others,
    ...(check && { health_check: without(check, ["timeout"]) }),
    ...(lifecycle && { lifecycle: { ...lifecycle, ...(triggers && { replace_triggered_by: triggers }) } }),
  };
}

function mapped<From, To>(object: Readonly<Record<string, From>>, map: (value: From, name: string) => To) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]));
}

function without(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

describe("the first plan after the update", () => {
  const suite = Suite.begin();

  test("creates only resources in the state for the construct, sets the TLS policy, and replaces nothing", async () => {
    const files = CONSTRUCT.files(props(suite.network));
    const terraform = await suite.initialize(earlier(files));
    await terraform.apply();
    await terraform.write(files);
    expect((await terraform.planChanges()).map(withoutHash)).toEqual([
      ...PORTS.map((port) => `create terraform_data.forwarding_${port}_protocol`),
      "create terraform_data.forwarding_has-security-groups",
      "update aws_lb_listener.forwarding_10004_listener",
    ]);
    await terraform.applyPlan();
    expect(await terraform.planText()).toContain("No changes.");
  });

  test("creates only resources in the state for the module, and replaces nothing", async () => {
    const terraform = await suite.initialize(MODULE.files({ ...props(suite.network), name: "module" }));
    await terraform.apply();
    const added = [
      "module.forwarding.terraform_data.has_security_groups",
      ...PORTS.map((port) => `module.forwarding.terraform_data.protocol["${port}"]`),
    ];
    await terraform.bash(`terraform state rm ${added.map((address) => `'${address}'`).join(" ")}`);
    expect(await terraform.planChanges()).toEqual(added.map((address) => `create ${address}`));
  });
});
