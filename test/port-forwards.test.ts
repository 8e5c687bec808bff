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
import { ARN } from "./option-samples";
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

/** Problems with a file, one sentence each. */
function problems(content: string | Buffer): string[] {
  try {
    return [`nothing: ${JSON.stringify(read(content))}`];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

/** The CSV of a list. */
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

  test("every prop, with dots for the health check and semicolons for lists", () => {
    const content = [
      "listener_port,target_ip,target_port,protocol,certificate_arn,additional_certificate_arns,health_check.protocol,healthCheck.path,health_check.interval_seconds,proxy_protocol_v2,client_cidr_blocks,description",
      `443,172.31.129.10,8443,TLS,${ARN}1,${ARN}2;${ARN}3,HTTP,/health,10,TRUE,;,"one two"`,
    ].join("\n");
    expect(read(content)).toEqual([
      {
        listenerPort: 443,
        targetIp: "172.31.129.10",
        targetPort: 8443,
        protocol: "TLS",
        certificateArn: `${ARN}1`,
        additionalCertificateArns: [`${ARN}2`, `${ARN}3`],
        healthCheck: { protocol: "HTTP", path: "/health", intervalSeconds: 10 },
        proxyProtocolV2: true,
        clientCidrBlocks: [],
        description: "one two",
      },
    ]);
  });

  test("additional targets, item by item", () => {
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

describe("fromCsv() reads what a spreadsheet writes:", () => {
  const TABLE = [
    ["Listener Port", " TARGET_IP", "target-port ", "External", "Health Check.Interval-Seconds", "client_cidr_blocks"],
    [" 10022", "172.31.129.10 ", "22", "No", "10", '"172.31.1.0/24; 172.31.2.0/24"'],
    ["30080", " 10.0.0.10", " 80 ", "1", "", '";"'],
  ];
  const READ = [
    {
      ...SSH,
      external: false,
      healthCheck: { intervalSeconds: 10 },
      clientCidrBlocks: ["172.31.1.0/24", "172.31.2.0/24"],
    },
    { ...WEB, clientCidrBlocks: [] },
  ];

  test.each([
    ["commas", ","],
    ["semicolons", ";"],
    ["tabs", "\t"],
  ])("%s between cells, and behind them", (_, separator) => {
    const lines = TABLE.map((cells) => cells.concat("", "").join(separator));
    const empty = [separator.repeat(7), "", "  "];
    expect(read([...empty, ...lines, ...empty].join("\r\n"))).toEqual(READ);
  });

  test("a line that tells Excel the separator", () => {
    const lines = TABLE.map((cells) => cells.join(";"));
    expect(read(["sep=;", ...lines].join("\r\n"))).toEqual(READ);
    expect(problems(["sep=;", lines[0], "0;10.0.0.1;22"].join("\r\n"))).toEqual([
      expect.stringContaining("line 3, column Listener Port: "),
    ]);
  });

  test.each([
    ["UTF-8", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["UTF-16, little-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16, big-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ])("%s with a byte order mark", (_, encoded) => {
    expect(read(encoded(TABLE.map((cells) => cells.join("\t")).join("\r\n")))).toEqual(READ);
  });

  test.each([
    ["true", true],
    ["TRUE", true],
    ["Yes", true],
    ["1", true],
    ['" true "', true],
    ["false", false],
    ["False", false],
    ["NO", false],
    ["0", false],
  ])("%s for a switch", (cell, external) => {
    const forwards = read(`listenerPort,targetIp,targetPort,external\n30080,10.0.0.10,80,${cell}\n`);
    expect(forwards).toEqual([{ ...WEB, external }]);
  });

  test("different line endings", () => {
    const line = (port: number): string => `${port},10.0.0.10,80,true`;
    const ports = [30080, 30081, 30082, 30083];
    const [first = "", ...others] = ports.map(line);
    const head = "listenerPort,targetIp,targetPort,external";
    expect(read(`${head}\r\n${first}\n${others.join("\r")}`)).toEqual(
      ports.map((listenerPort) => ({ ...WEB, listenerPort })),
    );
  });
});

describe("a range of ports", () => {
  const HEAD = "listenerPort,targetIp,targetPort";

  test("becomes a forward for each port", () => {
    const content = [
      `${HEAD},description`,
      "20000-20002,172.31.129.10,30000-30002,FTP",
      "8080 – 8081,172.31.129.10,80,Web",
      "22-22,172.31.129.10,22,SSH",
      "9000:9001,172.31.129.10,80,Log",
      "9002..9003,172.31.129.10,80,Log",
    ].join("\n");
    expect(
      read(content).map(({ listenerPort, targetPort, description }) => [listenerPort, targetPort, description]),
    ).toEqual([
      [20000, 30000, "FTP"],
      [20001, 30001, "FTP"],
      [20002, 30002, "FTP"],
      [8080, 80, "Web"],
      [8081, 80, "Web"],
      [22, 22, "SSH"],
      ...[9000, 9001, 9002, 9003].map((port) => [port, 80, "Log"]),
    ]);
  });

  test("counts each port against the limit of listeners", () => {
    const forwards = read(`${HEAD}\n20000-20499,172.31.129.10,22\n30000-30001,172.31.129.10,22\n`);
    expect(forwards).toHaveLength(502);
  });

  test.each<[string, string, string[]]>([
    [
      "of other length than that of the targets",
      "20000-20010,10.0.0.1,22-30,,,",
      [
        'targetPort: the range "22-30" has 9 ports, but "20000-20010" in column listenerPort has 11. Use as many, or one port for all listeners.',
      ],
    ],
    [
      "of targets alone",
      "20000,10.0.0.1,22-30,,,",
      ['targetPort: has the range "22-30", but column listenerPort has one port. Use one port here, or a range there.'],
    ],
    [
      "from high to low",
      "20010-20000,10.0.0.1,30-22,,,",
      [
        "listenerPort: 'listenerPort' must be ports in ascending order, but is the range \"20010-20000\". Write 20000-20010.",
        "targetPort: 'targetPort' must be ports in ascending order, but is the range \"30-22\". Write 22-30.",
      ],
    ],
    [
      "beyond the ports",
      "0-10,10.0.0.1,65530-65540,,,",
      [
        "listenerPort: 'listenerPort' must be ports from 1 to 65535, but is the range \"0-10\".",
        "targetPort: 'targetPort' must be ports from 1 to 65535, but is the range \"65530-65540\".",
      ],
    ],
    [
      "of a thousand million ports",
      "1-999999999,10.0.0.1,1-999999999,,,",
      [
        "listenerPort: 'listenerPort' must be ports from 1 to 65535, but is the range \"1-999999999\".",
        "targetPort: 'targetPort' must be ports from 1 to 65535, but is the range \"1-999999999\".",
      ],
    ],
    [
      "in any other column",
      "20000-20001,10.0.0.1,22,8000-8001,10.0.0.2;10.0.0.3,22;23-24",
      [
        "healthCheck.port: 'healthCheck.port' must be one number, but is the range \"8000-8001\". Only listenerPort and targetPort can be ranges.",
        "additionalTargets.targetPort: 'additionalTargets.targetPort' must be one number, but is the range \"23-24\". Only listenerPort and targetPort can be ranges.",
      ],
    ],
  ])("is rejected %s", (_, row, messages) => {
    const head = `${HEAD},healthCheck.port,additionalTargets.targetIp,additionalTargets.targetPort`;
    expect(problems(`${head}\n${row}\n`)).toEqual(messages.map((message) => `forwards.csv line 2, column ${message}`));
  });

  test("is rejected with a target group name", () => {
    expect(problems(`${HEAD},targetGroupName\n1-1,10.0.0.1,1,one\n2-3,10.0.0.1,2,two\n`)).toEqual([
      'forwards.csv line 3, column targetGroupName: "two" is one name for 2 target groups, one for each port of "2-3" in column listenerPort. Leave it empty, or write a row for each port.',
    ]);
  });

  test("is rejected if all ranges together have more ports than exist", () => {
    const rows = Array.from({ length: 30_000 }, () => "1-65535,10.0.0.1,22");
    expect(problems([HEAD, ...rows].join("\n"))).toEqual([
      'forwards.csv line 3, column listenerPort: with the range "1-65535", the file\'s ranges have 131070 ports, but there are only 65535. List each listener port once.',
    ]);
  });
});

describe("fromCsv() rejects", () => {
  const HEAD = "listenerPort,targetIp,targetPort";
  const UNDECODED = "forwards.csv is neither UTF-8 nor UTF-16 with a byte order mark. Save it as CSV UTF-8.";

  test.each<[string, string | Buffer, string[]]>([
    ["a file without anything", "", ["forwards.csv is empty. Add a header row with the names of the props."]],
    ["a file of another encoding", Buffer.from(`${HEAD},description\n1,10.0.0.1,1,\x93`, "latin1"), [UNDECODED]],
    ["UTF-16 without a byte order mark", Buffer.from(`${HEAD}\n1,10.0.0.1,1\n`, "utf16le"), [UNDECODED]],
    ["UTF-16 that is cut in a character", Buffer.from(`\uFEFF${HEAD}`, "utf16le").subarray(0, -1), [UNDECODED]],
    [
      "cells by line and column, all at once",
      `target_port,${HEAD.replace(",targetPort", "")},external,healthCheck.intervalSeconds,client_cidr_blocks\n22,70000,172.31.129.010,maybe,4,\n"2 2",10022,172.31.129.10,,,10.0.0.0/8;10.1.0.1/16\n,10023,172.31.129.10,,,\n`,
      [
        "forwards.csv line 2, column listenerPort: 'listenerPort' must be an integer from 1 to 65535, but is 70000.",
        "forwards.csv line 2, column targetIp: 'targetIp' must be an IP address, but is \"172.31.129.010\". Write the numbers without leading zeros.",
        "forwards.csv line 2, column external: 'external' must be true or false, but is \"maybe\".",
        "forwards.csv line 2, column healthCheck.intervalSeconds: 'healthCheck.intervalSeconds' must be an integer from 5 to 300, in seconds, but is 4.",
        "forwards.csv line 3, column target_port: 'targetPort' must be one port, but is \"2 2\". Give each port its own forward.",
        "forwards.csv line 3, column client_cidr_blocks: 'clientCidrBlocks[1]' must be a CIDR block without host bits, but is \"10.1.0.1/16\". Use 10.1.0.0/16, which contains it.",
        "forwards.csv line 4, column target_port: is empty. Every forward needs a value here.",
      ],
    ],
    [
      "an expression of Terraform's",
      `${HEAD},description\n1,"\${file(""/etc/passwd"")}",1,%{ if true }\n`,
      [
        'forwards.csv line 2, column targetIp: "${file(\\"/etc/passwd\\")}" contains an expression, but CSV files aren\'t evaluated. Write the value itself, or define this forward in code.',
        'forwards.csv line 2, column description: "%{ if true }" contains an expression, but CSV files aren\'t evaluated. Write the value itself, or define this forward in code.',
      ],
    ],
    [
      "a cell behind lines in quotes, by the line that its record begins in",
      `${HEAD},description\n1,10.0.0.1,1,"a\nb"\n\n2,10.0.0.1,0,b\n`,
      ["forwards.csv line 5, column targetPort: 'targetPort' must be an integer from 1 to 65535, but is 0."],
    ],
    [
      "a cell behind lines that end in CR LF, empty ones and quoted ones among them",
      `${HEAD},additionalTargets.targetIp,additionalTargets.key\r\n\r\n1,10.0.0.1,1,10.0.0.2,"a\r\nb\r\nc"\r\n  \r\n2,10.0.0.1,0,,\r\n3,10.0.0.1,0,,\r\n`,
      [
        "forwards.csv line 7, column targetPort: 'targetPort' must be an integer from 1 to 65535, but is 0.",
        "forwards.csv line 8, column targetPort: 'targetPort' must be an integer from 1 to 65535, but is 0.",
      ],
    ],
    [
      "an unknown column",
      "listenerPort,targetIp,targetPort,helthCheck.path,weight\n1,10.0.0.1,1,/,1\n",
      [
        'forwards.csv line 1: "helthCheck.path" isn\'t a column. Did you mean healthCheck.path?',
        expect.stringMatching(
          /^forwards\.csv line 1: "weight" isn't a column\. The columns are listenerPort, targetIp, /,
        ) as string,
      ],
    ],
    [
      "a missing column",
      "listenerPort,external\n1,true\n",
      ["forwards.csv line 1: the header lacks targetIp and targetPort. Every forward needs them."],
    ],
    [
      "a column twice, in both cases",
      "listenerPort,targetIp,targetPort,target_port\n1,10.0.0.1,1,1\n",
      ["forwards.csv line 1: columns targetPort and target_port both mean targetPort. Remove one."],
    ],
    [
      "a column without a name, and cells",
      "listenerPort,targetIp,targetPort,\n1,10.0.0.1,1,x\n",
      ["forwards.csv line 1: column 4 has no name, but isn't empty. Name it after a prop."],
    ],
    [
      "columns that mean one prop, however they are written",
      "Listener Port,target-ip,TARGETPORT,healthCheck.path,LISTENER_PORT,Health Check.Path\n1,10.0.0.1,1,/,1,/\n",
      [
        "forwards.csv line 1: columns Listener Port and LISTENER_PORT both mean listenerPort. Remove one.",
        "forwards.csv line 1: columns healthCheck.path and Health Check.Path both mean healthCheck.path. Remove one.",
      ],
    ],
    [
      "two separators in the header",
      "\n;;\nlistenerPort;targetIp,targetPort\n1;10.0.0.1,1\n",
      ["forwards.csv line 3: has commas and semicolons between its columns. Use one of them in the whole file."],
    ],
    [
      "a line with another separator than the header",
      "listenerPort;targetIp;targetPort\n1;10.0.0.1;1\n2,10.0.0.1,1\n",
      [
        "forwards.csv line 3: has commas between its cells, but the header has semicolons. Use one of them in the whole file.",
      ],
    ],
    [
      "a header whose columns are in one pair of quotes",
      '"listenerPort,targetIp,targetPort"\n"1,10.0.0.1,1"\n',
      [
        "forwards.csv line 1: \"listenerPort,targetIp,targetPort\" isn't a column. Don't put several columns into one pair of quotes.",
      ],
    ],
    [
      "an unquoted list between semicolons",
      "listenerPort;targetIp;targetPort;clientCidrBlocks\n1;10.0.0.1;1;10.0.0.0/8;10.1.0.0/16\n",
      ["forwards.csv line 2: has 5 cells, but there are 4 columns. Put a cell that contains a semicolon into quotes."],
    ],
    [
      "more columns than there are props",
      `${"x,".repeat(101)}\n1\n`,
      [
        expect.stringMatching(
          /^forwards\.csv line 1: has 101 columns, but a forward has at most \d+ props\. /,
        ) as string,
      ],
    ],
    [
      "more items than AWS lets a list have",
      `${HEAD},clientCidrBlocks\n1,10.0.0.1,1,${Array.from({ length: 1001 }, (_, index) => `10.${index >> 8}.${index % 256}.0/24`).join(";")}\n`,
      ["forwards.csv line 2, column clientCidrBlocks: has 1001 items, but at most 1000 are possible. Remove some."],
    ],
    [
      "a line with more cells than columns",
      `${HEAD}\n1,10.0.0.1,1,x\n`,
      ["forwards.csv line 2: has 4 cells, but there are 3 columns. Put a cell that contains a comma into quotes."],
    ],
    [
      "quotes that are not closed",
      `${HEAD}\r\n1,10.0.0.1,1\r\n,,\r\n2,10.0.0.1,"1\r\n3,10.0.0.1,1\r\n`,
      [
        "forwards.csv line 4: its quotes don't follow RFC 4180. Put a cell that contains a quote into quotes, and double the quote in it.",
      ],
    ],
    [
      "quotes inside of a cell",
      `${HEAD},description\n1,10.0.0.1,1,a "b" c\n`,
      [
        "forwards.csv line 2: its quotes don't follow RFC 4180. Put a cell that contains a quote into quotes, and double the quote in it.",
      ],
    ],
    [
      "further targets that do not go together",
      `${HEAD},additionalTargets.targetIp,additionalTargets.key\n1,10.0.0.1,1,10.0.0.2;10.0.0.3,a\n2,10.0.0.1,1,,a\n`,
      [
        "forwards.csv line 2, column additionalTargets.key: has 1 items, but column additionalTargets.targetIp has 2. Write one for each target; it can be empty between semicolons.",
        "forwards.csv line 3, column additionalTargets.key: has 1 items, but column additionalTargets.targetIp has 0. Write one for each target; it can be empty between semicolons.",
      ],
    ],
    [
      "further targets, wrongly",
      `${HEAD},additionalTargets.targetIp,additionalTargets.targetPort\n1,10.0.0.1,1,10.0.0.2;host,0;1\n`,
      [
        "forwards.csv line 2, column additionalTargets.targetPort, item 1: 'targetPort' must be an integer from 1 to 65535, but is 0.",
        "forwards.csv line 2, column additionalTargets.targetIp, item 2: 'targetIp' must be an IP address, but is \"host\". If it is the DNS name of the target, set targetHost instead.",
      ],
    ],
    [
      "what a terminal would act on",
      `${HEAD}\n1,\u001b[2J,1\n`,
      [
        "forwards.csv line 2, column targetIp: 'targetIp' must be an IP address, but is \"\\u001b[2J\". Write it in ASCII.",
      ],
    ],
  ])("%s", (_, content, messages) => {
    expect(problems(content)).toEqual(messages);
  });

  test("at most a thousand cells at once", () => {
    const said = problems([HEAD, ...Array.from({ length: 1500 }, () => "0,10.0.0.1,1")].join("\n"));
    expect(said).toHaveLength(1001);
    expect(said.at(-1)).toBe("forwards.csv has more problems from line 1002 on. Fix these first.");
  });

  test("a missing file, and names its full path", () => {
    expect(() => PortForwards.fromCsv("other.csv")).toThrow(
      `"other.csv" can't be read: ENOENT. It was looked for at "${path.join(process.cwd(), "other.csv")}".`,
    );
  });
});

test("docs/options.md shows the actual messages for a wrong file", () => {
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
      {
        ...SSH,
        key: " bastion\t",
        description: "Bastion",
        targetGroupName: "bastion",
        clientCidrBlocks: ["10.0.0.0/8"],
      },
      {
        ...SSH,
        listenerPort: 10443,
        protocol: ForwardProtocol.TLS,
        certificateArn: `${ARN}1`,
        additionalCertificateArns: [`${ARN}2`, `${ARN}3`],
        sslPolicy: "policy",
        alpnPolicy: AlpnPolicy.HTTP2_ONLY,
        targetTls: false,
      },
      {
        ...SSH,
        listenerPort: 20022,
        additionalTargets: [
          { targetIp: "172.31.137.10", targetPort: 2222 },
          { targetIp: "10.0.0.10", external: true, key: 'a "key", with\r\nall' },
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

  test.each(["=1+1", "+81 3", "-", "@SUM(A1)", "\tcmd", "'=1", "''+", "'s Hertogenbosch", " ", "\n\t"])(
    "has no cell that a spreadsheet would evaluate, and reads %j back",
    (description) => {
      const text = csv([{ ...SSH, description }]);
      expect(text).not.toMatch(/[,"][=+\-@\t]/);
      expect(read(text)).toEqual([{ ...SSH, description }]);
    },
  );

  test("rejects an item with a space at either end, which reading would drop", () => {
    expect(() => csv([{ ...SSH, additionalTargets: [{ targetIp: "172.31.137.10", key: "a " }] }])).toThrow(
      'An item of a list begins or ends with a space, which is not read back: "a ". Remove it.',
    );
  });

  test("rejects an item that would read back as two", () => {
    expect(() => csv([{ ...SSH, additionalTargets: [{ targetIp: "172.31.137.10", key: "a;b" }] }])).toThrow(
      'An item of a list contains a semicolon, which separates items: "a;b". Remove it.',
    );
  });
});
