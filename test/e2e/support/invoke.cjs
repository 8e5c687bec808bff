// Invokes the Lambda function for each line on standard input, an event. Prints what it returns or throws as a line of
// JSON after the function's own lines. Like Lambda, it keeps the function in memory between invocations.
//
//     node invoke.cjs index.js aws.sock
//
// The fake AWS is outside this network namespace, behind a socket file.
const { createServer, connect } = require("node:net");
const path = require("node:path");
const readline = require("node:readline");

const [program, socketFile] = process.argv.slice(2);

const aws = createServer((client) => {
  const server = connect(socketFile);
  for (const socket of [client, server]) socket.on("error", () => undefined);
  client.pipe(server).pipe(client);
});

aws.listen(0, "127.0.0.1", async () => {
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${aws.address().port}`;
  const { handler } = require(path.resolve(program));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const result = await handler(JSON.parse(line)).then(
      (returned) => ({ returned }),
      ({ message: thrown }) => ({ thrown }),
    );
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
  process.exit();
});
