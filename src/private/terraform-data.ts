import { anyToHclTerraform, hashMapperHcl, type IResolvable, Lazy, TerraformElement, TerraformResource } from "cdktf";
import { Construct } from "constructs";

const TYPE = "terraform_data";

export interface TerraformDataConfig {
  readonly input: Readonly<Record<string, string | boolean | IResolvable>>;
}

/**
 * A `terraform_data` resource, which exists only in the state.
 *
 * Not cdktf's `DataResource`, which runs `terraform version` at synthesis.
 */
export class TerraformData extends TerraformResource {
  /** @param onSynthesis called when the resource is written, after the last chance to change the app */
  public constructor(
    scope: Construct,
    id: string,
    private readonly config: TerraformDataConfig,
    private readonly onSynthesis?: () => void,
  ) {
    super(scope, id, { terraformResourceType: TYPE });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.input() };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { input: hashMapperHcl(anyToHclTerraform)(this.input()) as unknown };
  }

  private input(): Record<string, unknown> {
    const { onSynthesis } = this;
    if (!onSynthesis) return { ...this.config.input };
    // cdktf resolves each value twice: first while the app can still change, then to write it.
    const observed = (value: unknown): IResolvable =>
      Lazy.anyValue({
        produce: ({ preparing }) => {
          if (!preparing) onSynthesis();
          return value;
        },
      });
    return Object.fromEntries(Object.entries(this.config.input).map(([key, value]) => [key, observed(value)]));
  }
}

/**
 * Several `terraform_data` resources.
 *
 * Not a `TerraformData` for each forward: that would make synthesis a fifth slower.
 */
export class TerraformDataSet extends TerraformElement {
  private readonly added: {
    readonly logicalId: string;
    readonly path: string;
    readonly config: TerraformDataConfig;
  }[] = [];

  /**
   * Adds a resource.
   *
   * @returns its Terraform address, the same as if it were a construct with this ID
   */
  public add(scope: Construct, id: string, config: TerraformDataConfig): string {
    const { node } = new Construct(scope, id);
    const logicalId = this.cdktfStack.getLogicalId(node);
    this.added.push({ logicalId, path: node.path, config });
    return `${TYPE}.${logicalId}`;
  }

  public override toTerraform(): object {
    const resources = this.added.map(({ logicalId, path, config: { input } }) => {
      // What cdktf adds to each resource.
      const metadata = { path, uniqueId: logicalId };
      return [logicalId, { "//": { metadata }, input }];
    });
    return this.written(resources);
  }

  public override toHclTerraform(): object {
    const input = hashMapperHcl(anyToHclTerraform);
    return this.written(
      this.added.map(({ logicalId, config }) => [logicalId, { input: input(config.input) as unknown }]),
    );
  }

  private written(resources: readonly unknown[][]): object {
    return resources.length === 0 ? {} : { resource: { [TYPE]: Object.fromEntries(resources) as object } };
  }
}
