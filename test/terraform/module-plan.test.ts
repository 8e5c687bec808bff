import { ModulePlans } from "./support/module-plans";

describe("a plan of the module", () => {
  const plans = ModulePlans.begin({ random: 50 });

  describe.each(plans.indices)("of list %i", (index) => {
    test("matches the construct's, resource by resource", () => {
      expect(plans.byModule(index)).not.toEqual([]);
      expect(plans.byModule(index)).toEqual(plans.byConstruct(index));
    });

    test("outputs the construct's port table", () => {
      const [byModule, byConstruct] = plans.portTables(index);
      expect(byModule).toBe(byConstruct);
      expect(byModule).toMatch(/^\| No\. /);
    });
  });
});
