import react from '@vitejs/plugin-react';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const web = resolve(import.meta.dirname, 'src/web');
const pages = ['workbench', 'phone', 'verify', 'draw'].filter((page) =>
  existsSync(resolve(web, page, 'index.html')),
);
const workers = {
  'service-worker': resolve(web, 'phone/service-worker.ts'),
  'sampling-service-worker': resolve(web, 'workbench/spot-checks/sampling/away/service-worker.ts'),
};

/** One bundle for each way into the application; they share what they have in common. */
export default defineConfig({
  root: web,
  base: '/assets/',
  publicDir: false,
  plugins: [react({ include: /src\/web\/workbench\/.*\.tsx$/ })],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        ...Object.fromEntries(pages.map((page) => [page, resolve(web, page, 'index.html')])),
        ...workers,
      },
      output: {
        entryFileNames: (chunk) =>
          Object.hasOwn(workers, chunk.name) ? '[name].js' : '[name]-[hash].js',
      },
    },
  },
});
