import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { Empty, Loading } from '../kit/show/states.tsx';
import { parseSearch, stringifySearch } from './search.ts';
import type { Search } from './search.ts';
import { Shell } from './shell/shell.tsx';
import { PageFault } from './shell/page-fault.tsx';

const root = createRootRoute({
  component: Outlet,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./sign-in/register-page.tsx'), 'RegisterPage'),
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: lazyRouteComponent(() => import('./guests/start-page.tsx'), 'StartPage'),
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const below = () => shell;

const pages = [
  createRoute({
    getParentRoute: below,
    path: '/',
    component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/concern',
    component: lazyRouteComponent(() => import('./guests/concern-page.tsx'), 'ConcernPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/to-do',
    component: lazyRouteComponent(() => import('./home/todo-page.tsx'), 'TodoPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/duties',
    component: lazyRouteComponent(() => import('./duties/duties-page.tsx'), 'DutiesPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/duties/$duty/record',
    component: lazyRouteComponent(() => import('./reports/record-page.tsx'), 'RecordPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/risk-list',
    component: lazyRouteComponent(() => import('./risk-list/risk-list-page.tsx'), 'RiskListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/risk-list/edit',
    component: lazyRouteComponent(() => import('./risk-list/edit-page.tsx'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/posts',
    component: lazyRouteComponent(() => import('./posts/posts-page.tsx'), 'PostsPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/proceedings',
    component: lazyRouteComponent(() => import('./proceedings/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/proceedings/new',
    component: lazyRouteComponent(() => import('./proceedings/new-page.tsx'), 'NewPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/proceedings/$id',
    component: lazyRouteComponent(() => import('./proceedings/detail-page.tsx'), 'DetailPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/hazard',
    component: lazyRouteComponent(() => import('./recalls/hazard-page.tsx'), 'HazardPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/recall-bulletins',
    component: lazyRouteComponent(() => import('./recalls/bulletin-page.tsx'), 'BulletinPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/recalls/$id',
    component: lazyRouteComponent(() => import('./recalls/cockpit-page.tsx'), 'CockpitPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/recall-notices/$id',
    component: lazyRouteComponent(() => import('./recalls/answer-page.tsx'), 'AnswerPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/draws',
    component: lazyRouteComponent(() => import('./draws/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/draws/new',
    component: lazyRouteComponent(() => import('./draws/new-page.tsx'), 'NewPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/draws/$id',
    component: lazyRouteComponent(() => import('./draws/draw-page.tsx'), 'DrawPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-checks',
    component: lazyRouteComponent(() => import('./spot-checks/desk-page.tsx'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-check-plans',
    component: lazyRouteComponent(() => import('./spot-checks/plans-page.tsx'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-check-plans/new',
    component: lazyRouteComponent(() => import('./spot-checks/new-plan-page.tsx'), 'NewPlanPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-check-plans/$plan',
    component: lazyRouteComponent(() => import('./spot-checks/plan-page.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-check-plans/$plan/batch',
    component: lazyRouteComponent(() => import('./spot-checks/batch/batch-page.tsx'), 'BatchPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-checks/$id',
    component: lazyRouteComponent(() => import('./spot-checks/check-page.tsx'), 'CheckPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/spot-checks/$id/sampling',
    component: lazyRouteComponent(
      () => import('./spot-checks/sampling/sampling-page.tsx'),
      'SamplingPage',
    ),
  }),
  createRoute({
    getParentRoute: below,
    path: '/books',
    component: lazyRouteComponent(() => import('./books/books-page.tsx'), 'BooksPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/books/$book',
    component: lazyRouteComponent(() => import('./books/book-page.tsx'), 'BookPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/books/$book/new',
    component: lazyRouteComponent(() => import('./books/new-record-page.tsx'), 'NewRecordPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/books/$book/import',
    component: lazyRouteComponent(() => import('./books/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/lots',
    component: lazyRouteComponent(() => import('./lots/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/sales',
    component: lazyRouteComponent(() => import('./lots/sales-page.tsx'), 'SalesPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/lots/sell',
    component: lazyRouteComponent(() => import('./lots/sell-page.tsx'), 'SellPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/lots/make',
    component: lazyRouteComponent(() => import('./lots/make-page.tsx'), 'MakePage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/trace',
    component: lazyRouteComponent(() => import('./trace/trace-page.tsx'), 'TracePage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/lots/$id',
    component: lazyRouteComponent(() => import('./lots/lot-page.tsx'), 'LotPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/entries/$id',
    component: lazyRouteComponent(() => import('./books/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/own',
    component: lazyRouteComponent(() => import('./organisations/detail-page.tsx'), 'OwnPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/organisations',
    component: lazyRouteComponent(() => import('./organisations/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/organisations/import',
    component: lazyRouteComponent(() => import('./organisations/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/organisations/new',
    component: lazyRouteComponent(() => import('./organisations/edit-page.tsx'), 'NewPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/organisations/$id',
    component: lazyRouteComponent(() => import('./organisations/detail-page.tsx'), 'DetailPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/organisations/$id/edit',
    component: lazyRouteComponent(() => import('./organisations/edit-page.tsx'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/visit/$id',
    component: lazyRouteComponent(() => import('./visits/visit-page.tsx'), 'VisitPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/board',
    component: lazyRouteComponent(() => import('./board/board-page.tsx'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/publications',
    component: lazyRouteComponent(() => import('./publicity/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/publications/own',
    component: lazyRouteComponent(() => import('./publicity/own-page.tsx'), 'OwnPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/publicity',
    component: lazyRouteComponent(() => import('./publicity/outbox-page.tsx'), 'OutboxPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/certificates',
    component: lazyRouteComponent(() => import('./certificates/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/inspections',
    component: lazyRouteComponent(() => import('./inspections/plans-page.tsx'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/inspections/record',
    component: lazyRouteComponent(() => import('./inspections/entry/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/sampling-plans',
    component: lazyRouteComponent(() => import('./inspections/sampling-page.tsx'), 'SamplingPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/test-equipment',
    component: lazyRouteComponent(
      () => import('./inspections/equipment-page.tsx'),
      'EquipmentPage',
    ),
  }),
  createRoute({
    getParentRoute: below,
    path: '/processes',
    component: lazyRouteComponent(() => import('./processes/processes-page.tsx'), 'ProcessesPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/processes/$number',
    component: lazyRouteComponent(() => import('./processes/process-page.tsx'), 'ProcessPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/traces',
    component: lazyRouteComponent(() => import('./traces/list-page.tsx'), 'TraceListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/traces/$event',
    component: lazyRouteComponent(() => import('./traces/event-page.tsx'), 'TraceEventPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/products',
    component: lazyRouteComponent(() => import('./products/list-page.tsx'), 'ListPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/products/new',
    component: lazyRouteComponent(() => import('./products/new-page.tsx'), 'NewPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/products/$id',
    component: lazyRouteComponent(() => import('./products/product-page.tsx'), 'ProductPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/products/$id/label',
    component: lazyRouteComponent(() => import('./products/label-page.tsx'), 'LabelPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/standards',
    component: lazyRouteComponent(() => import('./standards/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/catalogue',
    component: lazyRouteComponent(() => import('./catalogue/catalogue-page.tsx'), 'CataloguePage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/law',
    component: lazyRouteComponent(() => import('./law/law-page.tsx'), 'LawPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/account',
    component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: below,
    path: '/keys',
    component: lazyRouteComponent(() => import('./account/keys-page.tsx'), 'KeysPage'),
  }),
] as const;

/** The pages of the workbenches; each is loaded when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, register, start, shell.addChildren(pages)]),
  basepath: '/app',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Loading rows={6} />,
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: () => (
    <Empty title="没有这个页面">
      <a href="/app/">回到工作台</a>
    </Empty>
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
