import { anyToHclTerraform, hashMapperHcl, type IResolvable, Lazy, TerraformElement } from "cdktf";
import type { Construct } from "constructs";

const TYPE = "terraform_data";

export interface TerraformDataConfig {
  readonly input: Readonly<Record<string, string | boolean | IResolvable>>;
}

/**
 * A `terraform_data` resource, which exists only in the state.
 *
 * Not cdktf's `DataResource`, which runs `terraform version` at synthesis. Nor a `TerraformResource`, because each
 * forward has one, and that would make synthesis a tenth slower.
 */
export class TerraformData extends TerraformElement {
  /** Terraform address of the resource. */
  public readonly address: string;
  /** Looking it up takes time, so once is enough. */
  private readonly name: string;

  /** @param onSynthesis called when the resource is written, after the last chance to change the app */
  public constructor(
    scope: Construct,
    id: string,
    private readonly config: TerraformDataConfig,
    private readonly onSynthesis?: () => void,
  ) {
    super(scope, id, TYPE);
    this.name = this.friendlyUniqueId;
    this.address = `${TYPE}.${this.name}`;
  }

  public override toTerraform(): object {
    return this.written({ "//": this.constructNodeMetadata, input: this.input() });
  }

  public override toHclTerraform(): object {
    return this.written({ input: hashMapperHcl(anyToHclTerraform)(this.input()) as unknown });
  }

  private written(attributes: object): object {
    return { resource: { [TYPE]: { [this.name]: attributes } } };
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
