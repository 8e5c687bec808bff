import { readFile } from "node:fs/promises";
import path from "node:path";
import { snakeCase } from "../../module/expressions";
import { wrongLists } from "./support/wrong-lists";
import { MODULE, OFFLINE_PROVIDER } from "./support/module";
import { type Diagnostic, Terraform } from "./support/terraform";

describe("the rules in the Terraform module", () => {
  const lists = wrongLists();
  const errors = lists.filter(({ fails }) => fails.startsWith("var."));
  let terraform: Terraform;
  let diagnostics: Diagnostic[];

  beforeAll(async () => {
    const calls = errors.map(({ args }, index) => [
      `list${index}.tf.json`,
      JSON.stringify({ module: { [`list${index}`]: { source: MODULE, ...args } } }),
    ]);
    terraform = await Terraform.initialize(
      { "provider.tf.json": OFFLINE_PROVIDER, ...(Object.fromEntries(calls) as Record<string, string>) },
      {},
    );
    // Terraform first evaluates the conditions of a variable that refer only to that variable, and the others only if
    // these hold.
    const first = await terraform.planErrors();
    await terraform.write(Object.fromEntries(first.map((diagnostic) => [`${listOf(diagnostic)}.tf.json`, "{}"])));
    diagnostics = [...first, ...(await terraform.planErrors())];
  });

  afterAll(async () => terraform.remove());

  function said(index: number): string[] {
    return diagnostics.filter((diagnostic) => listOf(diagnostic) === `list${index}`).map(({ detail }) => detail);
  }

  test.each(errors.map(({ title, finding }, index) => ({ title, finding, index })))(
    "refuse what the construct refuses, $index: $title, $finding",
    ({ finding, index }) => {
      const [label = ""] = /^(forwards|subnetMappings|forwardDefaults)[^:, ]*/.exec(finding) ?? [];
      const [, prop = ""] = /'([\w.]+)/.exec(finding) ?? [];
      const all = said(index).join("\n");
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

/** Returns the list of a diagnostic. A variable that the list doesn't set is in none of its files. */
function listOf({ detail }: Diagnostic): string {
  return /\.terraform\/modules\/(\w+)\//.exec(detail)?.[1] ?? "";
}
