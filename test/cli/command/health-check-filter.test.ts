import type { LoggedEvent } from "../../../cli/command/echo-log";
import { HealthCheckFilter } from "../../../cli/command/health-check-filter";
import type { Peer } from "../../../echo/echo-server";

const peer: Peer = { family: "AF_INET", address: "172.31.10.61", port: 11862 };

const TERMINATED: LoggedEvent = { event: "terminated", counts: { connections: 0, healthChecks: 0, refused: 0 } };

function accepted(connection: number): LoggedEvent {
  return { event: "accepted", connection, peer };
}

function header(connection: number): LoggedEvent {
  const local = { version: 2, command: "LOCAL", transport: "UNKNOWN", tlvs: [] } as const;
  return { event: "header", connection, bytes: Buffer.alloc(16), header: local, peer };
}

function received(connection: number): LoggedEvent {
  return { event: "in", connection, bytes: Buffer.from("Hello\r\n") };
}

function gone(connection: number, healthCheck: boolean): LoggedEvent {
  return { event: "gone", connection, healthCheck };
}

let passedOn: LoggedEvent[];
let filter: HealthCheckFilter;

beforeEach(() => {
  jest.useFakeTimers();
  passedOn = [];
  filter = new HealthCheckFilter((event) => passedOn.push(event));
});

afterEach(() => {
  filter.log(TERMINATED);
  jest.useRealTimers();
});

function log(...events: LoggedEvent[]): void {
  events.forEach(filter.log);
}

test("counts health checks once a minute instead of logging them", () => {
  log(accepted(1), header(1), gone(1, true), accepted(2), header(2), gone(2, true));
  expect(passedOn).toEqual([]);
  jest.advanceTimersByTime(59_999);
  expect(passedOn).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(passedOn).toEqual([{ event: "health-checks", count: 2, seconds: 60 }]);
  log(accepted(3), header(3), gone(3, true));
  jest.advanceTimersByTime(120_000);
  expect(passedOn.slice(1)).toEqual([
    { event: "health-checks", count: 1, seconds: 60 },
    { event: "health-checks", count: 0, seconds: 60 },
  ]);
});

test("logs all events of a connection that isn't a health check, in order", () => {
  const session = [accepted(1), header(1), received(1), received(1), gone(1, false)];
  log(...session);
  expect(passedOn).toEqual(session);
});

test("logs a connection as soon as it can't be a health check", () => {
  log(accepted(1), header(1));
  expect(passedOn).toEqual([]);
  log(received(1));
  expect(passedOn).toEqual([accepted(1), header(1), received(1)]);
});

test("logs connections without a header, and refused ones", () => {
  const silent = [accepted(1), gone(1, false)];
  const refused: LoggedEvent[] = [accepted(2), { event: "refused", connection: 2, reason: "" }, gone(2, false)];
  log(...silent, ...refused);
  expect(passedOn).toEqual([...silent, ...refused]);
});

test("passes on events that belong to no connection at once", () => {
  const event: LoggedEvent = { event: "listening", address: "0.0.0.0", port: 8888 };
  log(accepted(1), event);
  expect(passedOn).toEqual([event]);
});

test("logs the remaining count at the end", () => {
  jest.advanceTimersByTime(90_000);
  log(accepted(1), header(1), gone(1, true));
  log(TERMINATED);
  expect(passedOn.slice(1)).toEqual([{ event: "health-checks", count: 1, seconds: 30 }, TERMINATED]);
  jest.advanceTimersByTime(120_000);
  expect(passedOn).toHaveLength(3);
});
