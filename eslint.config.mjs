import eslint from "@eslint/js";
import jest from "eslint-plugin-jest";
import globals from "globals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "cdktf.out/",
      "cdkt[fn]/build/",
      "coverage/",
      "**/dist/",
      "docs/.vitepress/{.temp,cache}/",
      "lib/",
      "reports/",
    ],
  },
  eslint.configs.recommended,
  {
    files: ["**/*.ts", "**/*.mts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "tsconfig.dev.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      // a port in a message is a number
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // jsii has no functions, only static methods of a class that nobody makes
      "@typescript-eslint/no-extraneous-class": ["error", { allowStaticOnly: true }],
      "@typescript-eslint/no-empty-function": ["error", { allow: ["private-constructors"] }],
      // a construct is made for its effect on its scope
      "no-new": "off",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          object: "Token",
          property: "isUnresolved",
          message: "isUnresolved() knows strings with an interpolation, too.",
        },
      ],
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  { files: ["**/*.cjs"], languageOptions: { globals: globals.node, sourceType: "commonjs" } },
  {
    files: ["test/**/*.ts"],
    extends: [jest.configs["flat/recommended"], jest.configs["flat/style"]],
    rules: {
      "jest/no-disabled-tests": "error",
      "jest/no-focused-tests": "error",
      // a matcher such as expect.objectContaining() is of type any
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
);
