import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../../src-renderer');

/** The real window with a fake bridge in front of it: `?variant=` chooses the data. Never part of the app. */
export default defineConfig({
  root,
  base: './',
  plugins: [
    react(),
    {
      name: 'fake-bridge',
      transformIndexHtml: {
        order: 'pre',
        handler: (html) => html.replace('./main.tsx', '../test/preview/main.ts'),
      },
    },
  ],
  build: { outDir: resolve(root, '../out/preview'), emptyOutDir: true, target: 'chrome114' },
});
