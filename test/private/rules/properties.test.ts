import { TerraformResource, TerraformStack, Testing } from "cdktf";
import { ForwardProtocol, type PortForward, type PortForwardNlb } from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { RULES } from "../../../src/private/rules";
import { CORRUPTIONS } from "../../corruptions";
import { list, VPC } from "../../lists";
import { awsStack } from "../../stack";
import { nlb as validNlb, VALID } from "../../nlb";
import { findingsOf } from "./findings";

const SEED = Number(process.env.FAST_CHECK_SEED ?? Date.now() % 2 ** 31);

/** `npm run test:all` says how many lists; without that, it's as many as a minute takes. */
const COUNT = process.env.RANDOM_LISTS === undefined ? undefined : Number(process.env.RANDOM_LISTS);
const SECONDS = 60;

jest.setTimeout(1_200_000);

/** Holds a property on its share of the lists, and prints how many those were. */
function assertOnLists<T>(property: fc.IProperty<T>, { share }: { share: number }): void {
  fc.assert(property, {
    seed: SEED,
    ...(COUNT === undefined
      ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: SECONDS * share * 1000 }
      : { numRuns: COUNT * share }),
    reporter: (details) => {
      process.stdout.write(`${details.numRuns} lists of FAST_CHECK_SEED=${SEED}\n`);
      if (details.failed) throw new Error(fc.defaultReportMessage(details));
      expect(details.numRuns).toBeGreaterThan(0);
    },
  });
}

function nlb(props: Record<string, unknown>): PortForwardNlb {
  return validNlb(awsStack(), {
    vpcCidrBlocks: [VPC],
    // the rows' own clients take a security group; 49 rows with three each are beyond its quota, which is no error
    clientCidrBlocks: ["172.16.0.0/12"],
    ...props,
  });
}

/** Returns the stack as text, with sorted keys. */
function terraform(forwarding: PortForwardNlb): string {
  return Testing.synth(TerraformStack.of(forwarding));
}

test("a list that AWS takes is accepted: three resources a forward, each with an address of its own, in any order", () => {
  const listAndOrder = list.chain((rows) =>
    fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
  );
  assertOnLists(
    fc.property(listAndOrder, ([forwards, shuffled]) => {
      const forwarding = nlb({ forwards });
      expect(errorsOf(forwarding)).toEqual([]);
      const resources = forwarding.node
        .findAll()
        .filter((construct) => TerraformResource.isTerraformResource(construct));
      const ofType = (type: string): unknown[] =>
        resources.filter(({ terraformResourceType }) => terraformResourceType === type);
      const further = (list: "additionalTargets" | "additionalCertificateArns"): number =>
        forwards.reduce((sum, forward) => sum + (forward[list]?.length ?? 0), 0);
      expect(ofType("aws_lb")).toHaveLength(1);
      expect(ofType("aws_lb_listener")).toHaveLength(forwards.length);
      expect(ofType("aws_lb_target_group")).toHaveLength(forwards.length);
      expect(ofType("aws_lb_target_group_attachment")).toHaveLength(forwards.length + further("additionalTargets"));
      expect(ofType("aws_lb_listener_certificate")).toHaveLength(further("additionalCertificateArns"));
      expect(ofType("aws_vpc_security_group_ingress_rule")).toHaveLength(1 + clientRules(forwards));
      expect(ofType("aws_vpc_security_group_egress_rule")).toHaveLength(targetRules(forwards).size);
      const addresses = resources.map((resource) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`);
      expect(new Set(addresses).size).toBe(resources.length);
      expect(terraform(nlb({ forwards: shuffled }))).toBe(terraform(forwarding));
    }),
    { share: 0.1 },
  );
});

/** Of a long list. */
const OVER_QUOTA = /^warning: .* unless AWS raised it/;

function errorsOf(forwarding: PortForwardNlb): string[] {
  return findingsOf(forwarding).filter((finding) => !OVER_QUOTA.test(finding));
}

function wireProtocols({ protocol }: PortForward): readonly string[] {
  return protocol === ForwardProtocol.TCP_UDP ? ["tcp", "udp"] : [protocol === ForwardProtocol.UDP ? "udp" : "tcp"];
}

function clientRules(forwards: readonly PortForward[]): number {
  return forwards.reduce((sum, row) => sum + (row.clientCidrBlocks?.length ?? 1) * wireProtocols(row).length, 0);
}

function targetRules(forwards: readonly PortForward[]): Set<string> {
  return new Set(
    forwards.flatMap((row) =>
      [row, ...(row.additionalTargets ?? [])].flatMap(({ targetIp, targetPort = row.targetPort }) => [
        ...wireProtocols(row).map((protocol) => `${targetIp} ${targetPort} ${protocol}`),
        ...(row.healthCheck?.port === undefined ? [] : [`${targetIp} ${row.healthCheck.port} tcp`]),
      ]),
    ),
  );
}

/** Rules whose corruption takes more than one list of at most 50 forwards: the rules' own tests have them. */
const ELSEWHERE = ["Load balancers of one name", "Rules of a security group"];

test("each rule of the list has a corruption", () => {
  const {
    PortForwardNlbProps: props,
    NlbSubnetMapping,
    PortForward: row,
    ForwardTarget,
    ForwardDefaults,
    ForwardImportFrom,
  } = RULES;
  const rules = [...props, ...NlbSubnetMapping, ...row, ...ForwardTarget, ...ForwardDefaults, ...ForwardImportFrom];
  const titles = new Set(rules.map(({ title }) => title));
  expect([...Object.keys(CORRUPTIONS), ...ELSEWHERE].sort()).toEqual([...titles].sort());
});

test("each corruption of a short list is one finding", () => {
  const corrupted = Object.values(CORRUPTIONS)
    .flat()
    .map((corrupt) => corrupt(VALID.forwards, 0));
  const others = corrupted.map(([props, finding]) => ({ finding, found: findingsOf(nlb(props)) }));
  expect(
    others.filter(({ finding, found: [first, ...more] }) => more.length > 0 || !first?.startsWith(finding)),
  ).toEqual([]);
});

test("one thing wrong is one finding, and it names the row and the prop", () => {
  const corruption = fc.constantFrom(...Object.values(CORRUPTIONS).flat());
  assertOnLists(
    fc.property(list, corruption, fc.nat(), (forwards, corrupt, place) => {
      // one row more than these is still within the limit of listeners
      const rows = forwards.slice(0, 49);
      const index = place % rows.length;
      const [props, finding] = corrupt(rows, index);
      // That would be a second thing wrong: the load balancer can't have the address of a target.
      const mappings = JSON.stringify(props.subnetMappings ?? []);
      const targets = rows.flatMap(({ targetIp, additionalTargets = [] }) => [{ targetIp }, ...additionalTargets]);
      fc.pre(!targets.some(({ targetIp }) => mappings.includes(JSON.stringify(targetIp))));
      const found = findingsOf(nlb(props)).filter((each) => each.startsWith(finding) || !OVER_QUOTA.test(each));
      expect(found).toEqual([expect.stringContaining(finding)]);
      expect(found[0]?.indexOf(finding)).toBe(0);
    }),
    { share: 0.9 },
  );
});
