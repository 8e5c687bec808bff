import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { environment } from "../doctor/support/intercepted";
import { command } from "./command";

// The command without an AWS. test/terraform/doctor.test.ts runs it against a fake one.

let folder: string;
let list: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "cdktf-port-forward-nlb-"));
  list = path.join(folder, "forwards.csv");
  await writeFile(list, "listenerPort,targetIp,targetPort\n10022,172.31.129.10,22\n");
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test("prints the IAM policy without a list, credentials or a Region", async () => {
  const env = environment({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_REGION: undefined });
  const { code, stdout, stderr } = await command(["doctor", "--iam-policy"], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*" }] });
});

test.each([
  ["no Region", {}, { AWS_REGION: "" }, "no Region is set. Pass --region, or set AWS_REGION or the profile's region."],
  ["an unknown profile", { "--profile": "nobody" }, {}, 'there is no profile "nobody" in the AWS configuration'],
  ["an endpoint that isn't a URL", { "--endpoint-url": "localhost" }, {}, "Use a URL that begins with http"],
  ["an endpoint that doesn't answer", { "--endpoint-url": "http://127.0.0.1:1" }, {}, "AWS doesn't answer"],
])("rejects %s", async (_, options, more, sentence) => {
  const args = ["doctor", list, "-l", "example-nlb", ...Object.entries(options).flat()];
  const { code, stdout, stderr } = await command(args, { env: environment(more) });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(sentence);
});

test("rejects a CSV list without the name of a load balancer", async () => {
  const { code, stderr } = await command(["doctor", list], { env: environment() });
  expect(code).toBe(2);
  expect(stderr).toBe(
    "port-forward-nlb: the list doesn't name its load balancer. Pass the name with --load-balancer.\n",
  );
});
