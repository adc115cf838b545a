import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/**
 * The engine's share of the benchmarks as one file: the engine reads its SQL through Vite, so Node cannot load the sources, and a test
 * runner's transformed modules would not be what people run.
 */
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3', 'keytar'] },
  build: {
    ssr: resolve(import.meta.dirname, 'engine/entry.ts'),
    outDir: resolve(root, 'out/bench'),
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: { output: { format: 'es', entryFileNames: 'engine.mjs' } },
  },
});
