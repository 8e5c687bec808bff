import { readFileSync } from "node:fs";
import path from "node:path";
import { impactOf } from "../../../cli/impact/impact";
import { planOf } from "../../../cli/impact/plan";
import type { JsonObject } from "../../../cli/inventory/json";
import { forward, loadBalancer, planDocument, type Resource } from "./plan-document";

// Plans of a real Terraform in ../host-row/, as test/terraform/target-host.test.ts makes them, without what no verdict reads.

function recorded(name: string): JsonObject {
  return JSON.parse(readFileSync(path.join(__dirname, `../host-row/${name}.json`), "utf8")) as JsonObject;
}

/** Returns what each load balancer's forward to a host is told, without the one beside it. */
function said(document: JsonObject): Record<string, string[]> {
  const { loadBalancers, notes } = impactOf(planOf(document));
  expect(notes).toEqual([]);
  return Object.fromEntries(
    loadBalancers.map(({ name, forwards }) => [
      name,
      forwards
        .filter(({ listenerPort }) => listenerPort !== 22)
        .flatMap(({ verdict, causes, targets }) => [
          `${verdict} ${targets.join(", ")}`,
          ...causes.map(({ change, clients }) => `${change}: ${clients}`),
        ]),
    ]),
  );
}

const REACH =
  "nothing, if the function still gets the same answers and reaches AWS's API. Or else targets are no longer kept current";
const HOSTS = "db.example.internal:5432, b.example.internal:5433";

test("another host interrupts nothing: the old addresses stay until a new one is healthy", () => {
  const lines = [
    `drained ${HOSTS}`,
    `host ${HOSTS} replaced by other.example.internal:5432: new connections also go to the new addresses after the function's next run, up to 60 s; the function deregisters the others after 3 runs without them, once a new one is healthy, and open connections drain`,
  ];
  expect(said(recorded("renamed"))).toEqual({ "construct-nlb": lines, "module-nlb": lines });
});

test("a host in place of an address has no targets before the function's next run", () => {
  const lines = [
    "interrupted 172.31.129.10:5432",
    "listener and target group replaced (replace_triggered_by): no new connections until the function's next run, up to 60 s, has registered the addresses and one is healthy, about 151 s; open ones are lost",
  ];
  expect(said(recorded("to-host"))).toEqual({ "construct-nlb": lines, "module-nlb": lines });
});

test("an address in place of a host interrupts as any replaced target group", () => {
  expect(said(recorded("to-address"))).toEqual({
    "construct-nlb": [
      `interrupted ${HOSTS}`,
      "listener and target group replaced (replace_triggered_by): no new connections until the listener is back and a target is healthy, about 91 s; open ones are lost",
    ],
  });
});

test("a new forward to hosts is new", () => {
  expect(said(recorded("create"))).toEqual({
    "construct-nlb": [`new ${HOSTS}`, "new: "],
    "module-nlb": [`new ${HOSTS}`, "new: "],
  });
});

test("a function that may reach other servers may no longer keep targets current", () => {
  expect(said(recorded("function"))).toEqual({
    "construct-nlb": [
      `unknown ${HOSTS}`,
      `name servers of the function for hosts: ${REACH}`,
      `vpc_config of the function for hosts: ${REACH}`,
      `security group of the function for hosts changes: ${REACH}`,
      "schedule of the function for hosts: rate(5 minutes): nothing: targets stay as they are until the function's next run",
    ],
  });
});

test("without its schedule, nothing keeps the targets current", () => {
  expect(said(recorded("unscheduled"))).toEqual({
    "construct-nlb": [
      `unknown ${HOSTS}`,
      "schedule of the function for hosts removed: nothing until an address of a host changes. Then new connections fail, because targets are no longer kept current",
    ],
  });
});

/** Returns the verdict and the first change of a plan with other hosts. */
function changed(before: string, after: string | undefined, more: readonly Resource[] = [], sensitive = {}): string[] {
  const input = { protocol: "TCP", target: "host", target_group: "tg-22" };
  const marker: Resource = {
    address: "terraform_data.protocol",
    before: { id: "1", input: { ...input, hosts: before } },
    after: { id: "1", input: after === undefined ? input : { ...input, hosts: after } },
    ...(after === undefined && { unknown: { input: { hosts: true } }, actions: ["update"] }),
    sensitive,
  };
  const [listener, group] = forward({ port: 22 });
  if (!listener || !group) throw new Error("no forward");
  const { loadBalancers } = impactOf(planOf(planDocument([loadBalancer(), listener, group, marker, ...more])));
  return (loadBalancers[0]?.forwards ?? []).flatMap(({ verdict, causes }) => [
    verdict,
    ...causes.map(({ change }) => change),
  ]);
}

test.each<[string, string | undefined, string[]]>([
  ['[["a", 22]]', '[["a", 22], ["b", 22]]', ["elsewhere", "host b:22 added"]],
  ['[["a", 22], ["b", 22]]', '[["a", 22]]', ["drained", "host b:22 removed"]],
  ['[["a", 22], ["b", 22]]', '[["b", 22], ["a", 22]]', ["unchanged"]],
  ['[["a", 22]]', '[["a", 23]]', ["drained", "host a:22 replaced by a:23"]],
  ['[["a", 22]]', undefined, ["unknown", "hosts"]],
])("hosts %s, then %s", (before, after, expected) => {
  expect(changed(before, after)).toEqual(expected);
});

test("never contains a sensitive host", () => {
  expect(changed('[["a", 22]]', '[["b", 22]]', [], { input: { hosts: true } })).toEqual([
    "drained",
    "host (sensitive value) replaced by (sensitive value)",
  ]);
});

test.each<[string, Resource, string[]]>([
  [
    "a disabled schedule",
    {
      address: "aws_cloudwatch_event_rule.this",
      before: { name: "example-nlb-host-targets", state: "ENABLED" },
      after: { name: "example-nlb-host-targets", state: "DISABLED" },
    },
    ["unknown", "schedule of the function for hosts disabled"],
  ],
  [
    "a removed function",
    { address: "aws_lambda_function.this", before: { function_name: "example-nlb-host-targets" } },
    ["unknown", "function for hosts removed"],
  ],
  [
    "new code",
    {
      address: "aws_lambda_function.this",
      before: { function_name: "example-nlb-host-targets", source_code_hash: "a" },
      after: { function_name: "example-nlb-host-targets", source_code_hash: "b" },
    },
    ["no-effect", "function for hosts updated"],
  ],
  [
    "another load balancer's function",
    { address: "aws_lambda_function.this", before: { function_name: "other-nlb-host-targets" } },
    ["unchanged"],
  ],
])("%s concerns forwards to hosts", (_, resource, expected) => {
  expect(changed('[["a", 22]]', '[["a", 22]]', [resource])).toEqual(expected);
  // A forward to an address doesn't need the function.
  const { loadBalancers } = impactOf(planOf(planDocument([loadBalancer(), ...forward({ port: 22 }), resource])));
  expect(loadBalancers[0]?.forwards.map(({ verdict }) => verdict)).toEqual(["unchanged"]);
});

test("a removed role policy leaves the function without its permissions", () => {
  const name = "example-nlb-host-targets";
  const kept = (address: string, values: JsonObject): Resource => ({ address, before: values, after: values });
  expect(
    changed('[["a", 22]]', '[["a", 22]]', [
      kept("aws_lambda_function.this", { function_name: name, role: "arn:role" }),
      kept("aws_iam_role.this", { id: "role", arn: "arn:role" }),
      { address: "aws_iam_role_policy.this", before: { role: "role" } },
    ]),
  ).toEqual(["unknown", "role of the function for hosts removed"]);
});
