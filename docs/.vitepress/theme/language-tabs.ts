import { useData, withBase } from "vitepress";
import { defineComponent, h } from "vue";
import type { Link } from "../pages";

/** Tabs above a language's page, which lead to the same page for the others. */
export const LanguageTabs = defineComponent({
  setup: () => {
    const { page, theme } = useData<{ languages: readonly Link[] }>();

    return () => {
      const current = `/${page.value.relativePath.replace(/\.md$/, "")}`;
      const { languages } = theme.value;
      if (!languages.some(({ link }) => link === current)) return [];
      const tabs = languages.map(({ text, link }) =>
        h("a", { href: withBase(`${link}.html`), "aria-current": link === current ? "page" : undefined }, text),
      );
      return h("nav", { class: "languages", "aria-label": "Languages" }, tabs);
    };
  },
});
