import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { loadSharedConfigFiles } from "@smithy/core/config";
import pLimit from "p-limit";
import { shown } from "../../../src/private/shown";
import type { Unread } from "../facts";
import { actionOf, type Call, type AwsClients } from "./calls";
import { callProblem, credentialsProblem, isDenied, isGone } from "./problems";

/** As the options of the AWS CLI mean them. */
export interface AwsOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** Below what EC2 lets one account ask at once, which others of the account ask, too. */
const CALLS_AT_A_TIME = 8;

/**
 * What both clients do about a bad network, and about an AWS that is asked too much (`RequestLimitExceeded`, `Throttling`) or
 * fails (5xx).
 *
 * The standard mode waits ever longer, 15 seconds at most for the five attempts together, in which EC2's bucket of requests
 * fills by some hundred; the adaptive one slows down calls that nothing is wrong with, for the sake of programs that never end.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 * @see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
const ENDURANCE = {
  maxAttempts: 5,
  retryMode: "standard",
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

/** The SDK writes its warnings to the console, in between what the command says. */
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** What makes the calls: each once, a few at a time. */
export class Aws {
  private readonly clients: AwsClients;
  private readonly profile?: string;
  private readonly inTurn = pLimit(CALLS_AT_A_TIME);
  private readonly answers = new Map<string, Promise<unknown[]>>();
  private readonly denials = new Map<string, string>();
  private opened?: Promise<string>;

  public constructor({ profile, region, endpointUrl }: AwsOptions = {}) {
    // Which Node.js there is, is not for a report to say.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    this.profile = profile ?? setting("AWS_PROFILE");
    const config = {
      ...ENDURANCE,
      logger: SILENT,
      profile: this.profile,
      // The SDK does not know the older variable, which the CLI takes.
      region: region ?? setting("AWS_REGION") ?? setting("AWS_DEFAULT_REGION"),
      ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    };
    const elb = new ElasticLoadBalancingV2Client(config);
    // Found once, since to find them may ask for a token of somebody.
    this.clients = { elb, ec2: new EC2Client({ ...config, credentials: elb.config.credentials }) };
  }

  /** What AWS did not permit until now, by action. */
  public get unread(): Unread[] {
    return [...this.denials].sort().map(([action, message]) => ({ action, message }));
  }

  /**
   * The Region that is asked.
   *
   * @throws Error if there is none, or no profile or credentials to ask it with
   */
  public async region(): Promise<string> {
    this.opened ??= this.open();
    return this.opened;
  }

  /**
   * All that a call gives; nothing if AWS does not permit it, or what is asked for is gone since it was listed.
   *
   * @throws Error if AWS cannot be asked, or answers with anything else
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
   * All that a call gives that nothing can be said without.
   *
   * @throws Error if AWS does not permit it, cannot be asked, or answers with anything else
   */
  public async required<Input, Item>(call: Call<Input, Item>, input: Input): Promise<Item[]> {
    await this.region();
    try {
      return await this.answer(call, input);
    } catch (error) {
      const action = actionOf(call);
      if (!isDenied(error)) throw callProblem(action, error);
      throw new Error(
        `AWS does not permit ${action}; permit it, \`port-forward-nlb doctor --iam-policy\` prints all that is needed`,
        { cause: error },
      );
    }
  }

  public destroy(): void {
    this.clients.elb.destroy();
    this.clients.ec2.destroy();
  }

  private async answer<Input, Item>(call: Call<Input, Item>, input: Input): Promise<Item[]> {
    const question = `${actionOf(call)} ${JSON.stringify(input)}`;
    const answer = this.answers.get(question) ?? this.inTurn(async () => call.read(this.clients, input));
    this.answers.set(question, answer);
    return answer as Promise<Item[]>;
  }

  /** Profile, Region and credentials are found before the first call, so that what is wrong with them is not taken for its answer. */
  private async open(): Promise<string> {
    await this.checkProfile();
    const region = await this.clients.elb.config.region().catch((error: unknown) => {
      throw new Error("no Region is set; give one by --region, in AWS_REGION or in the profile", { cause: error });
    });
    await this.clients.elb.config.credentials().catch((error: unknown) => {
      throw credentialsProblem(this.profile, error);
    });
    return region;
  }

  /** On an instance the SDK takes the instance's role for a profile that there is not, and asks another account. */
  private async checkProfile(): Promise<void> {
    if (this.profile === undefined || this.profile === "default") return;
    const { configFile, credentialsFile } = await loadSharedConfigFiles();
    if (Object.hasOwn(configFile, this.profile) || Object.hasOwn(credentialsFile, this.profile)) return;
    throw new Error(
      `there is no profile ${shown(this.profile)} in the configuration files of AWS; give another --profile, or see to AWS_PROFILE`,
    );
  }
}

/** An environment variable; nothing where it is empty. */
function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}

function nothing(): void {
  // is what is done with a warning
}
