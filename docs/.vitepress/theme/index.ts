import type { Theme } from "vitepress";
// The fonts are those of the reader's system.
import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
import { ExampleMap } from "./example-map";
import { LanguageTabs } from "./language-tabs";
import { MermaidDiagram } from "./mermaid-diagram";
import "./style.css";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "doc-before": () => h(LanguageTabs) }),
  enhanceApp: ({ app }) => {
    app.component("ExampleMap", ExampleMap);
    app.component("MermaidDiagram", MermaidDiagram);
  },
} satisfies Theme;
