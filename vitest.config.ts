import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Most tests wait for processes and sockets of their own: two at once, also where there are only two cores.
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['src-main/engine/**', 'src-shared/**'] },
  },
});
