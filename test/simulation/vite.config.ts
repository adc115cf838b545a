import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The soak as one file: the engine reads its SQL through Vite, so Node cannot load the sources. */
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3', 'keytar'] },
  build: {
    ssr: resolve(import.meta.dirname, 'soak.ts'),
    outDir: resolve(root, 'out/soak'),
    emptyOutDir: true,
    target: 'node24',
    sourcemap: true,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'soak.mjs' } },
  },
});
