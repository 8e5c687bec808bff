import { readFile } from "node:fs/promises";
import path from "node:path";
import { snakeCase } from "../../module/expressions";
import { wrongLists } from "./support/wrong-lists";
import { instanceAddress, MODULE, moduleInstances, OFFLINE_PROVIDER } from "./support/module";
import { type Diagnostic, type Plan, Terraform } from "./support/terraform";

describe("the rules in the Terraform module", () => {
  const lists = wrongLists();
  const errors = lists.filter(({ fails }) => fails.startsWith("var."));
  /** Findings by the list's index. */
  const found = new Map<number, readonly string[]>();
  const diagnostics: Diagnostic[] = [];

  beforeAll(async () => {
    const terraform = await Terraform.initialize({ "provider.tf.json": OFFLINE_PROVIDER, ...calls(errors.keys()) }, {});
    // Terraform evaluates a condition that refers to other variables only if these are right in all lists.
    for (let left = [...errors.keys()], size = Infinity; left.length > 0 && left.length < size;) {
      diagnostics.push(...(await terraform.planErrors()));
      for (const [address, messages] of failedChecks(await terraform.shownPlan())) {
        const index = left.find((each) => address === instanceAddress(`list${each}`));
        if (index !== undefined) found.set(index, messages);
      }
      size = left.length;
      left = left.filter((index) => !found.has(index));
      await terraform.write(calls(left));
    }
    await terraform.remove();
  });

  /** Returns the files of a configuration that calls the module with lists. */
  function calls(indices: Iterable<number>): Record<string, string> {
    const args = [...indices].map((index) => [`list${index}`, errors[index]?.args ?? {}] as const);
    return { "main.tf.json": JSON.stringify({ module: moduleInstances(Object.fromEntries(args)) }, null, 1) };
  }

  test.each(errors.map(({ title, finding }, index) => ({ title, finding, index })))(
    "refuse what the construct refuses, $index: $title, $finding",
    ({ finding, index }) => {
      const [label = ""] = /^(forwards|subnetMappings|forwardDefaults)[^:, ]*/.exec(finding) ?? [];
      const [, prop = ""] = /'([\w.]+)/.exec(finding) ?? [];
      const all = (found.get(index) ?? []).join("\n");
      expect(all).toContain(snakeCase(label));
      expect(all).toContain(snakeCase(prop));
    },
  );

  test("report only what is wrong with the list", () => {
    expect(diagnostics.filter(({ summary }) => summary !== "Invalid value for variable")).toEqual([]);
  });

  test("print no control characters", async () => {
    const text = "10.0.0.1\u001b[2J";
    const network = {
      name: "example",
      vpc_id: "vpc-1",
      subnet_mappings: [{ subnet_id: "subnet-1" }],
      forwards: [{ listener_port: 1, target_ip: "10.0.0.1", target_port: 1 }],
    };
    const settings = {
      ...network,
      name: text,
      load_balancer_name: text,
      vpc_cidr_blocks: [text],
      ip_address_type: text,
      dns_record_client_routing_policy: text,
      client_cidr_blocks: [text],
      subnet_mappings: [0, 1].map(() => ({ subnet_id: text, private_ipv4_address: text, cidr_block: text })),
      forward_defaults: { protocol: text, health_check: { protocol: text, path: text, matcher: text } },
    };
    const rows = {
      ...network,
      forwards: [
        {
          listener_port: 1,
          target_ip: text,
          target_port: 1,
          external: false,
          target_group_name: text,
          description: text,
          protocol: text,
          alpn_policy: text,
          client_cidr_blocks: [text, text],
          additional_targets: [{ target_ip: text, key: "" }],
          health_check: { protocol: text, path: text, matcher: text },
        },
      ],
    };
    const module = { settings: { source: MODULE, ...settings }, rows: { source: MODULE, ...rows } };
    const files = { "provider.tf.json": OFFLINE_PROVIDER, "main.tf.json": JSON.stringify({ module }) };
    const all = await Terraform.initialize(files, {});
    const found = await all.planErrors();
    await all.remove();
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter(({ detail }) => detail.includes("\u001b"))).toEqual([]);
    expect(found.filter(({ detail }) => detail.includes("\\u001b"))).not.toEqual([]);
  });

  test("each reject one of these lists", async () => {
    const text = await readFile(path.join(MODULE, "variables.tf"), "utf8");
    const lines = text.split("\n").flatMap((line, index) => (line === "  validation {" ? [index + 1] : []));
    const fired = new Set(diagnostics.map(({ detail }) => Number(/variables\.tf:(\d+),/.exec(detail)?.[1])));
    const silent = lines.filter((line) => !fired.has(line)).map((line) => text.split("\n").slice(line, line + 4));
    expect(silent).toEqual([]);
  });
});

/** Returns the messages of failed checks by the address of their module. */
function failedChecks({ checks }: Plan): Map<string, string[]> {
  const instances = checks.flatMap(({ instances }) => instances ?? []);
  const messages = new Map<string, string[]>();
  for (const { address, problems = [] } of instances) {
    messages.set(address.module, [...(messages.get(address.module) ?? []), ...problems.map(({ message }) => message)]);
  }
  return new Map([...messages].filter(([, all]) => all.length > 0));
}
