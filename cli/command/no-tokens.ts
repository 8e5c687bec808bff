// In the place of cdktf, for a command that reads a list from a file, and runs where there is no cdktf: what stands in a file
// is no token, and what only makes or resolves tokens is not called.

export const Token = { isUnresolved: (): boolean => false, asString: String, asList: none, asStringMap: none };
export const Tokenization = { resolve: none };
export const Fn = { merge: none };
export { none as conditional, none as DefaultTokenResolver, none as StringConcat };

function none(): never {
  throw new Error("there are no tokens in a file");
}
