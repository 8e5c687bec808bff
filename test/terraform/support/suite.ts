import { type ArticleNetwork, FakeAws } from "./fake-aws";
import { Terraform, variables } from "./terraform";

/** A suite's own AWS with the article's network, and its Terraform folders. Everything ends with the suite. */
export class Suite {
  /** Registers the suite's hooks. Call it once, in the suite's `describe`. */
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
   * Initializes a working folder. The network's IDs are its variables.
   *
   * @param options.fill adds more files to the folder
   * @param options.endpoint AWS endpoint, if not the suite's own
   * @param options.localState whether to write the state after each resource, as usual
   * @param options.attaches whether commands share a running provider, which doesn't find files by relative paths
   */
  public async initialize(
    files: Record<string, string>,
    options: {
      fill?: (folder: string) => Promise<void>;
      endpoint?: string;
      localState?: boolean;
      attaches?: boolean;
    } = {},
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
