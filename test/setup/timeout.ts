import { stopProviders } from "../terraform/support/provider";

// A load balancer takes the provider 60 seconds, and the suites share few cores.
jest.setTimeout(600_000);

afterAll(async () => stopProviders());
