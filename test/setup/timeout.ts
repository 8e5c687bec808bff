import { stopProviders } from "../terraform/support/provider";

// A load balancer takes the provider 60 seconds, and the suites share few cores: a fleet's applies took 12 minutes on a slow day.
jest.setTimeout(1_800_000);

afterAll(async () => stopProviders());
