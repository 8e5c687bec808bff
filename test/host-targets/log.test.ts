import { log } from "../../host-targets/log";

test("writes one line of ASCII, from which JSON.parse returns the text", () => {
  const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const name = 'db\u001b[31m"\r\n\u2028\u202e\u009b\u{1f600}é.internal';
  log({ name });
  const line = String(written.mock.lastCall?.[0]);
  written.mockRestore();
  expect(line).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(line)).toEqual({ name });
});
