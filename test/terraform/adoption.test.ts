import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { type NlbImportFrom, PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { impactOf } from "../../cli/impact/impact";
import { planOf } from "../../cli/impact/plan";
import type { JsonObject } from "../../cli/inventory/json";
import { ARTICLE_TABLE } from "../article";
import { moduleArguments } from "../module-arguments";
import { moduleCall } from "./support/module";
import { articleProps } from "./support/article";
import { Suite } from "./support/suite";
import { synthesize, synthesizeStackToHcl } from "./support/synth";
import { changes, imports, moves, type Plan, type Terraform, withoutHash } from "./support/terraform";

// One load balancer with live traffic, handed over from one configuration to the next: each test continues where the
// previous one ended.

const FIXTURES = path.join(__dirname, "fixtures");

/** Returns what `impact` says about the load balancer. */
function verdictOf(plan: Plan): string[] {
  const { loadBalancers } = impactOf(planOf(plan as unknown as JsonObject));
  return loadBalancers.map(({ verdict }) => verdict);
}

describe("a load balancer with live traffic", () => {
  const suite = Suite.begin();
  let published: string;
  let props: PortForwardNlbProps;
  let current: Terraform;
  let served: unknown;

  const attachments = ARTICLE_TABLE.map(
    ({ listenerPort, targetIp, targetPort }) =>
      `create aws_lb_target_group_attachment.forwarding_${listenerPort}_attachment-${targetIp.replaceAll(".", "-")}-${targetPort}`,
  );

  /** Resources that exist only in the state: one for the load balancer, and one for each forward. */
  function markers(address: (name: string, listenerPort?: number) => string): string[] {
    return [
      address("has-security-groups"),
      ...ARTICLE_TABLE.map(({ listenerPort }) => address("protocol", listenerPort)),
    ]
      .map((created) => `create ${created}`)
      .sort();
  }

  function ofConstruct(name: string, listenerPort?: number): string {
    return `terraform_data.forwarding_${listenerPort === undefined ? "" : `${listenerPort}_`}${name}`;
  }

  beforeAll(async () => {
    const { network } = suite;
    props = articleProps(network);
    published = await readFile(path.join(FIXTURES, "article-as-published/main.tf"), "utf8");
    current = await suite.initialize({ "main.tf": published });
    await current.apply();
    served = await serving();
  });

  /** Expects AWS to be unchanged from the start, and the next plan to have no changes. */
  async function unchanged(): Promise<void> {
    expect(served).toHaveLength(5);
    expect(await serving()).toEqual(served);
    expect(await current.planText()).toContain("No changes.");
  }

  /** Everything that the API reports about each forward and its targets. */
  async function serving(): Promise<unknown[]> {
    const loadBalancers = await suite.aws.loadBalancers();
    const forwards = loadBalancers.map(async ({ LoadBalancerArn = "" }) => suite.aws.forwards(LoadBalancerArn));
    return (await Promise.all(forwards)).flat();
  }

  async function importFrom(): Promise<Required<NlbImportFrom>> {
    const [{ LoadBalancerArn = "" } = {}] = await suite.aws.loadBalancers();
    const forwards = await suite.aws.forwards(LoadBalancerArn);
    return {
      loadBalancerArn: LoadBalancerArn,
      forwards: forwards.map(({ listener, targetGroup }) => ({
        listenerPort: listener.Port ?? 0,
        listenerArn: listener.ListenerArn,
        targetGroupArn: targetGroup.TargetGroupArn,
      })),
    };
  }

  /** Starts from an empty state, and imports into addresses of the form `movedFrom` has. */
  async function importInto(
    files: Record<string, string>,
    address: (type: string, listenerPort?: number) => string,
    fill?: (folder: string) => Promise<void>,
  ): Promise<void> {
    const { loadBalancerArn, forwards } = await importFrom();
    const blocks = [
      { to: address("aws_lb"), id: loadBalancerArn },
      ...forwards.flatMap(({ listenerPort, listenerArn, targetGroupArn }) => [
        { to: address("aws_lb_listener", listenerPort), id: listenerArn },
        { to: address("aws_lb_target_group", listenerPort), id: targetGroupArn },
      ]),
    ];
    current = await suite.initialize({ ...files, "import.tf.json": JSON.stringify({ import: blocks }) }, { fill });
    await current.apply();
    expect(await serving()).toEqual(served);
  }

  async function takeOver(files: Record<string, string>): Promise<Terraform> {
    const next = await suite.initialize(files);
    await next.takeStateOf(current);
    return next;
  }

  test("in the article's handwritten configuration moves to the construct, without other changes", async () => {
    const movedFrom = {
      loadBalancer: "aws_lb.example-nlb",
      listener: "aws_lb_listener.listner-{listenerPort}",
      targetGroup: "aws_lb_target_group.tg-{listenerPort}",
      attachment: "aws_lb_target_group_attachment.tg-{listenerPort}",
    };
    const next = await takeOver(synthesize({ ...props, movedFrom }));
    const plan = await next.plan();
    expect(changes(plan).map(withoutHash)).toEqual(markers(ofConstruct));
    expect(verdictOf(plan)).toEqual(["unchanged"]);
    const moved = moves(plan);
    expect(moved.size).toBe(16);
    expect(withoutHash(moved.get("aws_lb_target_group.tg-30080") ?? "")).toBe(
      "aws_lb_target_group.forwarding_30080_target-group",
    );
    await next.applyPlan();
    current = next;

    expect(await current.planText()).toContain("No changes.");
    await current.write(synthesize(props));
    await unchanged();
  });

  test("in no state is imported, and its targets are registered again; in HCL, too", async () => {
    const given = { ...props, importFrom: await importFrom() };
    const hcl = synthesizeStackToHcl((stack) => new PortForwardNlb(stack, "forwarding", given));
    const [inHcl, inJson] = await Promise.all([suite.initialize(hcl), suite.initialize(synthesize(given))]);
    for (const terraform of [inHcl, inJson]) {
      const plan = await terraform.plan();
      expect(imports(plan).size).toBe(11);
      expect(changes(plan).map(withoutHash)).toEqual([...attachments, ...markers(ofConstruct)].sort());
      // The state doesn't have the targets yet, so the plan registers them.
      expect(verdictOf(plan)).toEqual(["elsewhere"]);
    }
    await inJson.applyPlan();
    current = inJson;

    expect(await current.planText()).toContain("No changes.");
    await current.write(synthesize(props));
    await unchanged();
  });

  test("in no state is imported into the module with the blocks in docs/adopting.md", async () => {
    const { loadBalancerArn, forwards } = await importFrom();
    const byPort = forwards.map(({ listenerPort, listenerArn, targetGroupArn }) => [
      listenerPort,
      { listener_arn: listenerArn, target_group_arn: targetGroupArn },
    ]);
    const locals = { load_balancer_arn: loadBalancerArn, forwards: Object.fromEntries(byPort) as object };
    current = await suite.initialize({
      ...module(),
      "import.tf": await documented("hcl", "import {"),
      "locals.tf.json": JSON.stringify({ locals }),
    });
    expect(await current.planText()).toContain("Plan: 11 to import, 11 to add, 0 to change, 0 to destroy.");
    await current.apply();
    await unchanged();
  });

  test("in a handwritten configuration moves to the module with the blocks in docs/adopting.md", async () => {
    const names: Record<string, string> = {
      aws_lb: "example-nlb",
      aws_lb_listener: "listner-",
      aws_lb_target_group: "tg-",
    };
    await importInto({ "main.tf": published }, (type, port) => `${type}.${names[type] ?? ""}${port ?? ""}`);

    const next = await takeOver(module());
    await next.bash(await documented("sh", "moved.tf"));
    const plan = await next.plan();
    expect(changes(plan)).toEqual(
      markers((name, port) =>
        port === undefined
          ? `module.forwarding.terraform_data.${name.replaceAll("-", "_")}`
          : `module.forwarding.terraform_data.${name}["${port}"]`,
      ),
    );
    expect(moves(plan).size).toBe(16);
    await next.applyPlan();
    current = next;
    await unchanged();
  });

  test("in a module such as terraform-aws-modules/alb moves to the construct", async () => {
    const fixture = path.join(FIXTURES, "alb-module");
    const files = { "main.tf": await readFile(path.join(fixture, "main.tf"), "utf8") };
    await importInto(
      files,
      (type, port) => `module.nlb.${type}.this[${port === undefined ? 0 : `"ex-${port}"`}]`,
      async (folder) => cp(path.join(fixture, "nlb"), path.join(folder, "nlb"), { recursive: true }),
    );

    const next = await takeOver(
      synthesize({
        ...props,
        movedFrom: {
          loadBalancer: "module.nlb.aws_lb.this[0]",
          listener: 'module.nlb.aws_lb_listener.this["ex-{listenerPort}"]',
          targetGroup: 'module.nlb.aws_lb_target_group.this["ex-{listenerPort}"]',
          attachment: 'module.nlb.aws_lb_target_group_attachment.this["ex-{listenerPort}"]',
        },
      }),
    );
    const plan = await next.plan();
    expect(changes(plan).map(withoutHash)).toEqual(markers(ofConstruct));
    expect(moves(plan).size).toBe(16);
    await next.applyPlan();
    current = next;
    await unchanged();
  });

  function module(): Record<string, string> {
    return moduleCall(moduleArguments(props));
  }
});

/** Returns a code block of docs/adopting.md. */
async function documented(language: string, containing: string): Promise<string> {
  const page = await readFile(path.join(__dirname, "../../docs/adopting.md"), "utf8");
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(
    ([, text = ""]) => text,
  );
  const [block = "", ...others] = blocks.filter((text) => text.includes(containing));
  expect([block !== "", others]).toEqual([true, []]);
  return block;
}
