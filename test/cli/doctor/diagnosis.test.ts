import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CAUSES } from "../../../cli/doctor/causes";
import { type Condition, diagnose } from "../../../cli/doctor/diagnosis";
import type { Facts } from "../../../cli/doctor/facts";
import { articleFacts, articleList, type Mutable, spoiled, tcp, the } from "./article-facts";

test("finds nothing in a healthy network, and each forward works", () => {
  const { findings, forwards } = diagnose(articleList(), articleFacts());
  expect(findings).toEqual([]);
  expect(forwards.map(({ listenerPort, condition }) => [listenerPort, condition])).toEqual([
    [10022, "works"],
    [10080, "works"],
    [20022, "works"],
    [20080, "works"],
    [30080, "works"],
  ]);
});

test("each cause explains only existing causes, and never itself", () => {
  const byId = new Map(CAUSES.map((cause) => [cause.id, cause]));
  const reached = (id: string): string[] => (byId.get(id)?.explains ?? []).flatMap((next) => [next, ...reached(next)]);
  for (const { id, explains } of CAUSES) {
    expect(explains.filter((effect) => !byId.has(effect))).toEqual([]);
    expect(reached(id)).not.toContain(id);
  }
});

test("docs/doctor.md lists exactly these causes, in the order of a report", () => {
  const page = readFileSync("docs/doctor.md", "utf8");
  const rows = [...page.matchAll(/^\| `([a-z][a-z-]+)` +\|/gm)].map(([, id]) => id);
  expect(rows).toEqual(CAUSES.map(({ id }) => id));
});

test("each cause has a test file", () => {
  const tested = readdirSync(path.join(__dirname, "causes")).map((file) => file.replace(/\.test\.ts$/, ""));
  expect(tested.sort()).toEqual(CAUSES.map(({ id }) => id).sort());
});

test("a warning explains nothing", () => {
  const findings = spoiled((facts) => {
    facts.loadBalancer.state = "active_impaired";
    the(the(facts.targetGroups).targets).state = "unhealthy";
  });
  expect(findings.map(({ cause, effects }) => [cause, effects.length])).toEqual([
    ["target-health", 0],
    ["load-balancer-state", 0],
  ]);
});

test("two causes can have the same effect", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups, ({ id }) => id === "sg-2").inbound = [tcp(22, "172.31.0.0/16")];
    the(facts.interfaces, ({ id }) => id === "eni-2").instanceState = "stopped";
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-20080").targets).state = "unhealthy";
  });
  expect(findings.map(({ cause, effects }) => [cause, effects.map((effect) => effect.cause)])).toEqual([
    ["target-security-group", ["target-health"]],
    ["target-absent", ["target-health"]],
  ]);
});

test("a cause explains nothing about other forwards or targets", () => {
  const findings = spoiled((facts) => {
    the(facts.securityGroups, ({ id }) => id === "sg-2").inbound = [tcp(22, "172.31.0.0/16")];
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-20022").targets).state = "unhealthy";
  });
  expect(findings.map(({ cause, subject }) => [cause, subject])).toEqual([
    ["target-security-group", "security group sg-2 (TargetServer2) of 172.31.137.10"],
    ["target-health", "target 172.31.137.10:22"],
  ]);
});

test("faults come before warnings", () => {
  const findings = spoiled((facts, list) => {
    list.forwards = list.forwards.filter(({ listenerPort }) => listenerPort !== 10022);
    the(the(facts.targetGroups, ({ name }) => name === "example-tg-30080").targets).state = "unhealthy";
  });
  expect(findings.map(({ cause, severity }) => [cause, severity])).toEqual([
    ["target-health", "fault"],
    ["listener-unaccounted", "warning"],
  ]);
});

test.each<[Condition, string, (facts: Mutable<Facts>) => void]>([
  [
    "partly",
    "if one of its two targets is unhealthy",
    (facts) => {
      the(facts.targetGroups).targets.push({ ...ADDITIONAL, state: "unhealthy" });
    },
  ],
  [
    "fails",
    "if both are unhealthy",
    (facts) => {
      the(the(facts.targetGroups).targets).state = "unhealthy";
      the(facts.targetGroups).targets.push({ ...ADDITIONAL, state: "unhealthy" });
    },
  ],
  [
    "partly",
    "if one of its addresses leads nowhere",
    (facts) => {
      facts.loadBalancer.crossZone = false;
      facts.subnets = facts.subnets.map((subnet) => ({ ...subnet, zone: "ap-northeast-1a" }));
      the(facts.targetGroups).targets.push({ ...ADDITIONAL, state: "healthy" });
    },
  ],
])("reports that a forward works '%s' %s", (condition, _, spoil) => {
  const facts = articleFacts();
  const list = articleList();
  const { ip, port } = ADDITIONAL;
  const { targets } = the(list.forwards);
  targets.push({ ...the(targets), ip, port });
  spoil(facts);
  expect(diagnose(list, facts).forwards[0]).toMatchObject({ listenerPort: 10022, condition });
});

/** A second target of the first forward. */
const ADDITIONAL = { ip: "172.31.137.10", instanceId: "", port: 22, zone: "", reason: "", description: "" };

test("passes on what couldn't be read", () => {
  const facts = articleFacts();
  const unread = [{ action: "ec2:DescribeNetworkAcls", message: "You are not authorized to perform this operation." }];
  expect(diagnose(articleList(), { ...facts, unread }).facts.unread).toEqual(unread);
});
