import { TerraformStack, Testing } from "cdktf";
import { BasicAwsProvider, EchoServerInstance, PortForwardNlb, ProxyProtocolElb } from "cdktf-port-forward-nlb";
import { Construct } from "constructs";
import { requireFramework } from "../../src/private/framework";

/** The framework of the Jest project. */
declare const FRAMEWORK: "cdktf" | "cdktn";
const OTHER = FRAMEWORK === "cdktf" ? "cdktn" : "cdktf";

const JSII_TYPE = Symbol.for("jsii.rtti");

/** Returns a stack whose class is from another copy of a framework, perhaps by way of a jsii library. */
function stackFrom(...classes: readonly string[]): Construct {
  const base: typeof Construct = class extends Construct {};
  Object.defineProperty(base.prototype, Symbol.for("cdktf/TerraformStack"), { value: true });
  const type = classes.reduce((parent, fqn) => {
    const child = class extends parent {};
    return Object.defineProperty(child, JSII_TYPE, { value: { fqn } });
  }, base);
  return new type(Testing.app(), "stack");
}

test("these tests run on the framework of their Jest project", () => {
  const { fqn } = (TerraformStack as unknown as Record<symbol, { fqn: string }>)[JSII_TYPE] ?? {};
  expect(fqn).toBe(`${FRAMEWORK}.TerraformStack`);
});

test.each([
  { what: "a stack", stack: () => new TerraformStack(Testing.app(), "stack") },
  { what: "another copy's stack", stack: () => stackFrom(`${FRAMEWORK}.TerraformStack`) },
  { what: "a library's own class of stacks", stack: () => stackFrom(`${FRAMEWORK}.TerraformStack`, "acme.Stack") },
  { what: "a stack without jsii's name", stack: () => stackFrom() },
])("accepts $what of the same framework", ({ stack }) => {
  expect(() => {
    requireFramework(new Construct(stack(), "it"));
  }).not.toThrow();
});

test.each([[[`${OTHER}.TerraformStack`]], [[`${OTHER}.TerraformStack`, "acme.Stack"]]])(
  "refuses a stack of the other framework, of the classes %p",
  (classes) => {
    expect(() => {
      requireFramework(new Construct(stackFrom(...classes), "it"));
    }).toThrow(
      `stack/it: the stack is from ${OTHER}, but ${FRAMEWORK}-port-forward-nlb is for ${FRAMEWORK}. Import the stack from ` +
        `${FRAMEWORK}, or replace ${FRAMEWORK}-port-forward-nlb with ${OTHER}-port-forward-nlb.`,
    );
  },
);

test.each([BasicAwsProvider, EchoServerInstance, PortForwardNlb, ProxyProtocolElb])("%p does so", (type) => {
  const construct = type as new (scope: Construct, id: string, props: object) => Construct;
  expect(() => new construct(stackFrom(`${OTHER}.TerraformStack`), "it", {})).toThrow(
    `stack/it: the stack is from ${OTHER}`,
  );
});
