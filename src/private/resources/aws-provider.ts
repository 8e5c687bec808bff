import type { BasicAwsProviderProps } from "../../basic-aws-provider-props";
import { type Given, leaf, leaves, record } from "../given";
import { tagLeaves } from "../template";
import { valueText } from "../texts";

// What the provider's block is, stated here and nowhere else; each value may be a literal or a token.

/** A block of the provider, in a list as Terraform's JSON has it. */
type Block = readonly Readonly<Record<string, unknown>>[];

/** Attributes by their names in Terraform. */
export type ProviderAttributes = Readonly<Record<string, string | boolean | Block>>;

export function providerAttributes(given: Given): ProviderAttributes {
  const props = given as Partial<BasicAwsProviderProps>;
  const role = leaf(props.assumeRoleArn);
  const tags = tagLeaves(props.defaultTags);
  const endpoints = record(props.endpoints) && leaves({ ...props.endpoints });
  const metadata = leaf(props.skipMetadataApiCheck);
  const attributes = {
    region: leaf(props.region),
    profile: leaf(props.profile),
    assume_role: role === undefined ? undefined : [{ role_arn: role }],
    default_tags: tags && [{ tags }],
    endpoints: endpoints && [endpoints],
    skip_credentials_validation: leaf(props.skipCredentialsValidation),
    skip_metadata_api_check: metadata === undefined ? undefined : valueText(metadata),
    skip_requesting_account_id: leaf(props.skipRequestingAccountId),
  };
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined),
  ) as ProviderAttributes;
}

/** The same as cdktf's renderer of HCL takes them. */
export function hclAttributes(attributes: ProviderAttributes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, hclAttribute(value)]));
}

function hclAttribute(value: unknown): unknown {
  if (Array.isArray(value)) {
    const [block] = value as Block;
    return {
      value: [hclAttributes(block as ProviderAttributes)],
      isBlock: true,
      type: "list",
      storageClassType: "object",
    };
  }
  if (typeof value === "object") return { value, isBlock: false, type: "map", storageClassType: "stringMap" };
  return { value, isBlock: false, type: "simple", storageClassType: typeof value };
}
