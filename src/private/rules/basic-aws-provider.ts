import type { BasicAwsProviderProps } from "../../basic-aws-provider-props";
import { MAX_TEXT_LENGTH, record } from "../given";
import { butIs, shown } from "../shown";
import { FLAG, tags, filledText } from "./bounds";
import { type Bound, literal, optional, type Rule } from "./rule";
import { AWS_PROVIDER } from "./sources";
import { knownProps } from "./unknown-props";
import { isUnresolved } from "../unresolved";

// Rules of BasicAwsProvider's props.

const ENDPOINTS: Bound = {
  title: "Endpoints",
  bound: "a URL for each service name",
  source: `${AWS_PROVIDER}/guides/custom-service-endpoints`,
  form: { kind: "endpoints" },
  problem: (value) => {
    const endpoints = record(value);
    if (!endpoints) return `must be an object such as { elbv2: "http://127.0.0.1:5000" }, ${butIs(value)}.`;
    const wrong = Object.entries(endpoints).find(([, url]) => !isUnresolved(url) && !isUrl(url));
    return (
      wrong && `must have an HTTP or HTTPS URL for each service, but has ${shown(wrong[1])} for ${shown(wrong[0])}.`
    );
  },
};

function isUrl(value: unknown): boolean {
  return (
    typeof value === "string" && value.length <= MAX_TEXT_LENGTH && /^https?:\/\//.test(value) && URL.canParse(value)
  );
}

const PROPS: Record<keyof BasicAwsProviderProps, readonly Rule[]> = {
  region: [optional("region", filledText("Regions", "the name of a Region", AWS_PROVIDER))],
  profile: [optional("profile", filledText("Profiles", "the name of a profile", AWS_PROVIDER))],
  assumeRoleArn: [optional("assumeRoleArn", filledText("Roles", "the ARN of a role", AWS_PROVIDER))],
  defaultTags: [optional("defaultTags", tags(AWS_PROVIDER))],
  endpoints: [
    literal("endpoints", ENDPOINTS.title, "it becomes a block", "Use an object; the URLs in it may be tokens"),
    optional("endpoints", ENDPOINTS),
  ],
  skipCredentialsValidation: [optional("skipCredentialsValidation", FLAG)],
  skipMetadataApiCheck: [optional("skipMetadataApiCheck", FLAG)],
  skipRequestingAccountId: [optional("skipRequestingAccountId", FLAG)],
  alias: [
    literal("alias", "Aliases", "resources refer to their provider by it", "Use a string"),
    optional("alias", filledText("Aliases", "a name", AWS_PROVIDER)),
  ],
  version: [
    literal("version", "Versions", "Terraform installs the provider before it evaluates expressions", "Use a string"),
    optional("version", filledText("Versions", "a version constraint", AWS_PROVIDER)),
  ],
};

export const BASIC_AWS_PROVIDER_RULES: readonly Rule[] = [
  knownProps("BasicAwsProvider", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
