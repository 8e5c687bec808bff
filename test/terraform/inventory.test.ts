import { loadBalancersOf } from "../../cli/inventory/from-terraform";
import type { Forward, LoadBalancer } from "../../cli/inventory/inventory";
import type { JsonObject } from "../../cli/inventory/json";
import { idOf } from "../../cli/inventory/target";
import { ofShown, ofSynthesized } from "../../cli/inventory/terraform-resource";
import { ARTICLE_ROWS, articleProps } from "./support/article";
import { CONSTRUCT, MODULE } from "./support/makers";
import { Suite } from "./support/suite";
import type { Terraform } from "./support/terraform";

// What the command's table, map and check read from Terraform's own output.

const FURTHER = { targetIp: "172.31.137.10", targetPort: 8080 };

/** The article's list, with everything that an inventory contains. */
const ROWS = ARTICLE_ROWS.map((row) =>
  row.listenerPort === 10080
    ? { ...row, description: "Web of both zones", additionalTargets: [FURTHER], healthCheck: { port: 8081 } }
    : row,
);

const FORWARDS: readonly Forward[] = ROWS.map(({ listenerPort, targetIp, targetPort, external = false, ...row }) => ({
  listenerPort,
  protocol: "TCP",
  targetGroup: `example-tg-${listenerPort}`,
  targetProtocol: "TCP",
  ...("description" in row ? { description: row.description } : {}),
  healthCheck: { protocol: "TCP", ...("healthCheck" in row ? row.healthCheck : {}) },
  targets: [
    { ip: targetIp, port: targetPort, external },
    ...("additionalTargets" in row ? [{ ip: FURTHER.targetIp, port: FURTHER.targetPort, external: false }] : []),
  ],
  clients: ["192.168.0.0/16"],
}));

/** The only load balancer, without its options, targets sorted by address: Terraform's order isn't fixed. */
function only([found, ...more]: readonly LoadBalancer[]): LoadBalancer | undefined {
  expect(more).toEqual([]);
  const byIp = ({ options: _, ...forward }: Forward): Forward => ({
    ...forward,
    targets: [...forward.targets].sort((one, other) => idOf(one).localeCompare(idOf(other))),
  });
  if (!found) return undefined;
  const { options: _, ...loadBalancer } = found;
  return { ...loadBalancer, forwards: found.forwards.map(byIp) };
}

describe.each([
  { by: "the construct", maker: CONSTRUCT },
  { by: "the Terraform module", maker: MODULE },
])("of what $by makes", ({ maker }) => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let files: Record<string, string>;
  let expected: LoadBalancer;

  beforeAll(async () => {
    const { network } = suite;
    files = maker.files({ ...articleProps(network, ROWS), clientCidrBlocks: ["192.168.0.0/16"] });
    expected = {
      name: "example-nlb",
      internal: true,
      addresses: [
        { zone: network.private_subnet_1a_id, ips: ["172.31.128.10"] },
        { zone: network.private_subnet_1c_id, ips: ["172.31.136.10"] },
      ],
      securityGroups: ["example-nlb"],
      clients: ["192.168.0.0/16"],
      forwards: FORWARDS,
    };
    terraform = await suite.initialize(files);
  });

  test("a plan has the forwards, before anything is applied", async () => {
    const plan = (await terraform.plan()) as unknown as JsonObject;
    expect(only(loadBalancersOf(ofShown(plan)))).toEqual(expected);
  });

  test("the state has them, and the DNS name for clients", async () => {
    await terraform.applyPlan();
    const found = only(loadBalancersOf(ofShown((await terraform.shown()) as JsonObject)));
    expect(found).toEqual({ ...expected, dnsName: expect.stringMatching(/^example-nlb-.*\.amazonaws\.com$/) });
  });

  test("a plan after the apply has them, too", async () => {
    const plan = (await terraform.plan()) as unknown as JsonObject;
    expect(only(loadBalancersOf(ofShown(plan)))).toMatchObject(expected);
  });

  if (maker === CONSTRUCT) {
    test("the synthesized app has them", () => {
      const [document = ""] = Object.values(files);
      expect(only(loadBalancersOf(ofSynthesized(JSON.parse(document) as JsonObject)))).toEqual(expected);
    });
  }
});
