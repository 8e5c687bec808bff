// The page's style and script are separate files. Importing them returns their text.

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "*.script.js" {
  const text: string;
  export default text;
}
