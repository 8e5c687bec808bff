import { stopProviders } from "../terraform/support/provider";

// The provider waits 60 seconds for a load balancer, and the suites share few cores: a fleet's applies once took 12
// minutes.
jest.setTimeout(1_800_000);

afterAll(async () => stopProviders());
