import { diagnose } from "../../../cli/doctor/diagnosis";
import { articleFacts, articleList, the } from "./article-facts";

test("four times as many forwards take about four times as long", () => {
  const few = timeOf(150);
  const many = timeOf(600);
  process.stdout.write(`150 forwards in three zones: ${few.toFixed(0)} ms, 600: ${many.toFixed(0)} ms\n`);
  // A loop over all forwards for each forward would make it 16.
  expect(many / few).toBeLessThan(8);
});

/** Returns the milliseconds to diagnose some broken forwards: the shortest of a few runs. */
function timeOf(count: number): number {
  const facts = articleFacts();
  const list = articleList();
  const [row, group, listener] = [the(list.forwards), the(facts.targetGroups), the(facts.listeners)];
  const ports = Array.from({ length: count }, (_, index) => 20_000 + index);
  list.forwards = ports.map((listenerPort) => ({ ...row, listenerPort, targetGroup: `example-tg-${listenerPort}` }));
  facts.listeners = ports.map((port) => ({ ...listener, port, targetGroupArn: `arn:group/${port}` }));
  facts.targetGroups = ports.map((port) => ({ ...group, name: `example-tg-${port}`, arn: `arn:group/${port}` }));
  facts.loadBalancer.nodes.push({ zone: "ap-northeast-1d", subnetId: "subnet-d", addresses: ["172.31.144.10"] });
  the(facts.securityGroups).inbound = [];
  for (const { targets } of facts.targetGroups) the(targets).state = "unhealthy";
  const times = Array.from({ length: 4 }, () => {
    const begin = performance.now();
    const { findings, forwards } = diagnose(list, facts);
    const time = performance.now() - begin;
    expect(forwards.filter(({ condition }) => condition === "fails")).toHaveLength(count);
    expect(findings.map(({ cause, concerns }) => [cause, concerns.length])).toEqual([
      ["target-security-group", 3 * count],
    ]);
    return time;
  });
  return Math.min(...times);
}
