import { type Misses, MOST_TARGETS, plan } from "../../host-targets/plan";
import type { RegisteredTarget, Target } from "../../host-targets/target";

function wanted(...places: string[]): Target[] {
  return places.map((place) => ({ ...placeOf(place), name: "db.internal" }));
}

/** Reads `10.0.0.1:80 all healthy`. */
function registered(...texts: string[]): RegisteredTarget[] {
  return texts.map((text) => ({ ...placeOf(text), state: text.split(" ").at(-1) ?? "" }));
}

function placeOf(text: string): Omit<Target, "name"> {
  const [, address = "", port, external] = /^(\S+):(\d+)( all)?/.exec(text) ?? [];
  return { address, port: Number(port), external: external !== undefined };
}

interface Options {
  readonly misses?: Misses;
  readonly complete?: boolean;
  readonly limit?: number;
  /** Ports of the hosts. Defaults to those of the wanted targets. */
  readonly ports?: ReadonlySet<number>;
}

function portsOf(targets: readonly Target[]): ReadonlySet<number> {
  return new Set(targets.map(({ port }) => port));
}

interface Changes {
  readonly register: readonly string[];
  readonly deregister: readonly string[];
  readonly misses: Misses;
}

function changes(
  targets: readonly Target[],
  present: readonly RegisteredTarget[],
  { misses = new Map(), complete = true, limit = 3, ports }: Options = {},
): Changes {
  const planned = plan({ targets, complete, ports: ports ?? portsOf(targets) }, present, misses, limit);
  const shown = ({ address, port, external }: Omit<Target, "name">): string =>
    `${address}:${port}${external ? " all" : ""}`;
  return {
    register: planned.register.map(shown),
    deregister: planned.deregister.map(shown),
    misses: planned.misses,
  };
}

const NONE = { register: [], deregister: [] };

test("changes nothing if the group has the wanted targets", () => {
  const present = registered("10.0.0.1:80 all healthy", "172.31.129.10:80 unhealthy", "10.0.0.2:80 all initial");
  expect(changes(wanted("10.0.0.1:80 all", "172.31.129.10:80", "10.0.0.2:80 all"), present)).toEqual({
    ...NONE,
    misses: new Map(),
  });
});

test("registers what is missing", () => {
  expect(changes(wanted("10.0.0.1:80", "10.0.0.2:80"), registered("10.0.0.1:80 healthy"))).toMatchObject({
    register: ["10.0.0.2:80"],
    deregister: [],
  });
});

describe("a target whose address is missing", () => {
  const present = registered("10.0.0.1:80 healthy", "10.0.0.2:80 healthy");
  const targets = wanted("10.0.0.2:80");

  test("is deregistered once it was missing from three answers in a row", () => {
    const seen = [1, 2, 3].reduce<Changes[]>(
      (all) => [...all, changes(targets, present, { misses: all.at(-1)?.misses ?? new Map() })],
      [],
    );
    expect(seen.map(({ deregister }) => deregister)).toEqual([[], [], ["10.0.0.1:80"]]);
    expect(seen.map(({ misses }) => [...misses])).toEqual([1, 2, 3].map((count) => [["10.0.0.1 80", count]]));
  });

  test("is deregistered at once if one miss is enough", () => {
    expect(changes(targets, present, { limit: 1 })).toMatchObject({ deregister: ["10.0.0.1:80"] });
  });

  test("isn't counted while a name doesn't resolve, and keeps its count", () => {
    const misses = new Map([["10.0.0.1 80", 2]]);
    const during = changes(targets, present, { misses, complete: false });
    expect(during).toEqual({ ...NONE, misses });
    expect(changes(targets, present, { misses: during.misses })).toMatchObject({ deregister: ["10.0.0.1:80"] });
  });

  test("isn't deregistered while a name doesn't resolve, even if it was missing often enough", () => {
    const misses = new Map([["10.0.0.1 80", 5]]);
    expect(changes(targets, present, { misses, complete: false })).toMatchObject(NONE);
  });

  test("loses its count when its address is seen again", () => {
    const misses = new Map([["10.0.0.1 80", 2]]);
    expect(changes(wanted("10.0.0.1:80", "10.0.0.2:80"), present, { misses }).misses).toEqual(new Map());
  });

  test("loses its count when it has left the group", () => {
    const misses = new Map([["10.0.0.1 80", 2]]);
    expect(changes(targets, registered("10.0.0.2:80 healthy"), { misses }).misses).toEqual(new Map());
    expect(changes(targets, registered("10.0.0.1:80 draining"), { misses }).misses).toEqual(new Map());
  });

  test.each(["initial", "draining", "missing"])("stays while the only wanted target is %s", (state) => {
    const misses = new Map([["10.0.0.1 80", 9]]);
    const replacement = state === "missing" ? [] : registered(`10.0.0.2:80 ${state}`);
    expect(changes(targets, [...registered("10.0.0.1:80 healthy"), ...replacement], { misses }).deregister).toEqual([]);
  });

  test.each(["healthy", "unhealthy", "unused", "unavailable"])("leaves when a wanted target is %s", (state) => {
    const misses = new Map([["10.0.0.1 80", 9]]);
    const both = registered("10.0.0.1:80 healthy", `10.0.0.2:80 ${state}`);
    expect(changes(targets, both, { misses }).deregister).toEqual(["10.0.0.1:80"]);
  });

  test("stays if no name has a usable address", () => {
    expect(changes([], present, { misses: new Map([["10.0.0.1 80", 9]]) }).deregister).toEqual([]);
  });
});

describe("a target on another port than the row's", () => {
  test("is replaced: first the new one is registered, then the old one deregistered", () => {
    const before = changes(wanted("10.0.0.1:81"), registered("10.0.0.1:80 healthy"));
    expect(before).toMatchObject({ register: ["10.0.0.1:81"], deregister: [] });
    const during = changes(wanted("10.0.0.1:81"), registered("10.0.0.1:80 healthy", "10.0.0.1:81 initial"));
    expect(during).toMatchObject(NONE);
    const after = changes(wanted("10.0.0.1:81"), registered("10.0.0.1:80 healthy", "10.0.0.1:81 healthy"));
    expect(after).toMatchObject({ register: [], deregister: ["10.0.0.1:80"] });
  });

  test("is replaced in one run if another target is ready", () => {
    const present = registered("10.0.0.1:80 healthy", "10.0.0.2:81 healthy");
    expect(changes(wanted("10.0.0.1:81", "10.0.0.2:81"), present)).toMatchObject({
      register: ["10.0.0.1:81"],
      deregister: ["10.0.0.1:80"],
    });
  });

  test("stays while a name doesn't resolve", () => {
    const present = registered("10.0.0.1:80 healthy", "10.0.0.1:81 healthy");
    expect(changes(wanted("10.0.0.1:81"), present, { complete: false })).toMatchObject(NONE);
  });

  test("is missing from an answer only if a host still has that port", () => {
    const present = registered("10.0.0.1:80 healthy", "10.0.0.1:81 healthy", "10.0.0.2:80 healthy");
    const targets = wanted("10.0.0.1:81", "10.0.0.2:80");
    expect(changes(targets, present)).toMatchObject({ ...NONE, misses: new Map([["10.0.0.1 80", 1]]) });
    expect(changes(targets, present, { misses: new Map([["10.0.0.1 80", 2]]) }).deregister).toEqual(["10.0.0.1:80"]);
  });

  test("stays if another row wants that port", () => {
    const present = registered("10.0.0.1:80 healthy", "10.0.0.1:81 healthy");
    expect(changes(wanted("10.0.0.1:80", "10.0.0.1:81"), present)).toMatchObject(NONE);
  });
});

test("a target in another Availability Zone is registered again, and never deregistered, since it is the same target", () => {
  expect(changes(wanted("10.0.0.1:80 all"), registered("10.0.0.1:80 healthy"))).toMatchObject({
    register: ["10.0.0.1:80 all"],
    deregister: [],
  });
  expect(changes(wanted("10.0.0.1:80"), registered("10.0.0.1:80 all healthy"))).toMatchObject({
    register: ["10.0.0.1:80"],
    deregister: [],
  });
});

test("a draining target is registered again if it is wanted, and left alone if not", () => {
  const present = registered("10.0.0.1:80 draining", "10.0.0.2:80 draining", "10.0.0.3:80 healthy");
  const misses = new Map([["10.0.0.2 80", 9]]);
  expect(changes(wanted("10.0.0.1:80", "10.0.0.3:80"), present, { misses })).toEqual({
    register: ["10.0.0.1:80"],
    deregister: [],
    misses: new Map(),
  });
});

describe(`a group of ${MOST_TARGETS} targets`, () => {
  const many = Array.from({ length: MOST_TARGETS }, (_, index) => `10.0.${index >> 8}.${index & 255}:80`);

  test("is filled, and not more", () => {
    const targets = wanted(...many, "10.9.9.9:80");
    const { register, beyond } = plan(
      { targets, complete: true, ports: portsOf(targets) },
      registered("10.0.0.0:80 healthy"),
      new Map(),
      3,
    );
    expect(register).toHaveLength(MOST_TARGETS - 1);
    expect(beyond).toEqual(wanted("10.9.9.9:80"));
  });

  test("loses nothing for new targets, and still replaces those that are registered wrongly", () => {
    const present = registered(...many.map((place) => `${place} healthy`));
    const first = "10.0.0.0:80";
    const planned = plan(
      { targets: wanted(`${first} all`, "10.9.9.9:80"), complete: true, ports: new Set([80]) },
      present,
      new Map(),
      3,
    );
    expect(planned.register).toEqual(wanted(`${first} all`));
    expect(planned.beyond).toEqual(wanted("10.9.9.9:80"));
    expect(planned.deregister).toEqual([]);
  });

  test("gets nothing if it has more already, since its quota was raised", () => {
    const present = registered(...[...many, "10.8.8.8:80"].map((place) => `${place} healthy`));
    const planned = plan(
      { targets: wanted("10.9.9.9:80"), complete: true, ports: new Set([80]) },
      present,
      new Map(),
      3,
    );
    expect(planned.register).toEqual([]);
    expect(planned.beyond).toEqual(wanted("10.9.9.9:80"));
  });
});
