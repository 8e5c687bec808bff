import { TerraformStack, Testing, Token } from "cdktf";
import { BasicAwsProvider, type BasicAwsProviderProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { outdir } from "../../stack";
import { findingsOf, silent, type Untyped } from "./findings";

function findings(props: Untyped<BasicAwsProviderProps>): string[] {
  const stack = new TerraformStack(Testing.app({ outdir }), "stack");
  return findingsOf(new BasicAwsProvider(stack, "aws", props as BasicAwsProviderProps));
}

const TOKEN = Token.asString({ resolve: () => "token" });

const WRONG: [string, Untyped<BasicAwsProviderProps>, string][] = [
  ["a slip", { regoin: "ap-northeast-1" }, '"regoin" is no property of BasicAwsProvider; did you mean region?'],
  ["an empty region", { region: "" }, "'region' must be the name of a Region, got \"\"; give one"],
  ["a profile that is no text", { profile: 5 }, "'profile' must be the name of a profile, got 5; give one"],
  ["an empty role", { assumeRoleArn: "" }, "'assumeRoleArn' must be the ARN of a role, got \"\"; give one"],
  [
    "tags that are no texts",
    { defaultTags: { a: 1 } },
    "'defaultTags' must have a text for each key, got 1 for the key \"a\"; put it in quotes",
  ],
  [
    "endpoints that are one URL",
    { endpoints: "http://127.0.0.1" },
    `'endpoints' must be an object such as { elbv2: "http://127.0.0.1:5000" }, got "http://127.0.0.1"; give one`,
  ],
  [
    "endpoints that are a token",
    { endpoints: Token.asStringMap({ resolve: () => ({}) }) },
    "'endpoints' must be known at synthesis, because it is a block of its own, got a token; give an object; the URLs in it may be tokens",
  ],
  [
    "an endpoint without a scheme",
    { endpoints: { elbv2: "127.0.0.1:5000" } },
    `'endpoints' must have a URL for each service, got "127.0.0.1:5000" for "elbv2"; give one`,
  ],
  [
    "a switch in quotes",
    { skipCredentialsValidation: "true" },
    `'skipCredentialsValidation' must be true or false, got "true"; give it without quotes`,
  ],
  [
    "a switch that is a number",
    { skipMetadataApiCheck: 1 },
    "'skipMetadataApiCheck' must be true or false, got 1; give true or false, or leave it out",
  ],
  [
    "a switch that is a list",
    { skipRequestingAccountId: [] },
    "'skipRequestingAccountId' must be true or false, got a list; give true or false, or leave it out",
  ],
  [
    "an alias that is a token",
    { alias: TOKEN },
    "'alias' must be known at synthesis, because resources name it as their provider, got a token; give a text",
  ],
  ["an empty alias", { alias: "" }, "'alias' must be a name, got \"\"; give one"],
  [
    "a version that is a token",
    { version: TOKEN },
    "'version' must be known at synthesis, because Terraform installs the provider before it knows any value, got a token; give a text",
  ],
  ["an empty version", { version: "" }, "'version' must be a version constraint, got \"\"; give one"],
];

test.each(WRONG)("rejects %s", (_, props, message) => {
  expect(findings(props)).toEqual([message]);
});

test("rejects by each rule", () => {
  const subjects = WRONG.map(([, given]) => ({ label: "", given }));
  expect(silent(RULES.BasicAwsProviderProps, subjects)).toEqual([]);
});

test.each([
  ["nothing", {}],
  ["null for what is left out", { region: null, alias: null, defaultTags: null, skipRequestingAccountId: null }],
  [
    "tokens",
    { region: TOKEN, profile: TOKEN, assumeRoleArn: TOKEN, endpoints: { ec2: TOKEN }, defaultTags: { a: TOKEN } },
  ],
])("takes %s", (_, props) => {
  expect(findings(props)).toEqual([]);
});
