import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { BasicAwsProviderProps } from "./basic-aws-provider-props";
import { record, texts } from "./private/given";
import { hclAttributes, type ProviderAttributes, providerAttributes } from "./private/resources/aws-provider";
import { basicAwsProviderFindings } from "./private/rules";
import { holdToRules } from "./private/validation";

/**
 * The `aws` provider with the settings that most stacks need, for apps that need no other binding of AWS's provider.
 *
 * CDKTF refuses a stack with AWS resources and no provider, and a package of bindings takes long to install and to import.
 * What it has no prop for is set by `addOverride()`; an app that has the bindings uses their `AwsProvider`.
 *
 * @example
 * new BasicAwsProvider(this, "aws", { region: "ap-northeast-1" });
 */
export class BasicAwsProvider extends TerraformProvider {
  private readonly attributes: ProviderAttributes;
  private name?: string;

  /**
   * Configures the provider.
   *
   * What is wrong with the props is said at synthesis, all of it at once.
   *
   * @param scope the stack, or a construct in it
   * @param id name of the construct; not part of any Terraform address
   * @param props the settings
   */
  public constructor(scope: Construct, id: string, props: BasicAwsProviderProps = {}) {
    const given = record(props) ?? {};
    const { alias, version } = texts<Pick<BasicAwsProviderProps, "alias" | "version">>(given);
    super(scope, id, {
      terraformResourceType: "aws",
      terraformProviderSource: "hashicorp/aws",
      terraformGeneratorMetadata: {
        providerName: "aws",
        providerVersionConstraint: version ?? DEFAULT_VERSION,
      },
    });
    this.name = alias;
    this.attributes = providerAttributes(given);
    holdToRules(this, () => basicAwsProviderFindings({ label: "", given }));
  }

  /**
   * Name of this configuration beside the default one.
   *
   * @default - the default configuration
   */
  public get alias(): string | undefined {
    return this.name;
  }

  public set alias(name: string | undefined) {
    this.name = name;
  }

  /** What the provider's block holds, for CDKTF. */
  protected synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }

  /** The same, for CDKTF's HCL. */
  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.attributes);
  }
}

/** That which the package's own bindings were generated from is one of them. */
const DEFAULT_VERSION = "~> 5.100";
