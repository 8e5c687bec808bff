/**
 * Properties of a `BasicAwsProvider`.
 */
export interface BasicAwsProviderProps {
  /**
   * AWS Region, such as `ap-northeast-1`. A token is allowed.
   *
   * @default - from the environment or the profile
   */
  readonly region?: string;

  /**
   * Name of a profile in the shared configuration files.
   *
   * @default - from the environment
   */
  readonly profile?: string;

  /**
   * ARN of the IAM role to assume.
   *
   * @default - no role
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role
   */
  readonly assumeRoleArn?: string;

  /**
   * Tags for every resource that supports tags.
   *
   * @default - none
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
   */
  readonly defaultTags?: Record<string, string>;

  /**
   * Custom endpoint URLs by service name, such as `{ elbv2: "http://127.0.0.1:5000" }`.
   *
   * @default - AWS's endpoints
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
   */
  readonly endpoints?: Record<string, string>;

  /**
   * Whether to use credentials without validating them with a call to AWS STS.
   *
   * @default false
   */
  readonly skipCredentialsValidation?: boolean;

  /**
   * Whether to skip the instance metadata service when looking for credentials.
   *
   * @default - the provider's default: it queries the service if it finds no other credentials
   */
  readonly skipMetadataApiCheck?: boolean;

  /**
   * Whether to skip requesting the account ID from AWS.
   *
   * @default false
   */
  readonly skipRequestingAccountId?: boolean;

  /**
   * Alias of this provider configuration, for use beside the default one. Resources refer to it as their provider.
   *
   * @default - the default configuration
   * @see https://developer.hashicorp.com/terraform/language/providers/configuration#alias-multiple-provider-configurations
   */
  readonly alias?: string;

  /**
   * Version constraint of the provider.
   *
   * @default "~> 5.100"
   * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
   */
  readonly version?: string;
}
