import path from "node:path";
import { PortForwards } from "../../../src";
import { ARTICLE_TABLE } from "../../article";
import { command } from "./command";
import { SuiteFolder } from "./suite-folder";

jest.setTimeout(60_000);

const folder = SuiteFolder.begin();

/** Returns load balancers as `cdktf synth` writes them, each with some rows of the article's list. */
function stack(
  rows: Readonly<Record<string, readonly (typeof ARTICLE_TABLE)[number][]>>,
  description?: string,
): string {
  const lb: Record<string, unknown> = {};
  const groups: Record<string, unknown> = {};
  const listeners: Record<string, unknown> = {};
  const attachments: Record<string, unknown> = {};
  for (const [name, table] of Object.entries(rows)) {
    const mapping = [{ subnet_id: "subnet-1a", private_ipv4_address: "172.31.128.10" }];
    lb[name] = { name: `${name}-nlb`, load_balancer_type: "network", internal: true, subnet_mapping: mapping };
    for (const { listenerPort, targetGroupName, targetIp, targetPort, external } of table) {
      const id = `${name}-${listenerPort}`;
      groups[id] = { name: targetGroupName, port: targetPort, protocol: "TCP" };
      listeners[id] = {
        port: listenerPort,
        protocol: "TCP",
        load_balancer_arn: `\${aws_lb.${name}.arn}`,
        default_action: [{ type: "forward", target_group_arn: `\${aws_lb_target_group.${id}.arn}` }],
        ...(description === undefined ? {} : { tags: { Description: description } }),
      };
      attachments[id] = {
        target_group_arn: `\${aws_lb_target_group.${id}.arn}`,
        target_id: targetIp,
        port: targetPort,
        ...(external ? { availability_zone: "all" } : {}),
      };
    }
  }
  return JSON.stringify({
    resource: {
      aws_lb: lb,
      aws_lb_listener: listeners,
      aws_lb_target_group: groups,
      aws_lb_target_group_attachment: attachments,
    },
  });
}

const ARTICLE = stack({ example: ARTICLE_TABLE });

test("prints the article's list in columns, below the load balancer's addresses", async () => {
  const { stdout, stderr, code } = await command(["table", folder.write("cdk.tf.json", ARTICLE)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
   "example-nlb, internal, 172.31.128.10 (subnet-1a)
   No.  Listener   Target group      Target port  Target IP      Where
   1    TCP:10022  example-tg-10022  TCP:22       172.31.129.10  VPC
   2    TCP:10080  example-tg-10080  TCP:80       172.31.129.10  VPC
   3    TCP:20022  example-tg-20022  TCP:22       172.31.137.10  VPC
   4    TCP:20080  example-tg-20080  TCP:80       172.31.137.10  VPC
   5    TCP:30080  example-tg-30080  TCP:80       10.0.0.10      external
   "
  `);
});

test("--markdown prints a table, with headings if there are several load balancers", async () => {
  const several = stack({ example: ARTICLE_TABLE.slice(0, 1), other: ARTICLE_TABLE.slice(4) });
  expect((await command(["table", "-", "--markdown"], { input: several })).stdout).toMatchInlineSnapshot(`
   "## example-nlb

   | No. | Listener  | Target group     | Target port | Target IP     | Where |
   | --- | --------- | ---------------- | ----------- | ------------- | ----- |
   | 1   | TCP:10022 | example-tg-10022 | TCP:22      | 172.31.129.10 | VPC   |

   ## other-nlb

   | No. | Listener  | Target group     | Target port | Target IP | Where    |
   | --- | --------- | ---------------- | ----------- | --------- | -------- |
   | 1   | TCP:30080 | example-tg-30080 | TCP:80      | 10.0.0.10 | external |
   "
  `);
});

test("--csv prints a list that PortForwards.fromCsv() reads", async () => {
  const { stdout } = await command(["table", "--csv", "-"], { input: ARTICLE });
  expect(PortForwards.fromCsv(folder.write("again.csv", stdout))).toEqual(
    ARTICLE_TABLE.map((row) => ({ ...row, external: row.external ?? false, protocol: "TCP" })),
  );
});

test("--json prints each load balancer with its forwards", async () => {
  const { stdout } = await command(["table", "--json", "-"], { input: ARTICLE });
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({
      name: "example-nlb",
      forwards: ARTICLE_TABLE.map(({ listenerPort }): unknown => expect.objectContaining({ listenerPort })),
    }),
  ]);
});

test("--load-balancer selects one of several, and rejects an unknown name with the known ones", async () => {
  const several = stack({ example: ARTICLE_TABLE, other: ARTICLE_TABLE.slice(4) });
  const chosen = await command(["table", "-", "--csv", "-l", "other-nlb"], { input: several });
  expect(chosen.stdout.split("\n").filter(Boolean)).toHaveLength(2);
  expect(await command(["table", "-", "-l", "none"], { input: several })).toEqual({
    code: 2,
    stdout: "",
    stderr:
      'port-forward-nlb: there is no load balancer "none". Use one of these for --load-balancer: "example-nlb", "other-nlb"\n',
  });
  expect(await command(["table", "-", "--csv"], { input: several })).toEqual({
    code: 2,
    stdout: "",
    stderr: "port-forward-nlb: a CSV list holds one load balancer, but there are 2. Select one with --load-balancer.\n",
  });
});

const HOSTILE = '\u001b[2Jx\u202e\u009b31m|<script>alert(1)</script>[a](javascript:b)`"\r\n=cmd' + "y".repeat(500);

test("escapes untrusted text for a terminal and for Markdown", async () => {
  const input = stack({ example: ARTICLE_TABLE.slice(0, 1) }, HOSTILE);
  const { stdout: table } = await command(["table", "-"], { input });
  expect(table).toContain("<1B>[2Jx<U+202E><U+009B>31m|<script>");
  expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThan(220);
  const { stdout: markdown } = await command(["table", "-", "--markdown"], { input });
  expect(markdown).toContain("&#60;script&#62;alert(1)&#60;/script&#62;&#91;a&#93;(javascript:b)&#96;");
  expect(markdown.trim().split("\n")).toHaveLength(3);
  for (const text of [table, markdown]) expect(text.replaceAll("\n", "")).not.toMatch(/\p{C}/u);
});

test("prints colours if FORCE_COLOR is set, unless NO_COLOR is set too", async () => {
  const coloured = await command(["table", "-"], { input: ARTICLE, env: { FORCE_COLOR: "1" } });
  expect(coloured.stdout).toContain("\u001b[1m");
  const plain = await command(["table", "-"], { input: ARTICLE, env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
  expect(plain.stdout).not.toContain("\u001b");
});

test.each([
  [["table", "--marcdown"], "error: unknown option '--marcdown'\n(Did you mean --markdown?)\n"],
  [["tabel"], "error: unknown command 'tabel'\n(Did you mean table?)\n"],
  [["table", "--json", "--csv"], "error: option '--json' cannot be used with option '--csv'\n"],
  [["table", "/nowhere"], `port-forward-nlb: can't read "/nowhere": ENOENT. Pass a cdktf.out folder`],
])("rejects %j with a hint", async (args, said) => {
  const { code, stderr, stdout } = await command(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(said);
});

test.each(["table", "check", "doctor", "map", "echo", "complete"])("%s --help shows examples", async (subcommand) => {
  const { code, stdout } = await command([subcommand, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`\nExamples:\n( +\\$ .*port-forward-nlb ${subcommand}.*\n)+`));
});

describe("completion", () => {
  test.each(["bash", "zsh", "fish", "powershell"])("for %s is a script that calls the command", async (shell) => {
    const { code, stdout } = await command(["complete", shell]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# \w+ completion for port-forward-nlb|^#compdef port-forward-nlb/);
    expect(stdout).toContain("port-forward-nlb complete");
  });

  test.each([
    [["ch"], "check"],
    [["table", "--m"], "--markdown"],
    [["echo", "--proxy-protocol", "req"], "required"],
  ])("of %j includes %s", async (words, completed) => {
    const { stdout } = await command(["complete", "--", ...words]);
    expect(stdout.split("\n").map((line) => line.split("\t")[0])).toContain(completed);
  });
});

test("--csv prints hosts in their own column, which PortForwards.fromCsv() reads", async () => {
  const state = path.join(__dirname, "../host-row/state.json");
  const { stdout } = await command(["table", "--csv", state, "-l", "module-nlb"]);
  expect(PortForwards.fromCsv(folder.write("hosts.csv", stdout))).toMatchObject([
    { listenerPort: 22, targetIp: "172.31.129.10" },
    {
      listenerPort: 5432,
      targetHost: "db.example.internal",
      targetPort: 5432,
      additionalTargets: [{ targetHost: "b.example.internal", targetPort: 5433, external: true }],
    },
  ]);
});
