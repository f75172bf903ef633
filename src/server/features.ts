import { actsFeature } from './acts/routes.ts';
import { boardFeature } from './board/routes.ts';
import { catalogueFeature } from './catalogue/routes.ts';
import { certificatesFeature } from './certificates/routes.ts';
import { codesFeature } from './codes/routes.ts';
import { demoFeature } from './demo/routes.ts';
import { drawsFeature } from './draws/routes.ts';
import { dutiesFeature } from './duties/routes.ts';
import { entriesFeature } from './entries/routes.ts';
import { epcisFeature } from './epcis/routes.ts';
import { filesFeature } from './files/routes.ts';
import type { Feature } from './feature.ts';
import { inspectionsFeature } from './inspections/routes.ts';
import { ledgerFeature } from './ledger/routes.ts';
import { importsFeature } from './imports/routes.ts';
import { lotsFeature } from './lots/routes.ts';
import { salesFeature } from './lots/sales-routes.ts';
import { noticesFeature } from './notices/routes.ts';
import { pagesFeature } from './pages/routes.ts';
import { papersFeature } from './papers/routes.ts';
import { phoneFeature } from './phone/routes.ts';
import { portalFeature } from './portal/routes.ts';
import { processesFeature } from './processes/routes.ts';
import { proceedingsFeature } from './proceedings/routes.ts';
import { productsFeature } from './products/routes.ts';
import { recallsFeature } from './recalls/routes.ts';
import { publicityFeature } from './publicity/routes.ts';
import { registryFeature } from './registry/routes.ts';
import { sessionFeature } from './session/routes.ts';
import { spotChecksFeature } from './spot-checks/routes.ts';
import { standardsFeature } from './standards/routes.ts';
import { todoFeature } from './todo/routes.ts';
import { traceFeature } from './trace/routes.ts';
import { visitsFeature } from './visits/routes.ts';
import { watchesFeature } from './watches/routes.ts';

/** Every feature of the server, in the order in which its routes are registered. */
export const features: readonly Feature[] = [
  sessionFeature,
  actsFeature,
  proceedingsFeature,
  drawsFeature,
  spotChecksFeature,
  dutiesFeature,
  todoFeature,
  noticesFeature,
  filesFeature,
  publicityFeature,
  registryFeature,
  visitsFeature,
  watchesFeature,
  certificatesFeature,
  inspectionsFeature,
  processesFeature,
  catalogueFeature,
  lotsFeature,
  salesFeature,
  codesFeature,
  standardsFeature,
  productsFeature,
  recallsFeature,
  importsFeature,
  traceFeature,
  boardFeature,
  phoneFeature,
  entriesFeature,
  epcisFeature,
  papersFeature,
  ledgerFeature,
  portalFeature,
  demoFeature,
  pagesFeature,
];
