import { readFileSync } from "node:fs";
import type { Json } from "../../../cli/inventory/json";
import { forward, loadBalancer, planDocument } from "../impact/plan-document";
import { command } from "./command";
import { SuiteFolder } from "./suite-folder";

jest.setTimeout(60_000);

const folder = SuiteFolder.begin();

function write(name: string, content: Json): string {
  return folder.write(name, JSON.stringify(content));
}

const CALM = planDocument([loadBalancer(), ...forward({ port: 22 }), ...forward({ port: 80 })]);

/** A listener replaced, a target removed, and two forwards that stay. */
const DISTURBED = planDocument([
  loadBalancer({ tags: { team: "network" } }),
  ...forward({ port: 22 }).map((resource, index) =>
    index === 0 ? { ...resource, actions: ["delete", "create"] } : resource,
  ),
  ...forward({ port: 80 }).map(({ address, before }, index) => ({
    address,
    ...(before && { before }),
    ...(index < 2 && before ? { after: before } : {}),
  })),
  ...forward({ port: 443 }),
  ...forward({ port: 8443 }),
]);

test("shows each forward that changes, and exits with 1", async () => {
  const { code, stdout } = await command(["impact", write("disturbed.json", DISTURBED)]);
  expect(stdout).toMatchInlineSnapshot(`
    "example-nlb
       Verdict      Forward                 Change                            What clients see
    !  interrupted  TCP:22 -> 10.0.0.10:22  listener replaced                 no new connections until the listener is back and a target is healthy, about 91 s; open ones are lost
    -  cut-off      TCP:80 -> 10.0.0.10:22  last target 10.0.0.10:22 removed  new connections fail; open ones continue for at least 300 s
    ·  no-effect    2 others

    · example-nlb: tags of the load balancer. Clients see: nothing
      Where: aws_lb.this
      Because: tags

    ! TCP:22: listener replaced
      Where: aws_lb_listener.l22
      Instead: add a forward on another port, move the clients, then remove this one

    - TCP:80: last target 10.0.0.10:22 removed
      Where: aws_lb_target_group_attachment.a80
      Instead: remove the listener, too

    2 no-effect, 1 interrupted, 1 cut-off
    "
  `);
  expect(code).toBe(1);
});

test("exits with 0 if nothing is as bad as the bound", async () => {
  expect(await command(["impact", "-"], { input: JSON.stringify(CALM) })).toMatchObject({ code: 0, stderr: "" });
  const file = write("disturbed.json", DISTURBED);
  expect(await command(["impact", file, "--fail-on", "cut-off"])).toMatchObject({ code: 1 });
  expect(await command(["impact", file, "--fail-on", "down"])).toMatchObject({ code: 0 });
});

test("exits with 1 if the apply fails, whatever the verdicts are", async () => {
  const mappings = (address: string): Json => [{ subnet_id: "subnet-1", private_ipv4_address: address }];
  const refused = planDocument([
    loadBalancer({ subnet_mapping: mappings("10.0.0.5") }, { subnet_mapping: mappings("10.0.0.4") }),
    ...forward({ port: 22 }),
  ]);
  const file = folder.file("refused.xml");
  const { code, stdout } = await command([
    "impact",
    write("refused.json", refused),
    "--fail-on",
    "down",
    "--junit",
    file,
  ]);
  expect(stdout).toContain("✗ The apply fails. AWS can't change the static address in subnet-1.");
  expect(stdout).toContain("1 unchanged, the apply fails");
  expect(readFileSync(file, "utf8")).toContain('tests="2" failures="1"');
  expect(code).toBe(1);
  const errored = JSON.stringify({ ...CALM, errored: true });
  expect(await command(["impact", "-"], { input: errored })).toMatchObject({ code: 1 });
});

test("rejects a verdict that it doesn't know", async () => {
  const { code, stderr } = await command(["impact", "-", "--fail-on", "bad"], { input: JSON.stringify(CALM) });
  expect(code).toBe(2);
  expect(stderr).toContain(
    "error: option '--fail-on <verdict>' argument 'bad' is invalid. Allowed choices are unchanged, new, no-effect, elsewhere, drained, interrupted, unknown, cut-off, down.",
  );
});

const FIX = "Pass the output of 'terraform show -json <plan>', or pipe it into 'port-forward-nlb impact -'.";

test.each([
  ["", `standard input is empty. ${FIX}`],
  ["PK\u0003\u0004…", `standard input is a binary plan file. ${FIX}`],
  [
    '{"@level":"info","@message":"Terraform 1.11.4"}\n',
    `standard input is the log of a Terraform command with -json. ${FIX}`,
  ],
  ["Terraform used the selected providers", `standard input isn't valid JSON. ${FIX}`],
  ["[]", `standard input isn't a JSON object. ${FIX}`],
  ['{"format_version":"1.0","values":{}}', `this is a state, not a plan. ${FIX}`],
])("rejects %j", async (input, message) => {
  expect(await command(["impact", "-"], { input })).toEqual({
    code: 2,
    stdout: "",
    stderr: `port-forward-nlb: ${message}\n`,
  });
});

test("rejects a file that isn't there, and a missing argument", async () => {
  expect((await command(["impact", "none.json"])).stderr).toBe(
    `port-forward-nlb: can't read "none.json": ENOENT. ${FIX}\n`,
  );
  expect(await command(["impact"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("missing required argument 'plan'"),
  });
});

test("reads a plan that PowerShell wrote", async () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(CALM), "utf16le")]);
  const file = folder.write("utf16.json", bytes);
  expect(await command(["impact", file])).toMatchObject({ code: 0, stderr: "" });
});

test("says that a plan has no load balancer", async () => {
  const { code, stdout } = await command(["impact", "-"], { input: JSON.stringify(planDocument([])) });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "The plan has no Network Load Balancer.\n\nNote: The plan has no resources.\n",
  });
});

test("selects load balancers by name", async () => {
  const file = write("calm.json", CALM);
  expect(await command(["impact", file, "-l", "example-nlb"])).toMatchObject({ code: 0 });
  expect(await command(["impact", file, "-l", "other"])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      'port-forward-nlb: the plan has no load balancer "other". Use one of these for --load-balancer: "example-nlb"\n',
  });
});

test("prints JSON for programs", async () => {
  const { stdout } = await command(["impact", write("disturbed.json", DISTURBED), "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    loadBalancers: [
      {
        name: "example-nlb",
        verdict: "cut-off",
        forwards: [
          { listenerPort: 22, verdict: "interrupted", causes: [{ resource: "aws_lb_listener.l22", seconds: 91 }] },
          { listenerPort: 80, verdict: "cut-off" },
          { listenerPort: 443, verdict: "no-effect", causes: [] },
          { listenerPort: 8443, verdict: "no-effect" },
        ],
      },
    ],
    errored: false,
    notes: [],
  });
});

test("prints Markdown in which names from the plan format nothing", async () => {
  const name = "<img src=x> | **x**";
  const document = planDocument([loadBalancer({}, { name }), ...forward({ port: 22, listener: { tags: { a: "1" } } })]);
  const { stdout } = await command(["impact", "-", "--markdown"], { input: JSON.stringify(document) });
  expect(stdout).toMatchInlineSnapshot(`
    "### &#60;img src=x&#62; &#124; &#42;&#42;x&#42;&#42;: no-effect

    |   | Verdict   | Forward                    | Change               | What clients see |
    | - | --------- | -------------------------- | -------------------- | ---------------- |
    | · | no-effect | TCP:22 -&#62; 10.0.0.10:22 | tags of the listener | nothing          |
    "
  `);
});

test("writes a JUnit report with a case for each forward", async () => {
  const file = folder.file("impact.xml");
  const { code } = await command(["impact", write("disturbed.json", DISTURBED), "--junit", file]);
  expect(code).toBe(1);
  const report = readFileSync(file, "utf8");
  expect(report).toContain('<testsuite name="example-nlb" tests="5" failures="2" skipped="0">');
  expect(report).toContain("listener replaced: no new connections until the listener is back");
});

test("escapes control characters from the plan", async () => {
  const document = planDocument([loadBalancer({}, { name: "a\u001b[31mb" }), ...forward({ port: 22 })]);
  const { stdout } = await command(["impact", "-"], { input: JSON.stringify(document) });
  expect(stdout).not.toContain("\u001b");
});

test("reads a plan of 500 forwards in less than two seconds", async () => {
  const rows = Array.from({ length: 500 }, (_, index) =>
    forward({ port: index + 1, attachment: { target_id: "10.0.0.20" } }),
  );
  const input = JSON.stringify(planDocument([loadBalancer(), ...rows.flat()]));
  // Other processes can only make it slower.
  let best = Infinity;
  for (let run = 0; run < 5 && best >= 2000; run++) {
    const begun = performance.now();
    const { code } = await command(["impact", "-", "--json"], { input });
    expect(code).toBe(1);
    best = Math.min(best, performance.now() - begun);
  }
  expect(best).toBeLessThan(2000);
});
