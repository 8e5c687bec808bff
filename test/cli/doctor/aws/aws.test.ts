import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { EC2, ELB, iamPolicy } from "../../../../cli/doctor/aws/calls";
import { freePort } from "../../../free-port";
import { answered, Asking, denied, refused } from "../support/intercepted";

const SUBNETS = "<subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet>";

const asking = Asking.begin();

async function problem(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error("no error was thrown"),
    (error: unknown) => error as Error,
  );
}

it("retries if AWS throttles or fails", async () => {
  const answers = [
    refused({ action: "ec2:" }, 503, "RequestLimitExceeded", "Request limit exceeded."),
    refused({ action: "ec2:" }, 500, "InternalError"),
    answered({ action: "ec2:DescribeSubnets" }, SUBNETS),
  ];
  asking.server.answer = () => answers.shift();
  await expect(asking.aws().all(EC2.DescribeSubnets, {})).resolves.toMatchObject([{ SubnetId: "subnet-1" }]);
  expect(asking.server.calls).toHaveLength(3);
});

it("retries if the load balancers' API throttles", async () => {
  const answers = [
    refused({ action: "elasticloadbalancing:" }, 400, "Throttling", "Rate exceeded"),
    answered({ action: "elasticloadbalancing:DescribeListeners" }, "<Listeners/>"),
  ];
  asking.server.answer = () => answers.shift();
  await expect(asking.aws().required(ELB.DescribeListeners, {})).resolves.toEqual([]);
  expect(asking.server.calls).toHaveLength(2);
});

it("makes each call only once for the same input", async () => {
  asking.server.answer = (call) => answered(call, SUBNETS);
  const one = asking.aws();
  const of = (id: string) => one.all(EC2.DescribeSubnets, { Filters: [{ Name: "vpc-id", Values: [id] }] });
  await Promise.all([of("vpc-1"), of("vpc-1"), of("vpc-2")]);
  await of("vpc-1");
  expect(asking.server.calls.map(({ parameters }) => parameters.get("Filter.1.Value.1"))).toEqual(["vpc-1", "vpc-2"]);
});

it("makes at most eight calls at the same time", async () => {
  asking.server.answer = async (call) => {
    // Answers only once eight calls are open. A ninth would arrive soon after.
    do await new Promise((resolve) => setTimeout(resolve, 20));
    while (asking.server.mostAtATime < 8);
    return answered(call, SUBNETS);
  };
  const one = asking.aws();
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) =>
      one.all(EC2.DescribeSubnets, { Filters: [{ Name: "vpc-id", Values: [String(index)] }] }),
    ),
  );
  expect(asking.server.calls).toHaveLength(30);
  expect(asking.server.mostAtATime).toBe(8);
});

it("ignores a resource that was deleted meanwhile, and doesn't report it as unread", async () => {
  asking.server.answer = (call) =>
    call.action.startsWith("ec2:")
      ? refused(call, 400, "InvalidPrefixListID.NotFound")
      : refused(call, 400, "TargetGroupNotFound");
  const one = asking.aws();
  await expect(one.all(EC2.GetManagedPrefixListEntries, { PrefixListId: "pl-1" })).resolves.toBeUndefined();
  await expect(one.all(ELB.DescribeTargetHealth, { TargetGroupArn: "arn" })).resolves.toBeUndefined();
  expect(one.unread).toEqual([]);
});

describe("a call that IAM denies", () => {
  it.each(["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"])(
    "is reported once with AWS's message, for %s",
    async (code) => {
      const message = `not \u202e you &#27;[31m${"x".repeat(2000)}`;
      asking.server.answer = (call) => refused(call, 403, code, message);
      const one = asking.aws();
      for (const id of ["vpc-1", "vpc-2"]) {
        await expect(
          one.all(EC2.DescribeSubnets, { Filters: [{ Name: "vpc-id", Values: [id] }] }),
        ).resolves.toBeUndefined();
      }
      expect(one.unread).toEqual([
        { action: "ec2:DescribeSubnets", message: `not \u202e you \u001b[31m${"x".repeat(2000)}` },
      ]);
    },
  );

  it("is an error if the doctor can't do without it", async () => {
    asking.server.answer = denied;
    const one = asking.aws();
    const { message, cause } = await problem(one.required(ELB.DescribeListeners, {}));
    expect(message).toMatchInlineSnapshot(
      `"IAM doesn't allow elasticloadbalancing:DescribeListeners. Attach the policy that 'port-forward-nlb doctor --iam-policy' prints."`,
    );
    expect(cause).toMatchObject({ name: "AccessDenied" });
  });

  it("isn't confused with a role that can't be assumed", async () => {
    // Assuming a profile's role is also a call, and IAM denies it with the same error name.
    await inFiles({
      config: "[profile of-a-role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/no\nsource_profile = nobody\n",
    });
    const { message } = await problem(asking.aws({ profile: "of-a-role" }).required(ELB.DescribeLoadBalancers, {}));
    expect(message).toMatch(/^can't load the credentials of profile "of-a-role": .*\. Log in, use another --profile/);
    expect(asking.server.calls).toEqual([]);
  });
});

describe("profile, Region, credentials and endpoint", () => {
  it("come from the options before the environment", async () => {
    await inFiles({
      config: "[profile mine]\nregion = us-east-2\n",
      credentials: "[mine]\naws_access_key_id = OFPROFILE\naws_secret_access_key = test\n",
    });
    asking.server.answer = (call) => answered(call, SUBNETS);
    const one = asking.aws({ profile: "mine", region: "eu-west-1" });
    await one.all(EC2.DescribeSubnets, {});
    expect(asking.server.calls[0]?.accessKeyId).toBe("OFPROFILE");
    await expect(one.region()).resolves.toBe("eu-west-1");
  });

  it("come from the profile, or from the variable that only the AWS CLI knows", async () => {
    await inFiles(
      { credentials: "[mine]\nregion = us-east-2\naws_access_key_id = A\naws_secret_access_key = B\n" },
      { AWS_REGION: undefined },
    );
    await expect(asking.aws({ profile: "mine" }).region()).resolves.toBe("us-east-2");
    asking.setEnvironment({ AWS_REGION: undefined, AWS_DEFAULT_REGION: "us-west-1" });
    await expect(asking.aws().region()).resolves.toBe("us-west-1");
  });

  it("rejects an unknown profile", async () => {
    const { message } = await problem(asking.aws({ profile: "no\u001bbody" }).region());
    expect(message).toMatchInlineSnapshot(
      `"there is no profile "no\\u001bbody" in the AWS configuration files. Use another --profile, or correct AWS_PROFILE."`,
    );
    asking.setEnvironment({ AWS_PROFILE: "nobody" });
    expect((await problem(asking.aws().region())).message).toMatch(/^there is no profile "nobody"/);
  });

  it.each([{ AWS_REGION: undefined }, { AWS_REGION: "" }, { AWS_REGION: "in valid" }])(
    "rejects a missing Region, %j",
    async (variables) => {
      asking.setEnvironment(variables);
      const { message, cause } = await problem(asking.aws().all(EC2.DescribeSubnets, {}));
      expect(message).toMatchInlineSnapshot(
        `"no Region is set. Pass --region, or set AWS_REGION or the profile's region."`,
      );
      expect(cause).toBeInstanceOf(Error);
    },
  );

  it("rejects missing credentials", async () => {
    asking.setEnvironment({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" });
    const { message, cause } = await problem(asking.aws().region());
    expect(message).toMatchInlineSnapshot(
      `"can't load the credentials: Could not load credentials from any providers. Log in, use another --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."`,
    );
    expect(cause).toBeInstanceOf(Error);
  });

  it.each(["ExpiredToken", "RequestExpired"])("rejects an expired token, %s", async (code) => {
    asking.server.answer = (call) => refused(call, 400, code, "Request has expired.");
    const { message, cause } = await problem(asking.aws().required(ELB.DescribeLoadBalancers, {}));
    expect(message).toMatchInlineSnapshot(`"the credentials have expired. Log in again, or use another --profile."`);
    expect(cause).toMatchObject({ name: code });
  });

  it("rejects unknown credentials, and doesn't report them as unread", async () => {
    asking.server.answer = (call) => refused(call, 401, "AuthFailure", "AWS was not able to validate &#27;them.");
    const one = asking.aws();
    expect((await problem(one.all(EC2.DescribeSubnets, {}))).message).toMatchInlineSnapshot(
      `"AWS rejects the credentials: AWS was not able to validate <1B>them. Log in again, or use another --profile or --region."`,
    );
    expect(one.unread).toEqual([]);
  });

  // Runs in a separate process: inside Jest, network errors differ from Node.js's, and the SDK drops their messages.
  it.each(["127.0.0.1", "localhost"])("rejects an endpoint that doesn't answer, %s", async (host) => {
    const endpointUrl = `http://${host}:${await freePort()}`;
    const program = `
      const { Aws } = require("./cli/doctor/aws/aws");
      const { EC2 } = require("./cli/doctor/aws/calls");
      const aws = new Aws(${JSON.stringify({ endpointUrl })});
      aws.all(EC2.DescribeSubnets, {}).catch(({ message, cause }) => console.log(message, cause.code));`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", "--eval", program], {
      env: process.env,
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(
      /^AWS doesn't answer: .*ECONNREFUSED.*\. Check the network, --region and --endpoint-url\. ECONNREFUSED\n$/,
    );
  });

  it("rejects an endpoint that isn't AWS's API", async () => {
    asking.server.answer = () => ({ status: 200, body: "<!doctype html><p>Welcome<br>" });
    const { message } = await problem(asking.aws().all(EC2.DescribeSubnets, {}));
    expect(message).toMatch(/^ec2:DescribeSubnets failed with \w*: .*\. Try again later, or check --endpoint-url\.$/s);
  });
});

it("gives up if AWS keeps throttling, and says so", async () => {
  // The SDK waits for a random part of the backoff time.
  jest.spyOn(Math, "random").mockReturnValue(0.001);
  asking.server.answer = (call) => refused(call, 503, "RequestLimitExceeded", "Request limit exceeded.");
  const { message } = await problem(asking.aws().all(EC2.DescribeSubnets, {}));
  expect(message).toMatchInlineSnapshot(
    `"ec2:DescribeSubnets failed with RequestLimitExceeded: Request limit exceeded. Try again later, or check --endpoint-url."`,
  );
  expect(asking.server.calls).toHaveLength(5);
});

it("prints the IAM policy", () => {
  expect(iamPolicy()).toMatchInlineSnapshot(`
   {
     "Statement": [
       {
         "Action": [
           "cloudwatch:GetMetricData",
           "ec2:DescribeInstances",
           "ec2:DescribeNetworkAcls",
           "ec2:DescribeNetworkInterfaces",
           "ec2:DescribeRouteTables",
           "ec2:DescribeSecurityGroups",
           "ec2:DescribeSubnets",
           "ec2:DescribeTransitGatewayAttachments",
           "ec2:DescribeVpcPeeringConnections",
           "ec2:DescribeVpcs",
           "ec2:DescribeVpnConnections",
           "ec2:GetManagedPrefixListEntries",
           "ec2:SearchTransitGatewayRoutes",
           "elasticloadbalancing:DescribeListenerAttributes",
           "elasticloadbalancing:DescribeListenerCertificates",
           "elasticloadbalancing:DescribeListeners",
           "elasticloadbalancing:DescribeLoadBalancerAttributes",
           "elasticloadbalancing:DescribeLoadBalancers",
           "elasticloadbalancing:DescribeTargetGroupAttributes",
           "elasticloadbalancing:DescribeTargetGroups",
           "elasticloadbalancing:DescribeTargetHealth",
         ],
         "Effect": "Allow",
         "Resource": "*",
       },
     ],
     "Version": "2012-10-17",
   }
  `);
});

/** Writes AWS configuration files, and sets the environment variables that name them. */
async function inFiles(
  { config = "", credentials = "" }: { config?: string; credentials?: string },
  more: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "doctor-aws-"));
  folders.push(folder);
  await writeFile(path.join(folder, "config"), config);
  await writeFile(path.join(folder, "credentials"), credentials);
  asking.setEnvironment({
    AWS_CONFIG_FILE: path.join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, "credentials"),
    ...more,
  });
}

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});
