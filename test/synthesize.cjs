// Prints what a package makes of load balancers with given props: for each the stack's JSON and HCL.
//
//     node synthesize.cjs PACKAGE FRAMEWORK < props.json
const { readFileSync } = require("node:fs");
const [packageFolder, frameworkFolder] = process.argv.slice(2);
const { Testing, TerraformStack } = require(frameworkFolder);
const { BasicAwsProvider, PortForwardNlb } = require(packageFolder);

function stackWith(props) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new BasicAwsProvider(stack, "aws", { region: "ap-northeast-1" });
  new PortForwardNlb(stack, "forwarding", props);
  return stack;
}

const all = JSON.parse(readFileSync(0, "utf8"));
console.log(
  JSON.stringify(
    all.map((props) => ({
      json: Testing.synth(stackWith(props), true),
      hcl: Testing.synthHcl(stackWith(props), true),
    })),
  ),
);
