import type { Forward, LoadBalancer } from "../../../cli/inventory/inventory";
import { ARTICLE_TABLE } from "../../article";

/** The article's network. */
export const ARTICLE: LoadBalancer = {
  name: "example-nlb",
  internal: true,
  addresses: [
    { zone: "ap-northeast-1a", ips: ["172.31.128.10"] },
    { zone: "ap-northeast-1c", ips: ["172.31.136.10"] },
  ],
  securityGroups: [],
  clients: [],
  forwards: ARTICLE_TABLE.map(({ listenerPort, targetGroupName, targetPort, targetIp, external = false }) => ({
    listenerPort,
    protocol: "TCP",
    targetGroup: targetGroupName,
    targetProtocol: "TCP",
    healthCheck: {},
    targets: [{ ip: targetIp, port: targetPort, external }],
  })),
};

/** Returns load balancers with forwards to targets inside and outside the VPC. */
export function many(loadBalancers: number, forwards: number): LoadBalancer[] {
  return Array.from({ length: loadBalancers }, (_, number) => ({
    ...ARTICLE,
    name: `nlb-${number}`,
    securityGroups: ["forwards"],
    clients: ["10.0.0.0/8", "192.168.0.0/16"],
    forwards: Array.from({ length: forwards }, (_, row) => manyForward(number, row)),
  }));
}

function manyForward(number: number, row: number): Forward {
  const external = row % 5 === 4;
  const own = external ? `10.${number}.0.${row % 256}` : `172.31.${129 + number}.${Math.floor(row / 3) % 256}`;
  return {
    listenerPort: 10_000 + row,
    protocol: "TCP",
    targetGroup: `tg-${number}-${row}`,
    targetProtocol: "TCP",
    ...(row % 3 === 0 ? {} : { description: `database of the orders, replica ${row}` }),
    healthCheck: {},
    targets: [{ ip: own, port: [22, 80, 443, 5432][row % 4] ?? 22, external }],
  };
}

/** Texts in a tag or a cell that could be more than text. */
export const HOSTILE = [
  "<script>alert(1)</script>",
  '"]; x -> y',
  "\u001b[31mred",
  "\u202egnp.exe",
  "x".repeat(5000),
  "\\G \\N &lt;b&gt; `b` *x* _y_ $$x^2$$ fa:fa-car ﬂ°°60¶ß",
  "--> </style></svg> style a:8#35;",
  "```\n# head",
  "漢字の説明 é😀",
  "   ",
];

/** A load balancer with untrusted text everywhere. */
export const HOSTILE_LOAD_BALANCER: LoadBalancer = {
  name: HOSTILE[0] ?? "",
  dnsName: HOSTILE[1] ?? "",
  addresses: HOSTILE.map((text) => ({ zone: text, ips: [text] })),
  securityGroups: HOSTILE,
  clients: HOSTILE,
  forwards: HOSTILE.map((text, index) => ({
    listenerPort: index,
    protocol: text,
    targetGroup: text,
    targetProtocol: text,
    description: text,
    healthCheck: {},
    targets: [{ ip: text, port: 80, ...(index % 3 === 2 ? {} : { external: index % 3 === 0 }) }],
  })),
};
