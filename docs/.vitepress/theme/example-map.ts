import { useData, withBase } from "vitepress";
import { defineComponent, h, onMounted, ref, watch } from "vue";

/** What is used of an `<iframe>`; the types of the browser are none of this project's. */
interface Frame {
  readonly contentDocument: {
    readonly documentElement: { readonly style: { colorScheme: string } };
    readonly styleSheets: Iterable<{ readonly cssRules: Iterable<{ readonly media?: { mediaText: string } }> }>;
  } | null;
}

/** When rules for the dark apply: as the system says, or as this has set it. */
const DARK = /prefers-color-scheme: dark|^(not )?all$/;

/** The page that `port-forward-nlb map` writes for the example, light or dark as the site is. */
export const ExampleMap = defineComponent({
  setup: () => {
    const src = withBase("/map.html");
    const frame = ref<Frame>();
    const { isDark } = useData();

    /** By itself the page is light or dark as the reader's system is, not as the site's switch says. */
    function follow(): void {
      const page = frame.value?.contentDocument;
      if (!page) return;
      page.documentElement.style.colorScheme = isDark.value ? "dark" : "light";
      for (const { media } of Array.from(page.styleSheets).flatMap(({ cssRules }) => Array.from(cssRules))) {
        if (media && DARK.test(media.mediaText)) media.mediaText = isDark.value ? "all" : "not all";
      }
    }

    onMounted(() => {
      watch(isDark, follow, { immediate: true });
    });
    return () => [
      h("iframe", { class: "map", ref: frame, src, title: "Map of the example", loading: "lazy", onLoad: follow }),
      h("a", { href: src, target: "_blank" }, "Open the map by itself"),
    ];
  },
});
