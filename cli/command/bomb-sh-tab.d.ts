// jsii compiles for a resolution that does not know of a package's `exports`.
declare module "@bomb.sh/tab/commander" {
  export default function tab(program: import("commander").Command): unknown;
}
