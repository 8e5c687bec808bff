import { anyToHclTerraform, hashMapperHcl, type IResolvable, Lazy, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

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
    super(scope, id, { terraformResourceType: "terraform_data" });
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
