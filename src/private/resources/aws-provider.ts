import type { BasicAwsProviderProps } from "../../basic-aws-provider-props";
import { type Given, leaf, leaves, record } from "../given";
import { tagLeaves } from "../template";
import { valueText } from "../texts";

// The only place that states the provider's arguments. Every value can be a literal or a token.

/** A nested block, a list in Terraform's JSON. */
type Block = readonly Readonly<Record<string, unknown>>[];

/** Attributes by Terraform name. */
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

/** Returns the attributes in the form that cdktf's HCL renderer expects. */
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
