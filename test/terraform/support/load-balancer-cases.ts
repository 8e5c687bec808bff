import { namelessProps } from "./article";
import { first, ROWS } from "./change-matrix";
import type { FakeAws, ArticleNetwork } from "./fake-aws";
import type { Case } from "./fleet";
import { CONSTRUCT } from "./makers";

/** Load balancers whose props change, and one whose target with a key does. Each has the article's forwards. */
export async function loadBalancerCases(network: ArticleNetwork, aws: FakeAws): Promise<Record<string, Case>> {
  const props = namelessProps(network);
  const further = await aws.createSubnet(network.vpc_id, "172.31.144.0/21", "d");
  const subnetMappings = [...props.subnetMappings, { subnetId: further, privateIpv4Address: "172.31.144.10" }];
  const keyed = (targetIp: string) => ({ ...props, forwards: first({ targetIp, key: "bastion" }) });
  const unprotected = { ...props, deletionProtection: false };
  const renamedGroups = ROWS.map((row) => ({ ...row, targetGroupName: `renamed-tg-${row.listenerPort}` }));
  const steps: Record<string, Case["steps"]> = {
    tags: [props, { ...props, tags: { team: "network" } }, props],
    crosszone: [props, { ...props, crossZone: false }, props],
    subnet: [props, { ...props, subnetMappings }],
    key: [keyed("172.31.129.10"), keyed("172.31.129.20"), keyed("172.31.129.10")],
    name: [
      props,
      unprotected,
      { ...unprotected, name: "renamed" },
      { ...unprotected, name: "third", loadBalancerName: "renamed-nlb", forwards: renamedGroups },
    ],
    scheme: [
      unprotected,
      { ...unprotected, internal: false, subnetMappings: props.subnetMappings.map(({ subnetId }) => ({ subnetId })) },
    ],
  };
  return Object.fromEntries(Object.entries(steps).map(([id, each]) => [id, { maker: CONSTRUCT, steps: each }]));
}
