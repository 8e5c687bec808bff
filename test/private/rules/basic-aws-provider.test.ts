import { TerraformStack, Testing, Token } from "cdktf";
import { BasicAwsProvider, type BasicAwsProviderProps } from "cdktf-port-forward-nlb";
import { RULES } from "../../../src/private/rules";
import { outdir } from "../../stack";
import { type Untyped } from "../../nlb";
import { findingsOf, silent } from "./findings";

function findings(props: Untyped<BasicAwsProviderProps>): string[] {
  const stack = new TerraformStack(Testing.app({ outdir }), "stack");
  return findingsOf(new BasicAwsProvider(stack, "aws", props as BasicAwsProviderProps));
}

const TOKEN = Token.asString({ resolve: () => "token" });

const WRONG: [string, Untyped<BasicAwsProviderProps>, string][] = [
  ["a slip", { regoin: "ap-northeast-1" }, '"regoin" isn\'t a property of BasicAwsProvider. Did you mean region?'],
  ["an empty region", { region: "" }, "'region' must be the name of a Region, but is \"\"."],
  ["a profile that is no text", { profile: 5 }, "'profile' must be the name of a profile, but is 5."],
  ["an empty role", { assumeRoleArn: "" }, "'assumeRoleArn' must be the ARN of a role, but is \"\"."],
  [
    "tags that are no texts",
    { defaultTags: { a: 1 } },
    "'defaultTags' must have a string for each key, but has 1 for the key \"a\". Put the value in quotes.",
  ],
  [
    "endpoints that are one URL",
    { endpoints: "http://127.0.0.1" },
    `'endpoints' must be an object such as { elbv2: "http://127.0.0.1:5000" }, but is "http://127.0.0.1".`,
  ],
  [
    "endpoints that are a token",
    { endpoints: Token.asStringMap({ resolve: () => ({}) }) },
    "'endpoints' must be known at synthesis because it becomes a block, but is a token. Use an object; the URLs in it may be tokens.",
  ],
  [
    "an endpoint without a scheme",
    { endpoints: { elbv2: "127.0.0.1:5000" } },
    `'endpoints' must have an HTTP or HTTPS URL for each service, but has "127.0.0.1:5000" for "elbv2".`,
  ],
  [
    "a switch in quotes",
    { skipCredentialsValidation: "true" },
    `'skipCredentialsValidation' must be true or false, but is "true". Remove the quotes.`,
  ],
  ["a switch that is a number", { skipMetadataApiCheck: 1 }, "'skipMetadataApiCheck' must be true or false, but is 1."],
  [
    "a switch that is a list",
    { skipRequestingAccountId: [] },
    "'skipRequestingAccountId' must be true or false, but is a list.",
  ],
  [
    "an alias that is a token",
    { alias: TOKEN },
    "'alias' must be known at synthesis because resources refer to their provider by it, but is a token. Use a string.",
  ],
  ["an empty alias", { alias: "" }, "'alias' must be a name, but is \"\"."],
  [
    "a version that is a token",
    { version: TOKEN },
    "'version' must be known at synthesis because Terraform installs the provider before it evaluates expressions, but is a token. Use a string.",
  ],
  ["an empty version", { version: "" }, "'version' must be a version constraint, but is \"\"."],
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
