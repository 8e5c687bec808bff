import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readInventory } from "../../../cli/inventory/read";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file in the folder, and returns its path. */
function write(name: string, content: string | Buffer | object): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}

function stack(name: string): object {
  return { resource: { aws_lb: { nlb: { name, load_balancer_type: "network" } } } };
}

async function names(given: string): Promise<string[]> {
  return (await readInventory(given)).map(({ name }) => name);
}

test("reads the load balancers of all stacks in a cdktf.out folder", async () => {
  const at = (name: string): object => ({ name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` });
  write("manifest.json", { version: "0.21.0", stacks: { one: at("one"), other: at("other") } });
  write("stacks/one/cdk.tf.json", stack("a"));
  write("stacks/other/cdk.tf.json", stack("b"));
  expect(await names(folder)).toEqual(["a", "b"]);
  expect(await names(path.join(folder, "stacks/other"))).toEqual(["b"]);
  expect(await names(path.join(folder, "stacks/one/cdk.tf.json"))).toEqual(["a"]);
});

test("recognizes a CSV list, whatever the file's name", async () => {
  const csv =
    "listenerPort,targetIp,targetPort,external,description,protocol\n10443,10.0.0.10,443,true,on-premises,TLS\n";
  const file = write("forwards.txt", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(csv)]));
  expect(await readInventory(file)).toEqual([
    {
      name: "",
      addresses: [],
      securityGroups: [],
      clients: [],
      forwards: [
        {
          listenerPort: 10443,
          protocol: "TLS",
          targetProtocol: "TCP",
          description: "on-premises",
          healthCheck: {},
          targets: [{ ip: "10.0.0.10", port: 443, external: true }],
        },
      ],
    },
  ]);
});

test.each([
  ["UTF-8", (text: string) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16, little-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16, big-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
])("reads %s with a byte order mark, as spreadsheets and PowerShell write it", async (_, encoded) => {
  const csv = write("forwards.csv", encoded("Listener Port\tTarget IP\tTarget Port\r\n443\t10.0.0.10\t443\r\n"));
  expect((await readInventory(csv)).map(({ forwards }) => forwards.map(({ listenerPort }) => listenerPort))).toEqual([
    [443],
  ]);
  write("manifest.json", encoded(JSON.stringify({ stacks: { one: { synthesizedStackPath: "cdk.tf.json" } } })));
  write("cdk.tf.json", encoded(JSON.stringify(stack("a"))));
  expect(await names(folder)).toEqual(["a"]);
});

test("rejects a CSV list, and reports all its problems", async () => {
  const file = write("forwards.csv", "listenerPort,targetIp,targetPort\n70000,10.0.0.10,22\n80,\u001b[31m,22\n");
  await expect(readInventory(file)).rejects.toThrow(
    `"${file}" line 2, column listenerPort: 'listenerPort' must be an integer from 1 to 65535, but is 70000.\n` +
      `"${file}" line 3, column targetIp: 'targetIp' must be an IP address, but is "\\u001b[31m"`,
  );
});

const FIX = "Pass a cdktf.out folder, the output of 'terraform show -json', or a CSV list.";

test("rejects UTF-16 without a byte order mark", async () => {
  const file = write("cdk.tf.json", Buffer.from(JSON.stringify(stack("a")), "utf16le"));
  await expect(readInventory(file)).rejects.toThrow(
    `"${file}" is neither UTF-8 nor UTF-16 with a byte order mark. Save it as UTF-8.`,
  );
});

test("rejects a missing file", async () => {
  const file = path.join(folder, "none");
  await expect(readInventory(file)).rejects.toThrow(`can't read ${JSON.stringify(file)}: ENOENT. ${FIX}`);
});

test.each([
  ["another folder", () => folder, "is a folder without a manifest.json or a cdk.tf.json"],
  ["invalid JSON", () => write("x.json", "{ torn"), "isn't valid JSON"],
  ["a JSON array", () => write("x.json", "[]"), "isn't a JSON object"],
  [
    "a state without a load balancer",
    () => write("x.json", { format_version: "1.0" }),
    "contains no Network Load Balancer",
  ],
])("rejects %s", async (_, given, problem) => {
  const file = given();
  await expect(readInventory(file)).rejects.toThrow(`${JSON.stringify(file)} ${problem}. ${FIX}`);
});
