import { readFileSync } from "node:fs";
import { forTerrain } from "../terrain";

interface Manifest {
  readonly name: string;
  readonly engines: { readonly node: string };
  /** The versions that it is built against. */
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly jsii: {
    readonly targets: {
      readonly python: { readonly module: string };
      readonly java: { readonly package: string };
      readonly go: { readonly moduleName: string; readonly packageName: string };
      readonly dotnet: { readonly namespace: string };
    };
  };
}

function manifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}

const REPOSITORY = "https://github.com/portforwardnlb/cdktf-port-forward-nlb";
const DOCS = `${REPOSITORY}/blob/main/docs`;

const PROGRAM = `
import { App, TerraformStack } from "cdktf";
import { BasicAwsProvider, PortForwardNlb } from "cdktf-port-forward-nlb";

const app = new App();
const stack = new TerraformStack(app, "network");
new BasicAwsProvider(stack, "aws", { region: "ap-northeast-1" });

new PortForwardNlb(stack, "forwarding", {
  name: "example",
  vpcId: "vpc-0a1b2c3d",
  subnetMappings: [{ subnetId: "subnet-0a1b2c3d", privateIpv4Address: "172.31.128.10" }],
  clientCidrBlocks: ["192.168.1.0/24"],
  forwards: [
    { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 },
    { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true },
  ],
});

app.synth();`;

const FLAVOURS = {
  cdktf: {
    framework: "[CDKTF](https://github.com/hashicorp/terraform-cdk)",
    program: PROGRAM,
    constructs: "10.4.2 or later",
    other:
      `HashiCorp archived CDKTF in December 2025. A new app starts with ` +
      `[cdktn-port-forward-nlb](https://www.npmjs.com/package/cdktn-port-forward-nlb) on CDK Terrain, the community's ` +
      `fork: the same code, which writes the same Terraform. Use only one of the two in an app: see ` +
      `[which one, and how to move](${DOCS}/cdk-terrain.md).`,
  },
  cdktn: {
    framework: "[CDK Terrain](https://github.com/open-constructs/cdk-terrain)",
    program: forTerrain(PROGRAM),
    constructs: "10.6 or 10.7",
    other:
      `This is the same code as [cdktf-port-forward-nlb](${REPOSITORY}), which is for CDKTF, and writes the same ` +
      `Terraform. Use only one of the two in an app: see [which one](${DOCS}/cdk-terrain.md).`,
  },
};

function page(flavour: keyof typeof FLAVOURS, { name, engines, devDependencies, jsii }: Manifest): string {
  const { framework, program, constructs, other } = FLAVOURS[flavour];
  const { python, java, go, dotnet } = jsii.targets;
  const node = engines.node.replace(">=", "");
  const version = devDependencies[flavour]?.replace(/\.\d+$/, "") ?? "";
  return `# ${name}

\`PortForwardNlb\` is a construct for ${framework} that turns a typed list of port forwards into an AWS Network Load Balancer, with a listener, a target group and a target for each row.

\`\`\`ts nofixture${program}
\`\`\`

Clients connect to a fixed private address. Each service behind it has its own port, and can run in the VPC or on-premises, over VPN or peering. A wrong list stops at synthesis, with every problem at once.

It needs Node.js ${node} or later, \`${flavour}\` ${version}, and \`constructs\` ${constructs}. It doesn't need a provider package: \`BasicAwsProvider\` is included. It was tested against a fake AWS, and never run on real AWS.

In other languages: the Python module \`${python.module}\`, the Java package \`${java.package}\`, the Go module \`${go.moduleName}/${go.packageName}\`, and the C# namespace \`${dotnet.namespace}\`.

${other}

- [Documentation](${REPOSITORY}#readme)
- [Options](${DOCS}/options.md) and [rules](${DOCS}/rules.md)
- [The command](${DOCS}/command.md) \`port-forward-nlb\`, which checks a load balancer, and says what a plan does to each forward
- [Changelog](${REPOSITORY}/blob/main/CHANGELOG.md)

Licensed under Apache-2.0. \`NOTICE\` names the bundled libraries and their licences.
`;
}

/** Returns the pages that registries show for the two packages. */
export function packagePages(): Readonly<Record<string, string>> {
  const source = manifest("package.json");
  const terrain = { ...source, ...manifest("cdktn/package.json") };
  return { "cdktf/README.md": page("cdktf", source), "cdktn/README.md": page("cdktn", terrain) };
}
