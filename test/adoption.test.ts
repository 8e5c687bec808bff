import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { PortForwardNlb, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { VALID } from "./nlb";
import { findings } from "./private/rules/findings";
import { awsStack } from "./stack";

const ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012";

const MOVED_FROM = {
  loadBalancer: "aws_lb.example-nlb",
  listener: "aws_lb_listener.listner-{listenerPort}",
  targetGroup: 'module.nlb.aws_lb_target_group.this["ex-{listenerPort}"]',
  attachment: 'aws_lb_target_group_attachment.this["{listenerPort}/{targetIp}:{targetPort}"]',
};

interface Blocks {
  readonly moved?: { from: string; to: string }[];
  readonly import?: { id: string; to: string }[];
}

function blocks(stack: TerraformStack, ...lists: Partial<PortForwardNlbProps>[]): Blocks {
  lists.forEach(
    (props, index) => new PortForwardNlb(stack, `nlb${index}`, { ...VALID, name: `nlb${index}`, ...props }),
  );
  return JSON.parse(Testing.synth(stack, true)) as Blocks;
}

describe("movedFrom", () => {
  test("moves each resource to its address, including additional targets and forwards added later", () => {
    const stack = awsStack();
    const nlb = new PortForwardNlb(stack, "forwarding", {
      ...VALID,
      movedFrom: MOVED_FROM,
      forwards: [
        {
          listenerPort: 10022,
          targetIp: "172.31.129.10",
          targetPort: 22,
          additionalTargets: [{ targetIp: "172.31.137.10" }],
        },
      ],
    });
    nlb.addForward({ listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true });
    const { moved = [] } = JSON.parse(Testing.synth(stack, true)) as Blocks;
    expect(moved.map(({ from, to }) => [from, to.replace(/_[0-9A-F]{8}$/, "")])).toEqual([
      ["aws_lb.example-nlb", "aws_lb.forwarding_lb"],
      ["aws_lb_listener.listner-10022", "aws_lb_listener.forwarding_10022_listener"],
      ['module.nlb.aws_lb_target_group.this["ex-10022"]', "aws_lb_target_group.forwarding_10022_target-group"],
      [
        'aws_lb_target_group_attachment.this["10022/172.31.129.10:22"]',
        "aws_lb_target_group_attachment.forwarding_10022_attachment-172-31-129-10-22",
      ],
      [
        'aws_lb_target_group_attachment.this["10022/172.31.137.10:22"]',
        "aws_lb_target_group_attachment.forwarding_10022_attachment-172-31-137-10-22",
      ],
      ["aws_lb_listener.listner-30080", "aws_lb_listener.forwarding_30080_listener"],
      ['module.nlb.aws_lb_target_group.this["ex-30080"]', "aws_lb_target_group.forwarding_30080_target-group"],
      [
        'aws_lb_target_group_attachment.this["30080/10.0.0.10:80"]',
        "aws_lb_target_group_attachment.forwarding_30080_attachment-10-0-0-10-80",
      ],
    ]);
  });

  test("moves the resources of several load balancers in a stack, along with imports", () => {
    const { moved = [], import: imported = [] } = blocks(
      awsStack(),
      { movedFrom: MOVED_FROM },
      { movedFrom: { ...MOVED_FROM, loadBalancer: "aws_lb.other" } },
      { importFrom: { loadBalancerArn: `${ARN}:loadbalancer/net/other-nlb/1` } },
    );
    expect(moved.filter(({ to }) => to.startsWith("aws_lb.")).map(({ from }) => from)).toEqual([
      "aws_lb.example-nlb",
      "aws_lb.other",
    ]);
    expect(imported).toHaveLength(1);
  });

  test("creates no block and no construct if unset", () => {
    const stack = awsStack();
    const { moved, import: imported } = blocks(stack, {});
    expect([moved, imported]).toEqual([undefined, undefined]);
    expect(stack.node.findChild("nlb0").node.tryFindChild("adoption")).toBeUndefined();
  });

  test.each<[why: string, movedFrom: unknown, messages: string[]]>([
    [
      "no address",
      { ...MOVED_FROM, loadBalancer: "example-nlb" },
      [
        "'movedFrom.loadBalancer' must be the address of an aws_lb such as aws_lb.example-nlb, but is \"example-nlb\". Write it as " +
          "terraform state list shows it.",
      ],
    ],
    [
      "another type",
      { ...MOVED_FROM, listener: "aws_alb_listener.this-{listenerPort}" },
      [
        "'movedFrom.listener' must be the address of an aws_lb_listener such as aws_lb_listener.listener-{listenerPort}, but is " +
          '"aws_alb_listener.this-{listenerPort}". Terraform can\'t move a resource to another type. Omit movedFrom, ' +
          "remove the resource from the state and set its ARN in importFrom.",
      ],
    ],
    [
      "a placeholder of another name",
      { ...MOVED_FROM, targetGroup: "aws_lb_target_group.tg-{port}" },
      [
        "'movedFrom.targetGroup' must be the address of an aws_lb_target_group such as aws_lb_target_group.tg-{listenerPort}, " +
          'but is "aws_lb_target_group.tg-{port}". Use only these placeholders: {listenerPort}.',
      ],
    ],
    [
      "no placeholder",
      { ...MOVED_FROM, targetGroup: "aws_lb_target_group.tg" },
      [
        "'movedFrom.targetGroup' must contain {listenerPort}, but is \"aws_lb_target_group.tg\". Each forward has its own aws_lb_target_group.",
      ],
    ],
    [
      "a placeholder of the load balancer",
      { ...MOVED_FROM, loadBalancer: "aws_lb.nlb-{listenerPort}" },
      [
        "'movedFrom.loadBalancer' must be the address of an aws_lb such as aws_lb.example-nlb, but is " +
          '"aws_lb.nlb-{listenerPort}". There is only one load balancer, so remove the placeholder.',
      ],
    ],
    [
      "nothing of a kind of resource",
      { ...MOVED_FROM, attachment: undefined },
      [
        "'movedFrom.attachment' must be the address of an aws_lb_target_group_attachment such as " +
          "aws_lb_target_group_attachment.tg-{listenerPort}, but is missing.",
      ],
    ],
  ])("with %s", (_, movedFrom, messages) => {
    expect(findings(awsStack(), { movedFrom })).toEqual(messages);
  });

  test("rejects one address for several targets", () => {
    const [first] = VALID.forwards;
    const forwards = [{ ...first, additionalTargets: [{ targetIp: "172.31.137.10" }] }];
    const attachment = "aws_lb_target_group_attachment.tg-{listenerPort}";
    expect(findings(awsStack(), { forwards, movedFrom: { ...MOVED_FROM, attachment } })).toEqual([
      `'movedFrom.attachment' "${attachment}" is one address for the 2 targets of listener 10022. Tell them apart with ` +
        "{targetIp} or {targetPort}.",
    ]);
  });
});

describe("importFrom", () => {
  test("imports the named resources, whose ARNs can be tokens", () => {
    const stack = awsStack();
    const listenerArn = new TerraformVariable(stack, "listener_arn", { type: "string" }).stringValue;
    const { import: imported = [] } = blocks(stack, {
      importFrom: {
        loadBalancerArn: `${ARN}:loadbalancer/net/example-nlb/1`,
        forwards: [
          { listenerPort: 30080, listenerArn },
          { listenerPort: 10022, targetGroupArn: `${ARN}:targetgroup/example-tg-10022/1` },
        ],
      },
    });
    expect(imported.map(({ id, to }) => [id, to.replace(/_[0-9A-F]{8}$/, "")])).toEqual([
      [`${ARN}:loadbalancer/net/example-nlb/1`, "aws_lb.nlb0_lb"],
      ["${var.listener_arn}", "aws_lb_listener.nlb0_30080_listener"],
      [`${ARN}:targetgroup/example-tg-10022/1`, "aws_lb_target_group.nlb0_10022_target-group"],
    ]);
  });

  test("rejects a port that isn't in the list, a duplicate port, and ARNs of other resources", () => {
    const forwards = [
      { listenerPort: 22 },
      { listenerPort: 10022, listenerArn: `${ARN}:targetgroup/example-tg-10022/1` },
      { listenerPort: 10022 },
    ];
    expect(findings(awsStack(), { importFrom: { loadBalancerArn: "example-nlb", forwards } })).toEqual([
      `'importFrom.loadBalancerArn' must be an ARN such as ${ARN}:loadbalancer/net/…, but is "example-nlb".`,
      "importFrom.forwards[0] (listener 22): no forward listens on 22. Add one to 'forwards', or remove this import.",
      `importFrom.forwards[1] (listener 10022): 'listenerArn' must be an ARN such as ${ARN}:listener/net/…, but is ` +
        `"${ARN}:targetgroup/example-tg-…".`,
      "importFrom.forwards[2] (listener 10022): importFrom.forwards[1] has the same 'listenerPort'. List each forward once.",
    ]);
  });
});
