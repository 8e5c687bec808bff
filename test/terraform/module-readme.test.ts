import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { terraformEnvironment, temporaryFolder } from "../setup/machine";
import { prepared } from "../setup/needs";
import { copyModule, MODULE, OFFLINE_PROVIDER } from "./support/module";
import { Suite } from "./support/suite";

describe("the module's README", () => {
  const suite = Suite.begin();
  let blocks: { language: string; text: string }[];

  beforeAll(async () => {
    const readme = await readFile(path.join(MODULE, "README.md"), "utf8");
    const [prose = ""] = readme.split("## Reference");
    blocks = [...prose.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
      language,
      text,
    }));
  });

  function first(language: string): string {
    return blocks.find((each) => each.language === language)?.text ?? "";
  }

  /** Files of a configuration with README's module call. */
  function call(change: (text: string) => string = (text) => text): Record<string, string> {
    const text = first("hcl").replace(/source {2}= .*\n {2}version = .*/, `source = ${JSON.stringify(MODULE)}`);
    return {
      "provider.tf.json": OFFLINE_PROVIDER,
      "main.tf": change(text),
      "network.tf": `
        resource "aws_vpc" "example" {
          cidr_block = "172.31.128.0/17"
        }
        resource "aws_subnet" "private_1a" {
          vpc_id = aws_vpc.example.id
        }
        resource "aws_subnet" "private_1c" {
          vpc_id = aws_vpc.example.id
        }
      `,
    };
  }

  test("has a module call that plans", async () => {
    const terraform = await suite.initialize(call());
    const plan = await terraform.plan();
    const planned = plan.resource_changes.filter(({ address }) => address.startsWith("module.forwarding."));
    expect(planned.map(({ address }) => address.replace(/^module\.forwarding\.(aws_)?/, "")).sort()).toEqual([
      "lb.this",
      'lb_listener.this["10022"]',
      'lb_listener.this["30080"]',
      'lb_target_group.this["10022"]',
      'lb_target_group.this["30080"]',
      'lb_target_group_attachment.this["10022/172.31.129.10:22"]',
      'lb_target_group_attachment.this["30080/10.0.0.10:80"]',
      "terraform_data.has_security_groups",
      'terraform_data.protocol["10022"]',
      'terraform_data.protocol["30080"]',
    ]);
    const remote = planned.find(({ address }) => address.includes("10.0.0.10"));
    expect(remote?.change.after).toMatchObject({ availability_zone: "all" });
  });

  test("has moved blocks that work for a key", async () => {
    const [, moved = ""] = blocks.filter(({ language }) => language === "hcl").map(({ text }) => text);
    const files = call((text) => text.replace("target_port = 22 }", 'target_port = 22, key = "bastion" }'));
    const terraform = await suite.initialize({ ...files, "moved.tf": moved });
    const { resource_changes } = await terraform.plan();
    const [, to = ""] = /to += module\.(.*)$/m.exec(moved) ?? [];
    expect(resource_changes.map(({ address }) => address)).toContain(`module.${to}`);
  });

  test("shows the actual errors for a wrong list", async () => {
    const terraform = await suite.initialize(call((text) => text.replace('"10.0.0.10"', '"10.0.0.256"')));
    const diagnostics = await terraform.planErrors();
    const [summary = "", detail = ""] = first("text").split("\n\n");
    expect(diagnostics).toEqual([
      expect.objectContaining({
        summary: summary.replace("Error: ", ""),
        detail: expect.stringContaining(detail.trim()),
      }),
    ]);
  });

  test("has commands that plan the article's network, with and without an AWS account", async () => {
    const folder = await temporaryFolder();
    try {
      await copyModule(folder);
      const environment = {
        ...(await terraformEnvironment()),
        ...suite.aws.environment,
        TF_CLI_ARGS: "-no-color",
        TF_CLI_ARGS_init: prepared("TERRAFORM_PROVIDER_SOURCE"),
      };
      const [withAccount, without] = await Promise.all(
        blocks
          .filter(({ language }) => language === "sh")
          .map(async ({ text }) => promisify(execFile)("bash", ["-ec", text], { cwd: folder, env: environment })),
      );
      expect(withAccount?.stdout).toContain("Plan: 25 to add, 0 to change, 0 to destroy.");
      expect(without?.stdout).toContain("Success! 4 passed, 0 failed.");
      expect(without?.stdout).toContain('resource "aws_lb_listener" "this" {');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
