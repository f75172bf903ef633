import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale/index.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/v4/core';
import { onSignedOut } from '../kit/api/call.ts';
import { router } from './router.tsx';
import { forgetPerson } from './spot-checks/sampling/away/person.ts';
import { calmTheme, theme } from './theme.ts';
import { useIsCalm, useIsNarrow } from './device.ts';
import './styles/base.css';
import './styles/page.css';
import './styles/table.css';
import './styles/form.css';
import './styles/show.css';
import './styles/shell.css';
import './styles/parts.css';

// Compiled validators need eval, which the content security policy forbids; asking for it would be reported as an attack.
config({ jitless: true });

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: false } },
});

onSignedOut(() => {
  const { pathname, search } = location;
  if (pathname.endsWith('/sign-in')) return;
  queries.clear();
  void forgetPerson();
  // Whoever complains has no password to sign in with; the code of the goods goes with him.
  if (pathname.endsWith('/concern')) {
    const lot = new URLSearchParams(search).get('lot') ?? undefined;
    void router.navigate({ to: '/start', search: { lot } });
    return;
  }
  void router.navigate({ to: '/sign-in', search: { next: pathname + search } });
});

// The package types this module as CommonJS, the bundler reads it as the ECMAScript module that it is.
const locale = zhCN as unknown as Locale;

/** The application: language, look, cache and pages. Fingers need larger controls than a mouse. */
function Workbench() {
  const isNarrow = useIsNarrow();
  const isCalm = useIsCalm();
  return (
    <ConfigProvider
      locale={locale}
      theme={isCalm ? calmTheme : theme}
      componentSize={isNarrow ? 'large' : 'middle'}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={queries}>
        <App component={false}>
          <RouterProvider router={router} />
        </App>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <Workbench />
  </StrictMode>,
);
