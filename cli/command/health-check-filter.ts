import type { LoggedEvent } from "./echo-log";

const SECONDS = 60;

/** Removes health checks from a log. Logs their number once a minute and at the end. */
export class HealthCheckFilter {
  /** Events of connections that may still turn out to be health checks. */
  private readonly undecided = new Map<number, LoggedEvent[]>();
  private count = 0;
  private since = Date.now();
  private readonly timer: NodeJS.Timeout;

  public constructor(private readonly passOn: (event: LoggedEvent) => void) {
    this.timer = setInterval(() => {
      this.sayCount();
    }, SECONDS * 1000).unref();
  }

  public readonly log = (event: LoggedEvent): void => {
    if (!("connection" in event)) {
      if (event.event === "terminated") this.stop();
      this.passOn(event);
      return;
    }
    const { connection } = event;
    const undecided = this.undecided.get(connection) ?? [];
    if (event.event === "accepted" || event.event === "header") {
      this.undecided.set(connection, [...undecided, event]);
      return;
    }
    this.undecided.delete(connection);
    if (event.event === "gone" && event.healthCheck) this.count += 1;
    else [...undecided, event].forEach(this.passOn);
  };

  private stop(): void {
    clearInterval(this.timer);
    this.sayCount();
  }

  private sayCount(): void {
    const seconds = Math.round((Date.now() - this.since) / 1000);
    this.passOn({ event: "health-checks", count: this.count, seconds });
    this.count = 0;
    this.since = Date.now();
  }
}
