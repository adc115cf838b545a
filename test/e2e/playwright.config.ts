import { defineConfig } from '@playwright/test';

/**
 * The real app in a real desktop session. `npm test -- --only e2e` makes that session (display, bus, keyring) first.
 * One worker: there is one tray and one notification area on the bus.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
