import { Testing, type TerraformStack } from "cdktf";
import {
  BasicAwsProvider,
  EchoServerInstance,
  type EchoServerInstanceProps,
  type PortForward,
  ProxyProtocolElb,
  type ProxyProtocolElbProps,
} from "cdktf-port-forward-nlb";
import type { Construct } from "constructs";
import { RULES } from "../../../src/private/rules";
import { awsStack } from "../../stack";
import { nlb, VALID } from "../../nlb";
import { findingsOf } from "./findings";

// Values that no type allows, and long strings, in every prop of every struct.

const LONG = 99_999;

/** Of the processor's time: a case takes milliseconds, and what grows faster than the string takes minutes. */
const LONGEST_MILLISECONDS = 3_000;

const LONG_STRINGS: Record<string, string> = Object.fromEntries(
  [
    "1",
    "10.",
    "a",
    "a-",
    " ",
    "{",
    "-",
    '"',
    "'",
    ",",
    ";",
    "/",
    ":",
    ".",
    "0x",
    "\\",
    "\n",
    "🚀",
    "%",
    "${",
    "$${",
  ].map((text) => [`${JSON.stringify(text)} repeated`, text.repeat(LONG / text.length)]),
);

/** What some bounds take. */
const PREFIXES = [
  "vpc-",
  "subnet-",
  "sg-",
  "eipalloc-",
  "ami-",
  "arn:",
  "/",
  "http://",
  "aws_lb.a",
  "200,",
  "1.2.3.4/",
];

const cycle: unknown[] = [];
cycle.push(cycle);

const STRANGE: Record<string, unknown> = {
  "the text __proto__": "__proto__",
  constructor: "constructor",
  "a/b": "a/b",
  "an empty text": "",
  "a symbol": Symbol("symbol"),
  "a BigInt": 10n,
  NaN,
  Infinity,
  "a number": 22,
  "a function": () => 22,
  "an empty list": [],
  "an empty object": {},
  "an object without a prototype": Object.create(null) as unknown,
  "nested lists": [[[["a"]]]],
  "a list of what is missing": [null, undefined],
  "a list of symbols": [Symbol("symbol"), 10n, () => 22],
  "nested objects": { a: { b: [{ c: null }] } },
  "an object of symbols": { a: Symbol("symbol"), b: 10n, c: () => 22 },
  "a list in itself": cycle,
  "a map": new Map([["a", 1]]),
  "an own __proto__": JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 1 }') as unknown,
};

const PREFIXED = Object.fromEntries(PREFIXES.map((prefix) => [`${prefix} and digits`, `${prefix}${"1".repeat(LONG)}`]));

const VALUES = { ...STRANGE, ...LONG_STRINGS, ...PREFIXED, "a million digits": "1".repeat(1_000_000) };

/** Those that are tried in a list and in an object, too. */
const IN_PLACES = { ...STRANGE, digits: "1".repeat(LONG), numbers: "10.".repeat(LONG / 3) };

function placed(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries<unknown>(
    Object.entries(values).flatMap(([name, value]) => [
      [`${name} in a list`, [value]] as const,
      [`${name} by a key`, { key: value }] as const,
    ]),
  );
}

/** Structs in a struct, with what they must have. */
const NESTED: Record<string, object> = {
  accessLogs: { bucket: "logs" },
  alarms: { actionArns: [] },
  movedFrom: {
    loadBalancer: "aws_lb.nlb",
    listener: "aws_lb_listener.l-{listenerPort}",
    targetGroup: "aws_lb_target_group.t-{listenerPort}",
    attachment: "aws_lb_target_group_attachment.t-{listenerPort}",
  },
};

/** How messages name what is in a prop, where they do otherwise than by the prop. */
const NAMES: Record<string, string> = {
  healthCheck: "health check",
  accessLogs: "access logs",
  listenerPort: "no forward listens on",
};

/** A struct with a prop, `healthCheck.path`, changed. */
function withProp(struct: object, prop: string, value: unknown): Record<string, unknown> {
  const [root = "", inner] = prop.split(".");
  return { ...struct, [root]: inner === undefined ? value : { ...NESTED[root], [inner]: value } };
}

const [ROW, OTHER_ROW] = VALID.forwards as [PortForward, PortForward];

/** Makes the construct that takes a struct, with the prop changed. */
const MADE: Record<
  keyof typeof RULES,
  (stack: TerraformStack, changed: (struct: object) => Record<string, unknown>) => Construct
> = {
  PortForwardNlbProps: (stack, changed) => nlb(stack, changed({})),
  NlbSubnetMapping: (stack, changed) => nlb(stack, { subnetMappings: [changed({ subnetId: "subnet-1" })] }),
  PortForward: (stack, changed) => nlb(stack, { forwards: [changed(ROW), OTHER_ROW] }),
  ForwardTarget: (stack, changed) => {
    const further = changed({ targetIp: "172.31.129.11" });
    return nlb(stack, { forwards: [{ ...ROW, additionalTargets: [further] }] });
  },
  ForwardDefaults: (stack, changed) => nlb(stack, { forwardDefaults: changed({}) }),
  ForwardImportFrom: (stack, changed) => nlb(stack, { importFrom: { forwards: [changed({ listenerPort: 10022 })] } }),
  ProxyProtocolElbProps: (stack, changed) => {
    const props = changed({ serverPort: 8888, instanceIds: ["i-1"] }) as unknown as ProxyProtocolElbProps;
    return new ProxyProtocolElb(stack, "elb", props);
  },
  EchoServerInstanceProps: (stack, changed) => {
    const valid = { vpcId: "vpc-1", serverPort: 8888, clientCidrBlocks: ["172.31.0.0/16"], sshCidrBlocks: [] };
    return new EchoServerInstance(stack, "server", changed(valid) as unknown as EchoServerInstanceProps);
  },
  BasicAwsProviderProps: (stack, changed) =>
    new BasicAwsProvider(stack, "provider", { alias: "other", ...changed({}) }),
};

/** Props of a struct: each has a rule, since the rules are a `Record` by its keys. */
function propsOf(struct: keyof typeof RULES): string[] {
  return [...new Set(RULES[struct].map(({ prop }) => prop))].filter((prop) => prop !== "");
}

/** Returns what is wrong with how a construct takes a prop; nothing where it is accepted, or refused by its name. */
function wrong(struct: keyof typeof RULES, prop: string, value: unknown): string | undefined {
  const stack = awsStack();
  const start = process.cpuUsage();
  let found: string[];
  try {
    const construct = MADE[struct](stack, (given) => withProp(given, prop, value));
    // as App.synth() does it, before it asks any rule
    stack.prepareStack();
    found = findingsOf(construct);
    if (found.length === 0) Testing.synth(stack, true);
  } catch (error) {
    found = [];
    const message = String(error);
    if (!/^Error: stack\/\w+: .*must be known at synthesis/.test(message)) return `throws ${message.slice(0, 300)}`;
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > LONGEST_MILLISECONDS) return `takes ${Math.round(milliseconds)} ms`;
  const [root = ""] = prop.split(".");
  const names = [root, NAMES[root] ?? root];
  if (found.length > 0 && !found.some((message) => names.some((name) => message.includes(name))))
    return `says ${found.join("\n")}`;
  const longest = Math.max(0, ...found.map(({ length }) => length));
  return longest > 3_000 ? `says ${longest} characters` : undefined;
}

describe.each(Object.keys(RULES) as (keyof typeof RULES)[])("in %s", (struct) => {
  test.each(propsOf(struct))("a strange value of %s is accepted, or refused by the name of the prop", (prop) => {
    const all = Object.entries({ ...VALUES, ...placed(IN_PLACES) });
    const problems = all.flatMap(([name, value]) => {
      const problem = wrong(struct, prop, value);
      return problem === undefined ? [] : [`${name}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });
});
