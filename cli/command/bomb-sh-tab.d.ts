// The resolution of tsconfig.json, which is jsii's, does not know of a package's `exports`.
declare module "@bomb.sh/tab/commander" {
  export default function tab(program: import("commander").Command): unknown;
}
