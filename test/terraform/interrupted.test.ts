import { setTimeout } from "node:timers/promises";
import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import fc from "fast-check";
import { NO_CHANGES, ROWS, served } from "./support/change-matrix";
import { type Call, type Fault, FaultyProxy } from "./support/faulty-proxy";
import { Suite } from "./support/suite";
import { synthesize } from "./support/synth";
import type { Terraform } from "./support/terraform";

/** Time for Terraform's provider to process an answer. */
const HEARD_MILLISECONDS = 200;

describe("an apply that is interrupted", () => {
  const suite = Suite.begin();
  let proxy: FaultyProxy;
  let terraform: Terraform;
  let network: Omit<PortForwardNlbProps, "forwards">;

  /** The list's first forward, which stays, like the load balancer. */
  const few = ROWS.slice(0, 1);

  beforeAll(async () => {
    const { vpc_id: vpcId, private_subnet_1a_id: subnetId } = suite.network;
    network = {
      name: "example",
      vpcId,
      subnetMappings: [{ subnetId, privateIpv4Address: "172.31.128.10" }],
      securityGroupIds: [],
    };
    proxy = await FaultyProxy.start(suite.aws.environment.AWS_ENDPOINT_URL ?? "");
    terraform = await suite.initialize(synthesize({ ...network, forwards: [...few] }), {
      endpoint: proxy.endpoint,
      localState: true,
    });
  });

  afterAll(async () => proxy.stop());

  /**
   * Applies, and interrupts terraform at a call. No later call reaches AWS, and calls that AWS already has are
   * answered first. Lost answers are a separate case below.
   */
  async function interruptedAt(signal: NodeJS.Signals, point: (call: Call) => boolean): Promise<string> {
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const end: { said?: Promise<string> } = {};
    let interrupted = false;
    proxy.fault = async (call): Promise<Fault | undefined> => {
      interrupted ||= point(call);
      if (!interrupted) return undefined;
      await proxy.idle();
      await setTimeout(HEARD_MILLISECONDS);
      reach();
      await end.said;
      return "dropped";
    };
    end.said = terraform.applyUntil(reached, signal);
    const said = await end.said;
    proxy.fault = undefined;
    return said;
  }

  function nthWrite(count: number): (call: Call) => boolean {
    let writes = 0;
    return ({ action }) => /^(Create|Modify|Register)/.test(action) && ++writes >= count;
  }

  /** Resources on AWS, and those of them in the state. */
  async function orphans(): Promise<{ aws: string[]; state: string[] }> {
    const loadBalancers = await suite.aws.loadBalancers();
    const forwards = await Promise.all(
      loadBalancers.map(async ({ LoadBalancerArn = "" }) => suite.aws.forwards(LoadBalancerArn)),
    );
    const groups = await suite.aws.targetGroups();
    const aws = [
      ...loadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
      ...groups.map(({ TargetGroupArn }) => TargetGroupArn),
      ...forwards
        .flat()
        .flatMap(({ listener, targetGroup, targets }) => [
          listener.ListenerArn,
          ...targets.map((target) => `${targetGroup.TargetGroupArn} ${target?.Id}:${target?.Port}`),
        ]),
    ];
    const resources = await terraform.stateResources();
    const state = resources.map(({ type, values: { arn, target_group_arn: group, target_id: target, port } }) =>
      type === "aws_lb_target_group_attachment" ? `${String(group)} ${String(target)}:${String(port)}` : String(arn),
    );
    return { aws: aws.map(String).sort(), state: state.sort() };
  }

  async function converged(): Promise<{ next: string; targets: readonly string[][] }> {
    await terraform.apply();
    const next = await terraform.planText();
    return { next: next.includes(NO_CHANGES) ? NO_CHANGES : next, targets: await suite.aws.targets() };
  }

  async function list(forwards: typeof ROWS): Promise<void> {
    await terraform.write(synthesize({ ...network, forwards: [...forwards] }));
  }

  test("before the load balancer is created, or while it is provisioned, continues the next time", async () => {
    expect(await interruptedAt("SIGINT", ({ action }) => action === "CreateLoadBalancer")).toMatch(/interrupt/i);
    expect(await suite.aws.loadBalancers()).toEqual([]);

    let made = false;
    const comingUp = ({ action }: Call): boolean => {
      const comes = made && action === "DescribeLoadBalancers";
      made ||= action === "CreateLoadBalancer";
      return comes;
    };
    expect(await interruptedAt("SIGTERM", comingUp)).toMatch(/interrupt/i);
    expect(await suite.aws.loadBalancers()).toHaveLength(1);

    expect(await converged()).toEqual({ next: NO_CHANGES, targets: served(few).targets });
    const { aws, state } = await orphans();
    expect(aws).toEqual(state);
  });

  test.each([
    { signal: "SIGINT", write: 1 },
    { signal: "SIGTERM", write: 2 },
    { signal: "SIGINT", write: 4 },
    { signal: "SIGTERM", write: 6 },
    { signal: "SIGINT", write: 8 },
    { signal: "SIGTERM", write: 10 },
    { signal: "SIGINT", write: 12 },
    { signal: "SIGTERM", write: 15 },
  ] as const)("by $signal at the change number $write goes on the next time", async ({ signal, write }) => {
    await list(ROWS);
    expect(await interruptedAt(signal, nthWrite(write))).toMatch(/interrupt/i);
    expect((await suite.aws.targets()).flat().length).toBeLessThan(ROWS.length);

    expect(await converged()).toEqual({ next: NO_CHANGES, targets: served(ROWS).targets });
    const { aws, state } = await orphans();
    expect(aws).toEqual(state);

    await list(few);
    await terraform.apply();
    expect(await suite.aws.targetGroups()).toHaveLength(1);
  });

  test("succeeds though calls are throttled, fail, or don't arrive", async () => {
    const faults: Fault[] = [];
    const drawn = fc.sample(fc.nat({ max: 14 }), { seed: 10022, numRuns: 2000 });
    proxy.fault = () => {
      const fault = (["throttled", "failed", "dropped"] as const)[drawn.pop() ?? -1];
      if (fault) faults.push(fault);
      return fault;
    };
    await list(ROWS);
    expect(await converged()).toEqual({ next: NO_CHANGES, targets: served(ROWS).targets });
    proxy.fault = undefined;
    process.stdout.write(`faults of the API that an apply and a plan got over: ${faults.length}\n`);
    expect(new Set(faults).size).toBe(3);
    const { aws, state } = await orphans();
    expect(aws).toEqual(state);
  });
});

describe("a resource that an apply created but didn't record", () => {
  const suite = Suite.begin();
  let proxy: FaultyProxy;
  let terraform: Terraform;
  let props: PortForwardNlbProps;

  beforeAll(async () => {
    const { vpc_id: vpcId, private_subnet_1a_id: subnetId } = suite.network;
    props = {
      name: "example",
      vpcId,
      subnetMappings: [{ subnetId, privateIpv4Address: "172.31.128.10" }],
      securityGroupIds: [],
      forwards: [...ROWS],
    };
    proxy = await FaultyProxy.start(suite.aws.environment.AWS_ENDPOINT_URL ?? "");
    terraform = await suite.initialize(synthesize(props), {
      endpoint: proxy.endpoint,
      localState: true,
    });
  });

  afterAll(async () => proxy.stop());

  test("is named by the next apply and imported: a load balancer, after SIGKILL", async () => {
    const made = new Promise<void>((resolve) => {
      let exists = false;
      proxy.fault = ({ action }) => {
        if (exists) {
          resolve();
          return "dropped";
        }
        if (action !== "CreateLoadBalancer") return undefined;
        exists = true;
        return "lost";
      };
    });
    await terraform.applyUntil(made, "SIGKILL");
    proxy.fault = undefined;
    const [{ LoadBalancerArn: loadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    expect(await terraform.stateResources()).toEqual([]);
    await expect(terraform.apply()).rejects.toThrow(/example-nlb.* already exists|DuplicateLoadBalancerName/);

    await terraform.write(synthesize({ ...props, importFrom: { loadBalancerArn } }));
    await terraform.apply();
    expect(await suite.aws.loadBalancers()).toHaveLength(1);
    expect(await suite.aws.targets()).toEqual(served(ROWS).targets);
    expect(await terraform.planText()).toContain(NO_CHANGES);
  });

  test("is named by the next apply and imported: a target group, whose answer was lost before the credentials expired", async () => {
    const forwards = [...ROWS, { listenerPort: 40443, targetIp: "172.31.129.20", targetPort: 443 }];
    await terraform.write(synthesize({ ...props, forwards }));
    let lost = 0;
    proxy.fault = ({ action, parameters }) => {
      if (action !== "CreateTargetGroup" || parameters.get("Name") !== "example-tg-40443") return undefined;
      return lost++ === 0 ? "lost" : "expired";
    };
    await expect(terraform.apply()).rejects.toThrow("ExpiredToken");
    expect(lost).toBe(2);
    proxy.fault = undefined;
    await expect(terraform.apply()).rejects.toThrow("example-tg-40443) already exists");

    const groups = await suite.aws.targetGroups();
    const targetGroupArn = groups.find(({ TargetGroupName }) => TargetGroupName === "example-tg-40443")?.TargetGroupArn;
    const importFrom = { forwards: [{ listenerPort: 40443, targetGroupArn }] };
    await terraform.write(synthesize({ ...props, forwards, importFrom }));
    await terraform.apply();
    expect(await suite.aws.targets()).toEqual(served(forwards).targets);
    expect(await suite.aws.targetGroups()).toHaveLength(forwards.length);
    await terraform.write(synthesize({ ...props, forwards }));
    expect(await terraform.planText()).toContain(NO_CHANGES);
  });

  test("is created once if only the answer was lost: the call is sent again", async () => {
    const forwards = [...ROWS, { listenerPort: 40444, targetIp: "172.31.129.20", targetPort: 444 }];
    await terraform.write(synthesize({ ...props, forwards }));
    const lost = new Set<string>();
    proxy.fault = ({ action }) => {
      if (!action.startsWith("Create") || lost.has(action)) return undefined;
      lost.add(action);
      return "lost";
    };
    await terraform.apply();
    proxy.fault = undefined;
    expect([...lost].sort()).toEqual(["CreateListener", "CreateTargetGroup"]);
    expect(await suite.aws.targets()).toEqual(served(forwards).targets);
    expect(await terraform.planText()).toContain(NO_CHANGES);
  });
});
