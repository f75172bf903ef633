import type { OrganisationFacts } from '#kernel/organisation.ts';
import { cementTemplate, furnitureTemplate, rebarTemplate } from './risk-lists/building.ts';
import { fertiliserTemplate, hazardousChemicalTemplate } from './risk-lists/chemical.ts';
import { childrensGarmentTemplate, toyTemplate } from './risk-lists/children.ts';
import { applianceTemplate, cableTemplate } from './risk-lists/electrical.ts';
import { socketTemplate } from './risk-lists/sockets.ts';
import { fireTemplate, gasTemplate } from './risk-lists/gas-and-fire.ts';
import { producerTemplate, retailerTemplate, wholesalerTemplate } from './risk-lists/general.ts';
import type { RiskListTemplate } from './risk-lists/template.ts';
import { businessOf } from './staffing.ts';

/** Every template, those for product groups first, then the general ones. */
export const riskListTemplates: readonly RiskListTemplate[] = [
  cementTemplate,
  rebarTemplate,
  applianceTemplate,
  socketTemplate,
  cableTemplate,
  toyTemplate,
  childrensGarmentTemplate,
  hazardousChemicalTemplate,
  fertiliserTemplate,
  furnitureTemplate,
  gasTemplate,
  fireTemplate,
  producerTemplate,
  wholesalerTemplate,
  retailerTemplate,
];

const byRisk = { high: 0, medium: 1, low: 2 } as const;

/**
 * The template from which an enterprise starts its first list: for a producer that of its riskiest product class,
 * for a seller that of its trade. The enterprise adapts it; guidance 2.2 leaves the content to the enterprise.
 */
export function templateFor(organisation: OrganisationFacts): RiskListTemplate {
  const business = businessOf(organisation);
  if (business === 'wholesale') return wholesalerTemplate;
  if (business === 'retail') return retailerTemplate;
  const found = [...organisation.productClasses]
    .sort((a, b) => byRisk[a.risk] - byRisk[b.risk])
    .map(({ id }) => riskListTemplates.find(({ classes }) => classes.includes(id)))
    .find((template) => template !== undefined);
  return found ?? producerTemplate;
}
