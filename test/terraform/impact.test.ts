import { readFile } from "node:fs/promises";
import path from "node:path";
import { ForwardProtocol, type PortForward, type PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { textReport } from "../../cli/command/impact-report";
import { type Impact, impactOf } from "../../cli/impact/impact";
import { planOf } from "../../cli/impact/plan";
import type { JsonObject } from "../../cli/inventory/json";
import { expectShown } from "../e2e/support/shown";
import { ARTICLE_ROWS, articleProps } from "./support/article";
import type { Verdicts } from "./support/change-matrix";
import { verdictsOf } from "./support/changed-lists";
import { Suite } from "./support/suite";
import { synthesize } from "./support/synth";
import type { Terraform } from "./support/terraform";

// What `impact` says about Terraform that this package didn't write: by hand, and by terraform-aws-modules/alb 9.17. The
// plans of the construct and of the module are in change-matrix.test.ts and option-changes.test.ts.

const FIXTURES = path.join(__dirname, "fixtures");

/** An edit of a configuration, and what `impact` says about its plan. */
interface Edit {
  readonly title: string;
  readonly edit: (text: string) => string;
  /** Options of `terraform plan`. */
  readonly options?: readonly string[];
  /** Verdicts other than `unchanged`, by port. */
  readonly verdicts: Verdicts;
  /** What AWS refuses. */
  readonly refused?: readonly RegExp[];
  readonly notes?: readonly RegExp[];
}

/** Replaces text, which must be there. */
function replaced(from: string | RegExp, to: string): (text: string) => string {
  return (text) => {
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`the configuration has no ${String(from)}`);
    return edited;
  };
}

function added(block: string): (text: string) => string {
  return (text) => `${text}\n${block}`;
}

async function impactOfPlan(terraform: Terraform, ...options: readonly string[]): Promise<Impact> {
  return impactOf(planOf((await terraform.plan(...options)) as unknown as JsonObject));
}

/** Plans an edit and returns what `impact` says, in the form of `expected()`. */
async function said(terraform: Terraform, base: string, { edit, options = [] }: Edit) {
  await terraform.write({ "main.tf": edit(base) });
  const { loadBalancers, notes } = await impactOfPlan(terraform, ...options);
  return {
    verdicts: Object.assign({}, ...loadBalancers.map(verdictsOf)) as Verdicts,
    refused: loadBalancers.flatMap(({ refusals }) => refusals.map(({ what, leaves }) => `${what} ${leaves}`)),
    notes,
  };
}

function expected({ verdicts, refused = [], notes = [] }: Edit) {
  return {
    verdicts,
    refused: refused.map((pattern): unknown => expect.stringMatching(pattern)),
    notes: notes.map((pattern): unknown => expect.stringMatching(pattern)),
  };
}

const ALL_DOWN: Verdicts = { 10022: "down", 10080: "down", 20022: "down", 20080: "down", 30080: "down" };
const ATTACHMENT_10022 = /resource "aws_lb_target_group_attachment" "tg-10022" \{[^}]*\}/;
const FORWARD_10022 = /# 10022 [^]*?(?=# 10080 )/;

const BY_HAND: readonly Edit[] = [
  { title: "nothing", edit: (text) => text, verdicts: {} },
  {
    title: "another target port, which replaces the target group but not its listener",
    edit: (text) =>
      replaced(
        /(name += "example-tg-10022"[^}]*?port += )22/,
        "$12222",
      )(text.replace(ATTACHMENT_10022, (block) => block.replace("22\n}", "2222\n}"))),
    verdicts: { 10022: "cut-off" },
    refused: [
      /refuses to delete aws_lb_target_group.tg-10022, because aws_lb_listener.listner-10022 uses it.*no target/,
    ],
  },
  {
    title: "another target port of the attachment only",
    edit: (text) => text.replace(ATTACHMENT_10022, (block) => block.replace("22\n}", "2222\n}")),
    verdicts: { 10022: "interrupted" },
  },
  {
    title: "another listener port, in place",
    edit: replaced("port              = 10022", "port              = 10023"),
    verdicts: { 10022: "cut-off", 10023: "new" },
  },
  {
    title: "another target",
    edit: (text) => text.replace(ATTACHMENT_10022, (block) => block.replace("172.31.129.10", "172.31.129.20")),
    verdicts: { 10022: "interrupted" },
  },
  {
    title: "a target that is known only after the apply",
    edit: (text) =>
      `${text.replace(ATTACHMENT_10022, (block) => block.replace('"172.31.129.10"', "terraform_data.ip.output"))}
resource "terraform_data" "ip" { input = "172.31.129.20" }`,
    verdicts: { 10022: "interrupted" },
  },
  {
    title: "a second target",
    edit: added(
      'resource "aws_lb_target_group_attachment" "more" {\n  target_group_arn = aws_lb_target_group.tg-10022.arn\n  target_id = "172.31.129.20"\n}',
    ),
    verdicts: { 10022: "elsewhere" },
  },
  {
    title: "the last target removed",
    edit: replaced(ATTACHMENT_10022, ""),
    verdicts: { 10022: "cut-off" },
  },
  { title: "a forward removed", edit: replaced(FORWARD_10022, ""), verdicts: { 10022: "cut-off" } },
  {
    title: "a forward removed from the state only",
    edit: (text) =>
      text.replace(
        FORWARD_10022,
        ["aws_lb_listener.listner-10022", "aws_lb_target_group.tg-10022", "aws_lb_target_group_attachment.tg-10022"]
          .map((address) => `removed {\n  from = ${address}\n  lifecycle {\n    destroy = false\n  }\n}\n`)
          .join(""),
      ),
    verdicts: { 10022: "no-effect" },
  },
  {
    title: "a listener renamed without a moved block",
    edit: replaced('"listner-10022"', '"listener-10022"'),
    verdicts: { 10022: "cut-off" },
  },
  {
    title: "a listener renamed with a moved block",
    edit: (text) =>
      `${replaced('"listner-10022"', '"listener-10022"')(text)}
moved {
  from = aws_lb_listener.listner-10022
  to   = aws_lb_listener.listener-10022
}`,
    verdicts: {},
  },
  {
    title: "a target renamed without a moved block",
    edit: replaced('"aws_lb_target_group_attachment" "tg-10022"', '"aws_lb_target_group_attachment" "ssh"'),
    verdicts: { 10022: "cut-off" },
  },
  {
    title: "a replaced listener",
    edit: (text) => text,
    options: ["-replace=aws_lb_listener.listner-10022"],
    verdicts: { 10022: "interrupted" },
  },
  {
    title: "a part of the plan",
    edit: replaced(FORWARD_10022, ""),
    options: ["-target=aws_lb_listener.listner-10022"],
    verdicts: { 10022: "cut-off" },
    notes: [/-target/],
  },
  {
    title: "a change that -target leaves out",
    edit: replaced(FORWARD_10022, ""),
    options: ["-target=aws_lb_listener.listner-10080"],
    verdicts: {},
    notes: [/-target/],
  },
  {
    title: "the load balancer's name",
    edit: replaced(
      'name                             = "example-nlb"',
      'name                             = "other-nlb"',
    ),
    verdicts: ALL_DOWN,
    refused: [/deletion protection is on\. Its listeners are already gone/],
  },
  {
    title: "the load balancer's name, created before the old one is deleted",
    edit: (text) =>
      replaced(
        'load_balancer_type               = "network"',
        'load_balancer_type               = "network"\n  lifecycle {\n    create_before_destroy = true\n  }',
      )(
        text.replace(
          'name                             = "example-nlb"',
          'name                             = "other-nlb"',
        ),
      ),
    verdicts: ALL_DOWN,
    refused: [/deletion protection is on\. The new load balancer exists/],
  },
  {
    title: "another static address",
    edit: replaced("172.31.128.10", "172.31.128.11"),
    verdicts: {},
    refused: [/can't change the static address/],
  },
  {
    title: "the deregistration delay, a tag and the type of health check",
    edit: (text) =>
      [
        replaced(/(name += "example-tg-10022"[^}]*?deregistration_delay += )300/, "$1301"),
        replaced(/(name += "example-tg-10080"\n)/, '$1  tags = { team = "network" }\n'),
        replaced(
          /(name += "example-tg-20080"[^]*?health_check \{\n) +protocol += "TCP"/,
          '$1    protocol            = "HTTP"',
        ),
      ].reduce((edited, edit) => edit(edited), text),
    verdicts: { 10022: "no-effect", 10080: "no-effect", 20080: "unknown" },
  },
  {
    title: "resources of other types",
    edit: added('resource "aws_eip" "other" {}\nresource "aws_cloudwatch_log_group" "other" { name = "other" }'),
    verdicts: {},
  },
  {
    title: "a target group without a listener",
    edit: added(
      'resource "aws_lb_target_group" "spare" {\n  name = "spare"\n  target_type = "ip"\n  vpc_id = var.vpc_id\n  protocol = "TCP"\n  port = 22\n}',
    ),
    verdicts: {},
    notes: [/^aws_lb_target_group\.spare is created, but the plan doesn't show a listener/],
  },
  {
    title: "destroy",
    edit: (text) => text,
    options: ["-destroy"],
    verdicts: ALL_DOWN,
    refused: [/deletion protection is on/],
  },
];

describe("Terraform written by hand", () => {
  const suite = Suite.begin();
  let terraform: Terraform;
  let base: string;
  let begun: Impact;

  beforeAll(async () => {
    base = await readFile(path.join(FIXTURES, "article/main.tf"), "utf8");
    terraform = await suite.initialize({ "main.tf": base });
    begun = await impactOfPlan(terraform);
    await terraform.applyPlan();
  });

  test("everything is new in the first plan", () => {
    const added = Object.fromEntries(Object.keys(ALL_DOWN).map((port) => [port, "new"]));
    expect(begun.loadBalancers.map(verdictsOf)).toEqual([added]);
  });

  test.each(BY_HAND)("$title", async (edit) => {
    expect(await said(terraform, base, edit)).toEqual(expected(edit));
  });

  test("the apply of another target port fails as impact says, and leaves no target", async () => {
    const edit = BY_HAND[1];
    await terraform.write({ "main.tf": edit?.edit(base) ?? "" });
    await terraform.planChanges();
    const errors = await terraform.applyErrors();
    expect(errors.map(({ detail, summary }) => `${summary} ${detail}`).join("\n")).toContain("ResourceInUse");
    expect((await suite.aws.targets())[0]).toEqual([]);
  });
});

const LISTENER = (protocol: string, more = ""): string => `
resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "${protocol}"
  ${more}
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}
`;

const TLS = `certificate_arn = "arn:aws:iam::123456789012:server-certificate/first"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"`;

/** A load balancer with a security group, a TLS listener and an endpoint service. */
const GUARDED = `
provider "aws" { region = "ap-northeast-1" }
variable "vpc_id" { type = string }
variable "private_subnet_1a_id" { type = string }

resource "aws_security_group" "this" {
  name   = "guarded"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "office" {
  security_group_id = aws_security_group.this.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "192.168.1.0/24"
}

resource "aws_vpc_security_group_egress_rule" "target" {
  security_group_id = aws_security_group.this.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "172.31.129.10/32"
}

resource "aws_lb" "this" {
  name               = "guarded"
  load_balancer_type = "network"
  internal           = true
  security_groups    = [aws_security_group.this.id]
  subnet_mapping { subnet_id = var.private_subnet_1a_id }
}

resource "aws_lb_target_group" "this" {
  name        = "guarded"
  target_type = "ip"
  vpc_id      = var.vpc_id
  protocol    = "TCP"
  port        = 80
}

resource "aws_lb_target_group_attachment" "this" {
  target_group_arn = aws_lb_target_group.this.arn
  target_id        = "172.31.129.10"
}

resource "aws_vpc_endpoint_service" "this" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.this.arn]
}
${LISTENER("TLS", TLS)}`;

const RULE = /resource "aws_vpc_security_group_ingress_rule" "office" \{[^}]*\}/;
const GROUP = /resource "aws_security_group" "this" \{[^}]*\}/;
const EGRESS = /resource "aws_vpc_security_group_egress_rule" "target" \{[^}]*\}/;

const WITH_GROUP: readonly Edit[] = [
  { title: "nothing", edit: (text) => text, verdicts: {} },
  { title: "a client removed", edit: replaced(RULE, ""), verdicts: { 443: "cut-off" } },
  {
    title: "another client, in place",
    edit: replaced("192.168.1.0/24", "192.168.2.0/24"),
    verdicts: { 443: "cut-off" },
  },
  { title: "a wider client, in place", edit: replaced("192.168.1.0/24", "192.168.0.0/16"), verdicts: {} },
  {
    title: "a client added",
    edit: (text) =>
      added((RULE.exec(text)?.[0] ?? "").replace("office", "more").replace("192.168.1.0/24", "10.0.0.0/8"))(text),
    verdicts: { 443: "no-effect" },
  },
  {
    title: "a client's rule renamed without a moved block",
    edit: replaced('"office"', '"branch"'),
    verdicts: { 443: "cut-off" },
  },
  {
    title: "a client's rule replaced",
    edit: (text) => text,
    options: ["-replace=aws_vpc_security_group_ingress_rule.office"],
    verdicts: { 443: "interrupted" },
  },
  { title: "the way to the target removed", edit: replaced(EGRESS, ""), verdicts: { 443: "cut-off" } },
  {
    title: "another target that no outbound rule allows",
    edit: replaced('target_id        = "172.31.129.10"', 'target_id        = "172.31.129.20"'),
    verdicts: { 443: "cut-off" },
  },
  {
    title: "the last security group taken off, and its resource removed",
    edit: (text) =>
      [
        replaced(GROUP, ""),
        replaced(RULE, ""),
        replaced(EGRESS, ""),
        replaced("  security_groups    = [aws_security_group.this.id]\n", ""),
      ].reduce((edited, edit) => edit(edited), text),
    verdicts: { 443: "cut-off" },
    refused: [/refuses to delete aws_security_group\.this.*DependencyViolation.*no client/],
  },
  {
    title: "TLS to TCP, in place",
    edit: (text) => replaced(LISTENER("TLS", TLS), LISTENER("TCP"))(text),
    verdicts: { 443: "cut-off" },
    refused: [/TLS to TCP in place/],
  },
  {
    title: "another SSL policy",
    edit: replaced("ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06"),
    verdicts: { 443: "unknown" },
  },
  {
    title: "the name, behind an endpoint service",
    edit: replaced('name               = "guarded"', 'name               = "other"'),
    verdicts: { 443: "down" },
    refused: [/aws_vpc_endpoint_service\.this uses it \(ResourceInUse\)/],
  },
];

describe("a load balancer with a security group, written by hand", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize({ "main.tf": GUARDED });
    await terraform.apply();
  });

  test.each(WITH_GROUP)("$title", async (edit) => {
    expect(await said(terraform, GUARDED, edit)).toEqual(expected(edit));
  });
});

/** Two forwards, as an example of terraform-aws-modules/alb has them. */
const ALB_MODULE = `
provider "aws" { region = "ap-northeast-1" }
variable "vpc_id" { type = string }
variable "private_subnet_1a_id" { type = string }

module "nlb" {
  source                           = ${JSON.stringify(path.join(FIXTURES, "terraform-aws-alb-9.17.0"))}
  name                             = "example-nlb"
  load_balancer_type               = "network"
  internal                         = true
  vpc_id                           = var.vpc_id
  create_security_group            = false
  subnet_mapping                   = [{ subnet_id = var.private_subnet_1a_id }]
  listeners = {
    ex-10022 = { port = 10022, protocol = "TCP", forward = { target_group_key = "ex-10022" } }
    ex-10080 = { port = 10080, protocol = "TCP", forward = { target_group_key = "ex-10080" } }
  }
  target_groups = {
    ex-10022 = { name = "example-tg-10022", protocol = "TCP", target_type = "ip", target_id = "172.31.129.10", port = 22 }
    ex-10080 = { name_prefix = "web-", protocol = "TCP", target_type = "ip", target_id = "172.31.129.10", port = 80 }
  }
}
`;

const BOTH_DOWN: Verdicts = { 10022: "down", 10080: "down" };

const BY_ALB_MODULE: readonly Edit[] = [
  { title: "nothing", edit: (text) => text, verdicts: {} },
  {
    title: "another target",
    edit: replaced('target_id = "172.31.129.10", port = 22', 'target_id = "172.31.129.20", port = 22'),
    verdicts: { 10022: "interrupted" },
  },
  {
    title: "another target port of a group with a name",
    edit: replaced("port = 22 }", "port = 2222 }"),
    verdicts: { 10022: "interrupted" },
    refused: [/old one has the same name, example-tg-10022/],
  },
  {
    title: "another target port of a group with a name prefix",
    edit: replaced("port = 80 }", "port = 8080 }"),
    verdicts: { 10080: "interrupted" },
  },
  { title: "a forward removed", edit: replaced(/ex-10022 = .*\n/g, ""), verdicts: { 10022: "cut-off" } },
  {
    title: "a forward added",
    edit: (text) => text.replaceAll(/ +ex-10022 = .*\n/g, (line) => line + line.replaceAll("10022", "10023")),
    verdicts: { 10023: "new" },
    // The module's dynamic blocks hide which target group a new listener uses.
    notes: [/aws_lb_target_group\.this\["ex-10023"\] is created/, /attachment\.this\["ex-10023"\] is created/],
  },
  {
    title: "the listener's port",
    edit: replaced("port = 10022, protocol", "port = 10023, protocol"),
    verdicts: { 10022: "cut-off", 10023: "new" },
  },
  {
    title: "the load balancer's name",
    edit: replaced('"example-nlb"', '"other-nlb"'),
    verdicts: BOTH_DOWN,
    refused: [/deletion protection is on/],
  },
];

describe("terraform-aws-modules/alb 9.17", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize({ "main.tf": ALB_MODULE });
    await terraform.apply();
  });

  test.each(BY_ALB_MODULE)("$title", async (edit) => {
    expect(await said(terraform, ALB_MODULE, edit)).toEqual(expected(edit));
  });
});

describe("the article's load balancer, by the construct", () => {
  const suite = Suite.begin();
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await suite.initialize(synthesize(articleProps(suite.network)));
    await terraform.apply();
  });

  async function reportOf(props: Partial<PortForwardNlbProps>): Promise<string> {
    await terraform.write(synthesize({ ...articleProps(suite.network), ...props }));
    return textReport(await impactOfPlan(terraform));
  }

  test("README shows the report on five rows that change", async () => {
    const changed: Readonly<Record<number, PortForward[]>> = {
      10022: [{ listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22, protocol: ForwardProtocol.TCP_UDP }],
      20022: [{ listenerPort: 20022, targetIp: "172.31.137.20", targetPort: 22 }],
      20080: [
        {
          listenerPort: 20080,
          targetIp: "172.31.137.10",
          targetPort: 80,
          additionalTargets: [{ targetIp: "172.31.129.20" }],
        },
      ],
      30080: [{ listenerPort: 30443, targetIp: "10.0.0.11", targetPort: 443, external: true }],
    };
    const forwards = ARTICLE_ROWS.flatMap((row) => changed[row.listenerPort] ?? [row]);
    const report = await reportOf({ forwards });
    expect(report).toContain("1 cut-off");
    expectShown("README.md", "impact", report);
  });

  test("docs/impact.md shows the report on another name", async () => {
    const report = await reportOf({ name: "other" });
    expect(report).toContain("5 down");
    expectShown("docs/impact.md", "impact", report);
  });
});
