import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { loadSharedConfigFiles } from "@smithy/core/config";
import pLimit from "p-limit";
import { shown } from "../../../src/private/shown";
import type { Unread } from "../facts";
import { actionOf, type Call, type AwsClients } from "./calls";
import { callProblem, credentialsProblem, isDenied, isGone } from "./problems";

/** Options with the same meaning as the AWS CLI's. */
export interface AwsOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** Number of calls at the same time. Stays below EC2's limit for an account, because others in the account make calls, too. */
const CALLS_AT_A_TIME = 8;

/**
 * How the clients handle a bad network, throttling (`RequestLimitExceeded`, `Throttling`) and server errors (5xx).
 *
 * The standard mode backs off, for at most 15 seconds over five attempts. In that time, EC2's token bucket refills by about a
 * hundred requests. The adaptive mode also delays calls that don't fail, which only suits long-running programs.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 * @see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
const ENDURANCE = {
  maxAttempts: 5,
  retryMode: "standard",
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/** Hides the SDK's warnings, which it would write to the console between the command's output. */
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Makes calls to AWS: each call once, a few at the same time. */
export class Aws {
  private readonly clients: AwsClients;
  private readonly profile?: string;
  private readonly inTurn = pLimit(CALLS_AT_A_TIME);
  private readonly answers = new Map<string, Promise<unknown[]>>();
  private readonly denials = new Map<string, string>();
  private opened?: Promise<string>;

  public constructor({ profile, region, endpointUrl }: AwsOptions = {}) {
    // A report must not contain the SDK's warning about the Node.js version.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    this.profile = profile ?? setting("AWS_PROFILE");
    const config = {
      ...ENDURANCE,
      logger: SILENT,
      profile: this.profile,
      // The AWS CLI reads AWS_DEFAULT_REGION, but the SDK doesn't.
      region: region ?? setting("AWS_REGION") ?? setting("AWS_DEFAULT_REGION"),
      ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    };
    const elb = new ElasticLoadBalancingV2Client(config);
    // Share the credentials, because finding them may ask the user for an MFA code.
    const shared = { ...config, credentials: elb.config.credentials };
    this.clients = { elb, ec2: new EC2Client(shared), cloudWatch: new CloudWatchClient(shared) };
  }

  /** The calls that IAM has denied so far, sorted by action. */
  public get unread(): Unread[] {
    return [...this.denials].sort().map(([action, message]) => ({ action, message }));
  }

  /**
   * Returns the Region.
   *
   * @throws Error if the Region, the profile or the credentials are missing
   */
  public async region(): Promise<string> {
    this.opened ??= this.open();
    return this.opened;
  }

  /**
   * Returns all items of a call's answer. Undefined if IAM denies the call, or the resource no longer exists.
   *
   * @throws Error if AWS can't be reached, or returns any other error
   */
  public async all<Input, Item>(call: Call<Input, Item>, input: Input): Promise<Item[] | undefined> {
    await this.region();
    try {
      return await this.answer(call, input);
    } catch (error) {
      const action = actionOf(call);
      if (isGone(error)) return undefined;
      if (!isDenied(error)) throw callProblem(action, error);
      this.denials.set(action, error.message);
      return undefined;
    }
  }

  /**
   * Returns all items of a call's answer, for calls that the doctor can't do without.
   *
   * @throws Error if IAM denies the call, AWS can't be reached, or it returns any other error
   */
  public async required<Input, Item>(call: Call<Input, Item>, input: Input): Promise<Item[]> {
    await this.region();
    try {
      return await this.answer(call, input);
    } catch (error) {
      const action = actionOf(call);
      if (!isDenied(error)) throw callProblem(action, error);
      throw new Error(
        `IAM doesn't allow ${action}. Attach the policy that 'port-forward-nlb doctor --iam-policy' prints.`,
        { cause: error },
      );
    }
  }

  public destroy(): void {
    for (const client of Object.values(this.clients) as { destroy: () => void }[]) client.destroy();
  }

  private async answer<Input, Item>(call: Call<Input, Item>, input: Input): Promise<Item[]> {
    const question = `${actionOf(call)} ${JSON.stringify(input)}`;
    const answer = this.answers.get(question) ?? this.inTurn(async () => call.read(this.clients, input));
    this.answers.set(question, answer);
    return answer as Promise<Item[]>;
  }

  /** Finds profile, Region and credentials before the first call, so that their errors aren't reported as the call's. */
  private async open(): Promise<string> {
    await this.checkProfile();
    const region = await this.clients.elb.config.region().catch((error: unknown) => {
      throw new Error("no Region is set. Pass --region, or set AWS_REGION or the profile's region.", { cause: error });
    });
    await this.clients.elb.config.credentials().catch((error: unknown) => {
      throw credentialsProblem(this.profile, error);
    });
    return region;
  }

  /** Rejects an unknown profile. On an EC2 instance, the SDK would use the instance's role instead, in another account. */
  private async checkProfile(): Promise<void> {
    if (this.profile === undefined || this.profile === "default") return;
    const { configFile, credentialsFile } = await loadSharedConfigFiles();
    if (Object.hasOwn(configFile, this.profile) || Object.hasOwn(credentialsFile, this.profile)) return;
    throw new Error(
      `there is no profile ${shown(this.profile)} in the AWS configuration files. Use another --profile, or correct AWS_PROFILE.`,
    );
  }
}

/** Returns an environment variable, or undefined if it is empty. */
function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}

function nothing(): void {
  // ignores the message
}
