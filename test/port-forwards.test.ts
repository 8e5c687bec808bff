import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  AlpnPolicy,
  ForwardProtocol,
  HealthCheckProtocol,
  type PortForward,
  PortForwardNlb,
  PortForwards,
} from "cdktf-port-forward-nlb";
import { ARTICLE_TABLE } from "./article";
import { awsStack } from "./stack";

const folder = mkdtempSync(path.join(os.tmpdir(), "cdktf-port-forward-nlb-csv-"));
const cwd = process.cwd();

beforeAll(() => {
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(cwd);
  rmSync(folder, { recursive: true });
});

function read(content: string | Buffer): PortForward[] {
  writeFileSync("forwards.csv", content);
  return PortForwards.fromCsv("forwards.csv");
}

/** What is wrong with a file, a sentence each. */
function problems(content: string | Buffer): string[] {
  try {
    return [`nothing: ${JSON.stringify(read(content))}`];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

/** The table of a list, as CSV. */
function csv(forwards: PortForward[]): string {
  const props = { name: "example", vpcId: "vpc-1", subnetMappings: [{ subnetId: "subnet-1" }], securityGroupIds: [] };
  return new PortForwardNlb(awsStack(), "forwarding", { ...props, forwards }).portTableCsv();
}

const SSH = { listenerPort: 10022, targetIp: "172.31.129.10", targetPort: 22 };
const WEB = { listenerPort: 30080, targetIp: "10.0.0.10", targetPort: 80, external: true };

describe("fromCsv() reads", () => {
  test.each<[string, string | Buffer]>([
    [
      "names in camel case",
      "listenerPort,targetIp,targetPort,external\n10022,172.31.129.10,22,\n30080,10.0.0.10,80,true\n",
    ],
    [
      "names in snake case",
      "listener_port,target_ip,target_port,external\n10022,172.31.129.10,22,\n30080,10.0.0.10,80,true",
    ],
    [
      "any order of columns",
      "external,targetPort,listenerPort,targetIp\n,22,10022,172.31.129.10\nTRUE,80,30080,10.0.0.10\n",
    ],
    [
      "CR LF, a byte order mark and quotes",
      '\uFEFF"listenerPort",targetIp,"targetPort",external\r\n10022,"172.31.129.10",22,\r\n30080,10.0.0.10,80,True\r\n',
    ],
    [
      "empty lines, and columns without name or cells",
      "listenerPort,targetIp,targetPort,external,,\n\n10022,172.31.129.10,22,,,\n,,,,,\n30080,10.0.0.10,80,true\n\n",
    ],
  ])("%s", (_, content) => {
    expect(read(content)).toEqual([SSH, WEB]);
  });

  test("every prop, that of a health check by a dot and lists by semicolons", () => {
    const content = [
      "listener_port,target_ip,target_port,protocol,certificate_arn,additional_certificate_arns,health_check.protocol,healthCheck.path,health_check.interval_seconds,proxy_protocol_v2,client_cidr_blocks,description",
      '443,172.31.129.10,8443,TLS,arn:1,arn:2;arn:3,HTTP,/health,10,TRUE,;,"one two"',
    ].join("\n");
    expect(read(content)).toEqual([
      {
        listenerPort: 443,
        targetIp: "172.31.129.10",
        targetPort: 8443,
        protocol: "TLS",
        certificateArn: "arn:1",
        additionalCertificateArns: ["arn:2", "arn:3"],
        healthCheck: { protocol: "HTTP", path: "/health", intervalSeconds: 10 },
        proxyProtocolV2: true,
        clientCidrBlocks: [],
        description: "one two",
      },
    ]);
  });

  test("further targets, item by item", () => {
    const content = [
      "listenerPort,targetIp,targetPort,additionalTargets.targetIp,additional_targets.target_port,additionalTargets.external,additionalTargets.key",
      "10022,172.31.129.10,22,172.31.129.11;10.0.0.10,2222;,;true,",
      "10023,172.31.129.10,22,172.31.129.11,,,bastion",
      "10024,172.31.129.10,22,;,,,",
    ].join("\n");
    expect(read(content).map(({ additionalTargets }) => additionalTargets)).toEqual([
      [
        { targetIp: "172.31.129.11", targetPort: 2222 },
        { targetIp: "10.0.0.10", external: true },
      ],
      [{ targetIp: "172.31.129.11", key: "bastion" }],
      [],
    ]);
  });
});

describe("fromCsv() rejects", () => {
  const HEAD = "listenerPort,targetIp,targetPort";

  test.each<[string, string | Buffer, string[]]>([
    ["a file without anything", "", ["forwards.csv is empty; give it a header row with the names of the props"]],
    [
      "a file of another encoding",
      Buffer.from(`${HEAD},description\n1,10.0.0.1,1,\x93`, "latin1"),
      ["forwards.csv is not UTF-8; save it as CSV UTF-8"],
    ],
    [
      "cells by line and column, all at once",
      `target_port,${HEAD.replace(",targetPort", "")},external,healthCheck.intervalSeconds,client_cidr_blocks\n22,70000,172.31.129.010,yes,4,\n"2 2",10022,172.31.129.10,,,10.0.0.0/8;10.1.0.1/16\n,10023,172.31.129.10,,,\n`,
      [
        "forwards.csv line 2, column listenerPort: 'listenerPort' must be an integer from 1 to 65535, got 70000",
        "forwards.csv line 2, column targetIp: 'targetIp' must be an IP address, got \"172.31.129.010\"; write its numbers without leading zeros",
        "forwards.csv line 2, column external: 'external' must be true or false, got \"yes\"; leave it out for its default",
        "forwards.csv line 2, column healthCheck.intervalSeconds: 'healthCheck.intervalSeconds' must be an integer from 5 to 300, in seconds, got 4",
        "forwards.csv line 3, column target_port: 'targetPort' must be an integer from 1 to 65535, got \"2 2\"; give a number, without quotes",
        "forwards.csv line 3, column client_cidr_blocks: 'clientCidrBlocks[1]' must be a CIDR block without host bits, got \"10.1.0.1/16\"; give 10.1.0.0/16, which holds it",
        "forwards.csv line 4, column target_port: is empty; every forward has one",
      ],
    ],
    [
      "a cell behind lines in quotes, by the line that its record begins in",
      `${HEAD},description\n1,10.0.0.1,1,"a\nb"\n\n2,10.0.0.1,0,b\n`,
      [
        'forwards.csv line 2, column description: \'description\' must hold only letters, digits, spaces and _ . : / = + - @, got "a\\nb"; replace "\\n"',
        "forwards.csv line 5, column targetPort: 'targetPort' must be an integer from 1 to 65535, got 0",
      ],
    ],
    [
      "an unknown column",
      "listenerPort,targetIp,targetPort,helthCheck.path,weight\n1,10.0.0.1,1,/,1\n",
      [
        'forwards.csv line 1: "helthCheck.path" is no column; did you mean healthCheck.path?',
        expect.stringMatching(
          /^forwards\.csv line 1: "weight" is no column; there are listenerPort, targetIp, /,
        ) as string,
      ],
    ],
    [
      "a missing column",
      "listenerPort,external\n1,true\n",
      ["forwards.csv line 1: there is no column targetIp, targetPort; every forward has one"],
    ],
    [
      "a column twice, in both cases",
      "listenerPort,targetIp,targetPort,target_port\n1,10.0.0.1,1,1\n",
      ["forwards.csv line 1: column target_port is there twice; remove one"],
    ],
    [
      "a column without a name, and cells",
      "listenerPort,targetIp,targetPort,\n1,10.0.0.1,1,x\n",
      ["forwards.csv line 1: column 4 has no name, and cells; give it the name of a prop"],
    ],
    [
      "semicolons between columns",
      "listenerPort;targetIp;targetPort\n1;10.0.0.1;1\n",
      ['forwards.csv line 1: "listenerPort;targetIp;targetPort" is no column; put commas between columns'],
    ],
    [
      "a line with more cells than columns",
      `${HEAD}\n1,10.0.0.1,1,x\n`,
      ["forwards.csv line 2: has 4 cells, but there are 3 columns; put a cell that holds a comma into quotes"],
    ],
    [
      "quotes that are not closed",
      `${HEAD}\n1,10.0.0.1,"1\n`,
      [
        expect.stringMatching(
          /^forwards\.csv line \d: its quotes are not as RFC 4180 has them; put a cell that holds a quote into quotes, and double the quote in it$/,
        ) as string,
      ],
    ],
    [
      "quotes inside of a cell",
      `${HEAD},description\n1,10.0.0.1,1,a "b" c\n`,
      [
        "forwards.csv line 2: its quotes are not as RFC 4180 has them; put a cell that holds a quote into quotes, and double the quote in it",
      ],
    ],
    [
      "further targets that do not go together",
      `${HEAD},additionalTargets.targetIp,additionalTargets.key\n1,10.0.0.1,1,10.0.0.2;10.0.0.3,a\n2,10.0.0.1,1,,a\n`,
      [
        "forwards.csv line 2, column additionalTargets.key: has 1 items, but there are 2 in column additionalTargets.targetIp; give one for each, if only an empty one between semicolons",
        "forwards.csv line 3, column additionalTargets.key: has 1 items, but there are 0 in column additionalTargets.targetIp; give one for each, if only an empty one between semicolons",
      ],
    ],
    [
      "further targets, wrongly",
      `${HEAD},additionalTargets.targetIp,additionalTargets.targetPort\n1,10.0.0.1,1,10.0.0.2;host,0;1\n`,
      [
        "forwards.csv line 2, column additionalTargets.targetPort, item 1: 'targetPort' must be an integer from 1 to 65535, got 0",
        "forwards.csv line 2, column additionalTargets.targetIp, item 2: 'targetIp' must be an IP address, got \"host\"; a target is registered by its address, so give what that name resolves to",
      ],
    ],
    [
      "what a terminal would act on",
      `${HEAD}\n1,\u001b[2J,1\n`,
      ["forwards.csv line 2, column targetIp: 'targetIp' must be an IP address, got \"\\u001b[2J\"; write it in ASCII"],
    ],
  ])("%s", (_, content, messages) => {
    expect(problems(content)).toEqual(messages);
  });

  test("a file that is not there, and says where it was looked for", () => {
    expect(() => PortForwards.fromCsv("other.csv")).toThrow(
      `"other.csv" cannot be read: ENOENT; it was looked for at "${path.join(process.cwd(), "other.csv")}"`,
    );
  });
});

test("what docs/options.md shows of a wrong file is what is said", () => {
  const [, shown] =
    /by line and column:\n\n```text\n(.*?)\n```/s.exec(readFileSync(path.join(cwd, "docs/options.md"), "utf8")) ?? [];
  const content = "listener_port,target_ip,target_port\n70000,172.31.129.10,22\n30080,10.0.0.010,80\n";
  expect(problems(content).join("\n")).toBe(shown);
});

describe("portTableCsv()", () => {
  test("is the article's list", () => {
    expect(csv(ARTICLE_TABLE)).toMatchInlineSnapshot(`
     "listenerPort,targetIp,targetPort,external,targetGroupName
     10022,172.31.129.10,22,,example-tg-10022
     10080,172.31.129.10,80,,example-tg-10080
     20022,172.31.137.10,22,,example-tg-20022
     20080,172.31.137.10,80,,example-tg-20080
     30080,10.0.0.10,80,true,example-tg-30080
     "
    `);
  });

  test("reads back to the same list, with every prop", () => {
    const rows: PortForward[] = [
      { ...SSH, key: "bastion", description: "Bastion", targetGroupName: "bastion", clientCidrBlocks: ["10.0.0.0/8"] },
      {
        ...SSH,
        listenerPort: 10443,
        protocol: ForwardProtocol.TLS,
        certificateArn: "arn:1",
        additionalCertificateArns: ["arn:2", "arn:3"],
        sslPolicy: "policy",
        alpnPolicy: AlpnPolicy.HTTP2_ONLY,
        targetTls: false,
      },
      {
        ...SSH,
        listenerPort: 20022,
        additionalTargets: [
          { targetIp: "172.31.137.10", targetPort: 2222 },
          { targetIp: "10.0.0.10", external: true, key: 'a "key", with\nall' },
        ],
        clientCidrBlocks: [],
      },
      { ...SSH, listenerPort: 20023, additionalTargets: [], sameRegionPeering: true },
      {
        ...WEB,
        external: false,
        healthCheck: {
          protocol: HealthCheckProtocol.HTTPS,
          port: 8443,
          path: "/;,",
          matcher: "200,204",
          healthyThreshold: 2,
          unhealthyThreshold: 4,
          intervalSeconds: 20,
          timeoutSeconds: 10,
        },
        deregistrationDelaySeconds: 0,
        connectionTermination: true,
        preserveClientIp: false,
        proxyProtocolV2: true,
        stickiness: true,
        tcpIdleTimeoutSeconds: 60,
      },
    ];
    expect(read(csv(rows))).toEqual(rows);
    expect(csv(read(csv(rows)))).toBe(csv(rows));
  });

  test("rejects an item that would be read as two", () => {
    expect(() => csv([{ ...SSH, additionalTargets: [{ targetIp: "172.31.137.10", key: "a;b" }] }])).toThrow(
      'an item of a list holds a semicolon, which stands between items: "a;b"; take it out',
    );
  });
});
