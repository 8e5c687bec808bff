import { useData } from "vitepress";
import { defineComponent, h, onMounted, ref, useId, watch } from "vue";

/** A diagram that the browser draws; its source until then, and where no script runs. */
export const MermaidDiagram = defineComponent({
  props: {
    /** Mermaid's text, URI-encoded. */
    source: { type: String, required: true },
  },
  setup: (props) => {
    const id = `diagram-${useId()}`;
    const source = decodeURIComponent(props.source);
    const svg = ref("");
    const { isDark } = useData();

    async function draw(): Promise<void> {
      const { default: mermaid } = await import("mermaid");
      mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: isDark.value ? "dark" : "default" });
      svg.value = (await mermaid.render(id, source)).svg;
    }

    onMounted(() => {
      watch(isDark, draw, { immediate: true });
    });
    return () => (svg.value === "" ? h("pre", source) : h("div", { class: "diagram", innerHTML: svg.value }));
  },
});
