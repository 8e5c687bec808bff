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
