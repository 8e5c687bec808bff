// The page's style and script are files of their own, and texts where they are imported.

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.script.js" {
  const text: string;
  export default text;
}
