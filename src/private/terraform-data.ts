import { anyToHclTerraform, hashMapperHcl, type IResolvable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformDataConfig {
  readonly input: Readonly<Record<string, string | boolean | IResolvable>>;
}

/**
 * A `terraform_data`: Terraform's own resource, which lies in the state alone.
 *
 * Not cdktf's `DataResource`, each of which runs `terraform version` at synthesis.
 */
export class TerraformData extends TerraformResource {
  public constructor(
    scope: Construct,
    id: string,
    private readonly config: TerraformDataConfig,
  ) {
    super(scope, id, { terraformResourceType: "terraform_data" });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.config };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { input: hashMapperHcl(anyToHclTerraform)(this.config.input) as unknown };
  }
}
