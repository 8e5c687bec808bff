import { ModulePlans } from "../support/module-plans";

// ../module-plan.test.ts has more lists.

describe("a plan of the module", () => {
  const plans = ModulePlans.begin({ random: 5 });

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
