import { defineConfig } from '@playwright/test';

/** Takes the pictures in docs/screenshots, in the real app on the demo account: `npm run screenshots`. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.shots.ts',
  outputDir: '../../test-results/screenshots',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
