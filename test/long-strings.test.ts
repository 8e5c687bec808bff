import { InvalidArgumentError } from "commander";
import { httpUrl } from "../cli/command/http-url";
import { integer } from "../cli/command/integer";
import { loadBalancersOf } from "../cli/inventory/from-terraform";
import type { JsonObject } from "../cli/inventory/json";
import { ofShown, ofSynthesized } from "../cli/inventory/terraform-resource";
import { readForwards } from "../src/private/csv/read";

// Input from strangers must not keep the process busy: reading takes time linear in its length.

const LONG: readonly [what: string, text: string][] = [
  ["100,000 digits", "1".repeat(100_000)],
  ["50,000 times 10.", "10.".repeat(50_000)],
  ["a million a", "a".repeat(1_000_000)],
  ["a million spaces", " ".repeat(1_000_000)],
  ["a million spaces between digits", `1${" ".repeat(1_000_000)}1`],
  ["a million commas", ",".repeat(1_000_000)],
  ["a million semicolons", ";".repeat(1_000_000)],
  ["a million quotes", '"'.repeat(1_000_000)],
  ["a million quotes and one", '"'.repeat(1_000_001)],
  ["a million line ends", "\n".repeat(1_000_000)],
  ["half a million lines", "a\n".repeat(500_000)],
  ["half a million cells", "a,".repeat(500_000)],
  ["100,000 addresses", "10.0.0.1;".repeat(100_000)],
  ["half a million ranges", "1-".repeat(500_000)],
];

/** A linear scan takes 0.1 seconds or less on two idle cores; a quadratic one takes minutes. */
const MOST_MILLISECONDS = 3000;

const HEAD = ["listenerPort", "targetIp", "targetPort"];

/** Runs a function, and fails if it takes too long. */
function soon<T>(run: () => T): T {
  const begun = performance.now();
  const result = run();
  expect(performance.now() - begun).toBeLessThan(MOST_MILLISECONDS);
  return result;
}

function problemsOf(text: string): string[] {
  const { problems } = soon(() => readForwards(Buffer.from(text)));
  expect(problems.join("\n").length).toBeLessThan(1_000_000);
  return problems;
}

describe.each(LONG)("%s", (_, text) => {
  test("as a CSV file, below its header, and in it, are rejected quickly", () => {
    expect(problemsOf(text)).not.toEqual([]);
    expect(problemsOf(`${HEAD.join(",")},${text}\n1,10.0.0.1,1,1\n`)).toBeInstanceOf(Array);
    expect(problemsOf(`${HEAD.join(",")}\n${text}`)).toBeInstanceOf(Array);
  });

  test.each([
    "listenerPort",
    "targetIp",
    "external",
    "protocol",
    "description",
    "clientCidrBlocks",
    "additionalTargets.targetIp",
    "additionalTargets.targetPort",
    "healthCheck.port",
    "healthCheck.matcher",
  ])("as a cell of %s are read soon", (column) => {
    const cells = new Map([
      ["listenerPort", "1"],
      ["targetIp", "10.0.0.1"],
      ["targetPort", "1"],
    ]).set(column, `"${text.replaceAll('"', '""')}"`);
    expect(problemsOf(`${[...cells.keys()].join(",")}\n${[...cells.values()].join(",")}\n`)).toBeInstanceOf(Array);
  });

  test("as an option's integer or URL are rejected quickly", () => {
    expect(() => soon(() => integer(1, 65_535)(text))).toThrow(InvalidArgumentError);
    expect(() => soon(() => httpUrl(text))).toThrow(InvalidArgumentError);
  });

  test("in each attribute of a resource are read quickly", () => {
    const attributes = { port: text, protocol: text, target_id: `\${${text}}`, load_balancer_arn: `\${aws_lb.${text}` };
    const values = { ...attributes, name: text, default_action: [{ target_group_arn: `\${aws_lb.x${text}.arn}` }] };
    const lb = { ...values, load_balancer_type: "network", subnet_mapping: [{ subnet_id: `\${aws_subnet.${text}` }] };
    const types = ["aws_lb_listener", "aws_lb_target_group", "aws_lb_target_group_attachment"];
    const blocks = Object.fromEntries(types.map((type) => [type, { x: values }]));
    const stack = { resource: { aws_lb: { x: lb }, ...blocks } } as unknown as JsonObject;
    const state = {
      values: {
        root_module: {
          resources: [{ type: "aws_lb", name: text, address: text, index: text, mode: "managed", values: lb }],
          child_modules: [{ address: `module.${text}`, resources: [] }],
        },
      },
    } as unknown as JsonObject;
    expect(soon(() => loadBalancersOf(ofSynthesized(stack)))).toHaveLength(1);
    expect(soon(() => loadBalancersOf(ofShown(state)))).toHaveLength(1);
  });
});
