import { isDeepStrictEqual } from "node:util";
import { DnsRecordClientRoutingPolicy, type PortForward, PortForwardNlb } from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { options } from "../lists";
import { awsStack } from "../stack";
import { namelessProps } from "./support/article";
import { comparable, comparableForward, valuesIn } from "./support/comparable";
import type { ArticleNetwork, FakeAws } from "./support/fake-aws";
import { type Case, Fleet, type Outcome } from "./support/fleet";
import { CONSTRUCT, MODULE } from "./support/makers";
import { Suite } from "./support/suite";

// AWS has what the list says, whatever it was before, beyond the table of options: load balancers that get one random list after
// the other, beside a new one for each list. What differs is taken apart into changes of one option each.

const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);
const LOAD_BALANCERS = 50;
/** Lists that a load balancer gets; each follows on another but the first. */
const LISTS = 5;

type Props = Case["steps"][number];

/** One list applied over another. */
interface Change {
  /** Its number, and the step that applies the second list. */
  readonly loadBalancer: number;
  readonly step: number;
  readonly before: Props;
  readonly after: Props;
}

let chains: readonly (readonly Props[])[] = [];
let groups: readonly string[] = [];
let compared = 0;

/** Lists of a few ports, so that the next one has most of them, too. */
function lists(base: Props, third: Props["subnetMappings"][number]): fc.Arbitrary<Props> {
  const [one = "", two = "", client = "", target = ""] = groups;
  const row: fc.Arbitrary<PortForward> = fc
    .tuple(
      fc.constantFrom(10001, 10002, 10003),
      fc.constantFrom<Pick<PortForward, "targetIp" | "additionalTargets" | "external">>(
        { targetIp: "172.31.129.10" },
        { targetIp: "172.31.137.10", additionalTargets: [{ targetIp: "172.31.137.11" }] },
        { targetIp: "10.0.0.10", external: true },
      ),
      fc.constantFrom(22, 80),
      fc.record(
        { description: fc.constantFrom("Web", "Mail"), deregistrationDelaySeconds: fc.constantFrom(0, 60) },
        { requiredKeys: [] },
      ),
      options.map(({ healthCheck: { protocol: _, path, matcher, ...check } = {}, ...others }) => ({
        ...others,
        // provider 5.100 refuses the way back from a check by HTTP
        healthCheck: check,
      })),
    )
    .map(([listenerPort, target, targetPort, own, served]) => ({
      listenerPort,
      targetPort,
      ...target,
      ...own,
      ...served,
    }));
  return fc
    .record(
      {
        forwards: fc.uniqueArray(row, { minLength: 1, maxLength: 3, selector: ({ listenerPort }) => listenerPort }),
        forwardDefaults: fc.record(
          {
            deregistrationDelaySeconds: fc.constantFrom(30, 90),
            tcpIdleTimeoutSeconds: fc.constantFrom(60, 600),
            healthCheck: fc.record({ healthyThreshold: fc.constantFrom(2, 5) }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
        securityGroupIds: fc.subarray([one, two]),
        clientCidrBlocks: fc.subarray(["192.168.1.0/24", "192.168.2.0/24"]),
        clientSecurityGroupIds: fc.constant<string[]>([client]),
        targetSecurityGroupIds: fc.constant<string[]>([target]),
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: fc.boolean(),
        subnetMappings: fc.constantFrom(base.subnetMappings, [...base.subnetMappings, third]),
        crossZone: fc.boolean(),
        zonalShift: fc.boolean(),
        dnsRecordClientRoutingPolicy: fc.constantFrom(...Object.values(DnsRecordClientRoutingPolicy)),
        accessLogs: fc.constantFrom({ bucket: "logs" }, { bucket: "logs", prefix: "nlb" }),
        alarms: fc.record({ actionArns: fc.constant<string[]>([]), periodSeconds: fc.constantFrom(60, 120) }),
        tags: fc.constantFrom<Record<string, string>>({ team: "network" }, { team: "network", stage: "test" }),
      },
      { requiredKeys: ["forwards"] },
    )
    .map((props) => ({ ...base, deletionProtection: false, ...props }))
    .filter(isTaken);
}

/** Whether no rule has anything against a list. */
function isTaken(props: Props): boolean {
  return new PortForwardNlb(awsStack(), "forwarding", { name: "example", ...props }).node.validate().length === 0;
}

async function cases(network: ArticleNetwork, aws: FakeAws): Promise<Record<string, Case>> {
  const base = namelessProps(network);
  const further = await aws.createSubnet(network.vpc_id, "172.31.144.0/21", "d");
  const names = ["one", "two", "clients", "targets"];
  groups = await Promise.all(names.map(async (name) => aws.createSecurityGroup(network.vpc_id, name)));
  const chain = fc.array(lists(base, { subnetId: further, privateIpv4Address: "172.31.144.10" }), {
    minLength: LISTS,
    maxLength: LISTS,
  });
  chains = fc.sample(chain, { seed: SEED, numRuns: LOAD_BALANCERS });
  return Object.fromEntries(chains.flatMap((steps, index) => besideNewOnes(`${index}`, makerOf(index), steps)));
}

function makerOf(loadBalancer: number): Case["maker"] {
  return loadBalancer % 2 === 0 ? CONSTRUCT : MODULE;
}

/** A load balancer that gets lists one after the other, and one that is made anew for each: it never has a name twice. */
function besideNewOnes(id: string, maker: Case["maker"], steps: readonly Props[]): [string, Case][] {
  const anew = steps.map((props, step) => ({ ...props, name: `n${id}s${step}` }));
  return [
    [`c${id}`, { maker, steps }],
    [`n${id}`, { maker: CONSTRUCT, steps: anew }],
  ];
}

/** What is wrong with a step: nothing, where it left AWS as the new load balancer has it. */
function wrong(of: Fleet, id: string, step: number): object | undefined {
  const { failed, next, reported } = of.outcome(`c${id}`, step);
  const has = reported && whole(reported, `c${id}`);
  const expected = of.outcome(`n${id}`, step).reported;
  const wants = expected && whole(expected, `n${id}s${step}`);
  compared += valuesIn(has);
  if (failed.length === 0 && next.length === 0 && has !== undefined && isDeepStrictEqual(has, wants)) return undefined;
  return { failed, next, has, wants };
}

function whole(reported: NonNullable<Outcome["reported"]>, name: string): object {
  return {
    loadBalancer: comparable(reported, name, groups),
    forwards: reported.forwards.map((forward) => comparableForward(forward, name)),
  };
}

/** Changes of a single option each that lead from one list towards another, as far as rules take them. */
function single(before: Props, after: Props): Record<string, Props> {
  const found: Record<string, Props> = {};
  const differing = (one: object, other: object): string[] =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
      (key) => !isDeepStrictEqual(one[key as keyof object], other[key as keyof object]),
    );
  for (const prop of differing(before, after)) {
    if (prop !== "forwards") found[prop] = { ...before, [prop]: after[prop as keyof Props] };
  }
  for (const own of before.forwards) {
    const others = before.forwards.filter((other) => other !== own);
    const then = after.forwards.find(({ listenerPort }) => listenerPort === own.listenerPort);
    if (!then) continue;
    const title = `row ${own.listenerPort}`;
    found[title] = { ...before, forwards: [...others, then] };
    for (const option of differing(own, then)) {
      const changed = { ...own, [option]: then[option as keyof PortForward] };
      found[`${title}: ${option}`] = { ...before, forwards: [...others, changed] };
    }
  }
  return Object.fromEntries(Object.entries(found).filter(([, props]) => isTaken(props)));
}

const suite = Suite.begin();
const fleet = Fleet.begin(suite, cases);
const CHANGES = Array.from({ length: LOAD_BALANCERS }, (_, loadBalancer) =>
  Array.from({ length: LISTS - 1 }, (_, index) => ({ loadBalancer, step: index + 1 })),
).flat();

/** The smallest changes that go wrong, of some that do. */
async function shrunk(changes: readonly Change[]): Promise<object[]> {
  const smaller = changes.flatMap(({ loadBalancer, before, after }) =>
    Object.entries(single(before, after)).map(([title, props]) => ({ loadBalancer, title, steps: [before, props] })),
  );
  const apart = await Fleet.applied(
    suite,
    Object.fromEntries(
      smaller.flatMap(({ loadBalancer, steps }, index) => besideNewOnes(`x${index}`, makerOf(loadBalancer), steps)),
    ),
  );
  return smaller.flatMap(({ loadBalancer, title, steps: [before, after] }, index) => {
    const found = wrong(apart, `x${index}`, 1);
    return found ? [{ loadBalancer, option: title, before, after, ...found }] : [];
  });
}

test(`${CHANGES.length} random changes, FAST_CHECK_SEED=${SEED}, leave what a new load balancer would have`, async () => {
  const failing = CHANGES.flatMap(({ loadBalancer, step }): (Change & { wrong: object })[] => {
    const [before, after] = [chains[loadBalancer]?.[step - 1], chains[loadBalancer]?.[step]];
    const found = wrong(fleet, `${loadBalancer}`, step);
    return before && after && found ? [{ loadBalancer, step, before, after, wrong: found }] : [];
  });
  process.stdout.write(`random changes: ${compared} values compared, FAST_CHECK_SEED=${SEED}\n`);
  const options = failing.length > 0 ? await shrunk(failing.slice(0, 3)) : [];
  // a change that goes wrong only as a whole stands for itself
  expect(options.length > 0 ? options : failing).toEqual([]);
});
