import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { BasicAwsProviderProps } from "./basic-aws-provider-props";
import { requireFramework } from "./private/framework";
import { record, texts } from "./private/given";
import { hclAttributes, type ProviderAttributes, providerAttributes } from "./private/resources/aws-provider";
import { basicAwsProviderFindings } from "./private/rules";
import { holdToRules } from "./private/validation";

/**
 * The `aws` provider with the settings that most stacks need, for apps that use no other bindings of the AWS
 * provider.
 *
 * A stack with AWS resources needs a provider, and the AWS bindings take long to install and import.
 * Use `addOverride()` for settings without a prop. An app that has the bindings can use their `AwsProvider` instead.
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
   * Synthesis reports all errors in the props at once.
   *
   * @param scope the stack, or a construct in it
   * @param id ID of the construct; not part of any Terraform address
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
    requireFramework(this);
    this.name = alias;
    this.attributes = providerAttributes(given);
    holdToRules(this, () => basicAwsProviderFindings({ label: "", given }));
  }

  /**
   * Alias of this provider configuration.
   *
   * @default - the default configuration
   */
  public get alias(): string | undefined {
    return this.name;
  }

  public set alias(name: string | undefined) {
    this.name = name;
  }

  /** Attributes of the provider's block, for synthesis. */
  protected synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }

  /** Attributes of the provider's block, for synthesis to HCL. */
  protected synthesizeHclAttributes(): Record<string, unknown> {
    return hclAttributes(this.attributes);
  }
}

/** Allows the version that the bundled bindings were generated from. */
const DEFAULT_VERSION = "~> 5.100";
