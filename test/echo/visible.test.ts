import { visible } from "../../echo/visible";

test.each<[string, Buffer | string, string]>([
  ["a line", "Hello\r\n", "Hello<CR><LF>"],
  ["text of any script", "héllo 日本 😀", "héllo 日本 😀"],
  ["an escape sequence", "\x1b[2J\x07\0", "<1B>[2J<07><00>"],
  ["a tab, a delete", "\t\x7f", "<09><7F>"],
  ["C1 controls, which some terminals act on", "\u0085\u009b", "<U+0085><U+009B>"],
  ["a character that reverses the writing direction", "\u202egnp.exe", "<U+202E>gnp.exe"],
  ["line separators", "\u2028\u2029", "<U+2028><U+2029>"],
  ["a zero-width space and a byte order mark", "\u200b\ufeff", "<U+200B><U+FEFF>"],
  ["an unassigned character", "\u{e0080}", "<U+E0080>"],
  ["bytes that aren't UTF-8", Buffer.from([0xff, 0x41, 0xe3, 0x81, 0x1b, 0x0d, 0x0a]), "<FF>A<E3><81><1B><CR><LF>"],
  ["nothing", "", ""],
])("shows %s", (_, bytes, text) => {
  expect(visible(Buffer.from(bytes as string))).toBe(text);
});

test("escapes every byte that a terminal may act on", () => {
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const everyCharacter = Buffer.from(Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join(""));
  for (const bytes of [all, everyCharacter]) expect(visible(bytes)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
});
