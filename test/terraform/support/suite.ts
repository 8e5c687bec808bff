import { type ArticleNetwork, FakeAws } from "./fake-aws";
import { Terraform, variables } from "./terraform";

/** A suite's own AWS with the article's network, and its Terraform folders; all of it ends with the suite. */
export class Suite {
  /** Registers the suite's hooks: to be called once, in its `describe`. */
  public static begin(): Suite {
    const suite = new Suite();
    beforeAll(async () => {
      suite.started = await FakeAws.start();
      suite.created = await suite.aws.createArticleNetwork();
    });
    afterAll(async () => {
      await Promise.all([suite.started?.stop(), ...suite.folders.map(async (folder) => folder.remove())]);
    });
    return suite;
  }

  private readonly folders: Terraform[] = [];
  private started?: FakeAws;
  private created?: ArticleNetwork;

  public get aws(): FakeAws {
    return begun(this.started);
  }

  public get network(): ArticleNetwork {
    return begun(this.created);
  }

  /**
   * An initialized working folder; the network's ids are its variables.
   *
   * @param options.fill puts more into the folder
   * @param options.endpoint where AWS is, if not at the suite's own
   * @param options.localState whether the state is written after each resource, as a person's is
   */
  public async initialize(
    files: Record<string, string>,
    options: { fill?: (folder: string) => Promise<void>; endpoint?: string; localState?: boolean } = {},
  ): Promise<Terraform> {
    const { endpoint, ...others } = options;
    const environment = {
      ...this.aws.environment,
      ...variables(this.network),
      ...(endpoint !== undefined && { AWS_ENDPOINT_URL: endpoint }),
    };
    const terraform = await Terraform.initialize(files, environment, others);
    this.folders.push(terraform);
    return terraform;
  }
}

function begun<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the suite has not begun: read this in a hook or a test");
  return value;
}
