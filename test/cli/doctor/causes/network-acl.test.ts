import { said, spoiled, tcp, the } from "../article-facts";

type Entry = Partial<Parameters<Parameters<typeof spoiled>[0]>[0]["networkAcls"][number]["entries"][number]>;

/** Adds an entry to the network ACL of a zone, and returns the findings. */
function withEntry(zone: "a" | "c", entry: Entry): ReturnType<typeof spoiled> {
  return spoiled((facts) => {
    const acl = the(facts.networkAcls, ({ id }) => id === `acl-${zone}`);
    const denying = { number: 50, egress: false, allow: false, protocol: "6", cidrBlock: "0.0.0.0/0" };
    Object.assign(acl, { entries: [...acl.entries, { ...denying, ...entry }] });
  });
}

test("finds an entry that denies the load balancer access to the target's subnet", () => {
  const findings = withEntry("c", { cidrBlock: "172.31.128.10/32", fromPort: 80, toPort: 80 });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "network-acl",
       "commands": [
         "aws ec2 create-network-acl-entry --network-acl-id acl-c --ingress --rule-number 49 --protocol tcp --port-range From=80,To=80 --cidr-block 172.31.128.10/32 --rule-action allow",
       ],
       "expected": "a rule that allows traffic and health checks",
       "seen": "rule 50 denies inbound TCP 80 from 172.31.128.10",
       "subject": "network ACL acl-c of subnet-c (ap-northeast-1c)",
     },
   ]
  `);
  expect(findings[0]?.concerns).toEqual([{ listenerPort: 20080, target: "172.31.137.10:80", zone: "ap-northeast-1a" }]);
});

test("finds an entry that denies some of the ports that answers use", () => {
  const findings = withEntry("c", { egress: true, cidrBlock: "172.31.128.10/32", fromPort: 40000, toPort: 65535 });
  expect(findings.map(said)).toMatchInlineSnapshot(`
   [
     {
       "cause": "network-acl",
       "commands": [
         "aws ec2 create-network-acl-entry --network-acl-id acl-c --egress --rule-number 49 --protocol tcp --port-range From=1024,To=65535 --cidr-block 172.31.128.10/32 --rule-action allow",
       ],
       "expected": "a rule that allows answers",
       "seen": "rule 50 denies outbound TCP 1024-65535 to 172.31.128.10",
       "subject": "network ACL acl-c of subnet-c (ap-northeast-1c)",
     },
   ]
  `);
});

test("finds an entry that stops packets from leaving the load balancer's subnet", () => {
  const findings = withEntry("a", { egress: true, cidrBlock: "10.0.0.0/24" });
  expect(findings.map(({ subject, seen }) => [subject, seen])).toEqual([
    ["network ACL acl-a of subnet-a (ap-northeast-1a)", "rule 50 denies outbound TCP 80 to 10.0.0.10"],
  ]);
});

test("finds an entry that denies answers from the on-premises network", () => {
  const findings = withEntry("a", { cidrBlock: "10.0.0.0/8" });
  expect(findings.map(({ seen, expected }) => [seen, expected])).toEqual([
    ["rule 50 denies inbound TCP 1024-65535 from 10.0.0.10", "a rule that allows answers"],
  ]);
});

test("finds an ACL without allow entries", () => {
  const findings = spoiled((facts, list) => {
    the(list.forwards).clients = ["192.168.0.0/16"];
    const acl = the(facts.networkAcls);
    acl.entries = acl.entries.filter(({ number, egress }) => number === 32767 || !egress);
  });
  expect(findings.map(({ seen }) => seen)).toMatchInlineSnapshot(`
   [
     "rule * denies outbound TCP 1024-65535 to 192.168.0.0/16",
     "rule * denies outbound TCP 1024-65535 to 0.0.0.0/0",
     "rule * denies outbound TCP 1024-65535 to 172.31.136.10",
     "rule * denies outbound TCP 22 to 172.31.137.10",
     "rule * denies outbound TCP 80 to 172.31.137.10",
     "rule * denies outbound TCP 80 to 10.0.0.10",
   ]
  `);
});

test.each<[string, Entry]>([
  ["of other ports", { fromPort: 443, toPort: 443 }],
  ["of another protocol", { protocol: "17" }],
  ["behind one that allows", { number: 200 }],
  ["of a part of the clients", { cidrBlock: "192.168.1.0/24", fromPort: 10022, toPort: 30080 }],
])("ignores an entry %s", (_, entry) => {
  expect(withEntry("c", entry)).toEqual([]);
});

test("packets within a subnet don't pass an ACL", () => {
  // only 172.31.136.10 and 172.31.137.10 are in subnet-c
  expect(withEntry("c", { cidrBlock: "172.31.136.0/21" })).toEqual([]);
});

test.each([
  { dualStack: false, found: [] },
  {
    dualStack: true,
    found: ["no rule allows inbound TCP 10022 from ::/0", "no rule allows outbound TCP 1024-65535 to ::/0"],
  },
])("IPv6 clients count only if the load balancer has an IPv6 address: $dualStack", ({ dualStack, found }) => {
  const findings = spoiled((facts) => {
    const [node] = facts.loadBalancer.nodes;
    if (dualStack) node?.addresses.push("2001:db8::a");
    facts.loadBalancer.securityGroupIds = ["sg-nlb"];
    const all = [{ ...tcp(0, "0.0.0.0/0", "::/0"), toPort: 65535 }];
    Object.assign(facts, {
      securityGroups: [...facts.securityGroups, { id: "sg-nlb", name: "", inbound: all, outbound: all }],
    });
  });
  const ofFirst = findings.filter(
    ({ cause, subject, concerns }) =>
      cause === "network-acl" && subject.includes("acl-a") && concerns[0]?.listenerPort === 10022,
  );
  expect(ofFirst.map(({ seen }) => seen)).toEqual(found);
});

test("finds nothing if the ACLs couldn't be read", () => {
  expect(spoiled((facts) => Object.assign(facts, { networkAcls: undefined }))).toEqual([]);
});

test("uses the ACL of the target's subnet, even if its network interface isn't listed", () => {
  const findings = spoiled((facts) => {
    facts.interfaces = facts.interfaces.filter(({ id }) => id !== "eni-2");
    const acl = the(facts.networkAcls, ({ id }) => id === "acl-c");
    acl.entries.unshift({
      number: 50,
      egress: false,
      allow: false,
      protocol: "6",
      cidrBlock: "172.31.128.10/32",
      fromPort: 80,
      toPort: 80,
    });
  });
  expect(findings.map(({ cause }) => cause)).toEqual(["network-acl"]);
});

test("suggests an entry with an unused rule number", () => {
  const findings = spoiled((facts) => {
    const acl = the(facts.networkAcls, ({ id }) => id === "acl-c");
    const denying = {
      egress: false,
      allow: false,
      protocol: "6",
      cidrBlock: "172.31.128.10/32",
      fromPort: 80,
      toPort: 80,
    };
    acl.entries.push({ ...denying, number: 50 }, { ...denying, number: 49, fromPort: 443, toPort: 443 });
  });
  expect(findings[0]?.fix.commands).toEqual([expect.stringContaining("--rule-number 48 ")]);
});

test("finds a UDP entry that denies UDP", () => {
  const findings = spoiled((facts, list) => {
    Object.assign(the(list.forwards), { protocol: "UDP", targetProtocol: "UDP" });
    the(facts.listeners).protocol = "UDP";
    the(facts.targetGroups).protocol = "UDP";
    the(facts.securityGroups).inbound.push({ ...tcp(22, "172.31.0.0/16"), protocol: "udp" });
    const acl = the(facts.networkAcls);
    acl.entries.push({
      number: 50,
      egress: false,
      allow: false,
      protocol: "17",
      cidrBlock: "0.0.0.0/0",
      fromPort: 1,
      toPort: 65535,
    });
  });
  expect(findings.map(({ seen }) => seen)).toEqual([
    "rule 50 denies inbound UDP 10022 from 0.0.0.0/0",
    "rule 50 denies inbound UDP 22 from 172.31.136.10",
  ]);
});
