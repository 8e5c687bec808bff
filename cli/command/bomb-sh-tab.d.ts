// The module resolution that jsii sets in tsconfig.json ignores a package's `exports`, so the compiler doesn't find this one.
declare module "@bomb.sh/tab/commander" {
  export default function tab(program: import("commander").Command): unknown;
}
