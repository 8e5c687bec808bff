import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { record, texts } from "./private/given";
import { hclAttributes, type ProviderAttributes, providerAttributes } from "./private/resources/aws-provider";
import { basicAwsProviderFindings } from "./private/rules";
import { holdToRules } from "./private/validation";

/**
 * Properties of a `BasicAwsProvider`.
 */
export interface BasicAwsProviderProps {
  /**
   * Region, `ap-northeast-1`. A token is allowed.
   *
   * @default - as the environment and the profile have it
   */
  readonly region?: string;

  /**
   * Name of a profile of the shared configuration.
   *
   * @default - as the environment has it
   */
  readonly profile?: string;

  /**
   * ARN of the role that is assumed.
   *
   * @default - none
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
   */
  readonly assumeRoleArn?: string;

  /**
   * Tags of all that is made and takes tags.
   *
   * @default - none
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
   */
  readonly defaultTags?: Record<string, string>;

  /**
   * URLs of services by their names, `{ elbv2: "http://127.0.0.1:5000" }`, where they are not AWS's own.
   *
   * @default - AWS's own
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
   */
  readonly endpoints?: Record<string, string>;

  /**
   * Whether credentials are used without a call of AWS STS that checks them.
   *
   * @default false
   */
  readonly skipCredentialsValidation?: boolean;

  /**
   * Whether the instance's metadata are not asked for credentials.
   *
   * @default - as the provider does: they are asked where nothing else gives credentials
   */
  readonly skipMetadataApiCheck?: boolean;

  /**
   * Whether AWS is not asked for the account's id.
   *
   * @default false
   */
  readonly skipRequestingAccountId?: boolean;

  /**
   * Name of this configuration beside the default one; resources name it as their provider.
   *
   * @default - the default configuration
   * @see https://developer.hashicorp.com/terraform/language/providers/configuration#alias-multiple-provider-configurations
   */
  readonly alias?: string;

  /**
   * Versions of the provider that Terraform may take.
   *
   * @default "~> 5.100"
   * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
   */
  readonly version?: string;
}

/**
 * The `aws` provider with the settings that most stacks need, for apps that need no other binding of AWS's provider.
 *
 * CDKTF refuses a stack with AWS resources and no provider, and a package of bindings takes long to install and to import.
 * What it has no prop for is set by `addOverride()`; an app that has the bindings uses their `AwsProvider`.
 *
 * @example
 * new BasicAwsProvider(this, "aws", { region: "ap-northeast-1" });
 */
export class BasicAwsProvider extends TerraformProvider {
  private readonly attributes: ProviderAttributes;
  private name?: string;

  /**
   * Configures the provider.
   *
   * What is wrong with the props is said at synthesis, all of it at once.
   *
   * @param scope the stack, or a construct in it
   * @param id name of the construct; not part of any Terraform address
   * @param props the settings
   */
  public constructor(scope: Construct, id: string, props: BasicAwsProviderProps = {}) {
    const given = record(props) ?? {};
    const { alias, version } = texts<Pick<BasicAwsProviderProps, "alias" | "version">>(given);
    super(scope, id, {
      terraformResourceType: "aws",
      terraformProviderSource: "hashicorp/aws",
      terraformGeneratorMetadata: {
        providerName: "aws",
        providerVersionConstraint: version ?? DEFAULT_VERSION,
      },
    });
    this.name = alias;
    this.attributes = providerAttributes(given);
    holdToRules(this, () => basicAwsProviderFindings({ label: "", given }));
  }

  /**
   * Name of this configuration beside the default one.
   *
   * @default - the default configuration
   */
  public get alias(): string | undefined {
    return this.name;
  }

  public set alias(name: string | undefined) {
    this.name = name;
  }

  /** What the provider's block holds, for CDKTF. */
  protected synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }

  /** The same, for CDKTF's HCL. */
  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.attributes);
  }
}

/** That which the package's own bindings were generated from is one of them. */
const DEFAULT_VERSION = "~> 5.100";
