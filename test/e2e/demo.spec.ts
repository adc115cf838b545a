import { startDemoSimulator } from '../support/demo-simulator.ts';
import { launchApp, mainWindow } from './support/app.ts';
import { expect, test } from './support/fixtures.ts';

test('within a minute of the demo an alert is born, logged and delivered, with nothing to set up', async ({
  dataDir,
  shell,
}) => {
  test.setTimeout(90_000);
  await shell.clearNotifications();
  const startedAt = Date.now();
  const simulator = await startDemoSimulator();
  const app = await launchApp({ dataDir, env: { ...simulator.env, MXM_DEMO: '1' } });
  try {
    const page = await mainWindow(app);
    await expect(page.getByText('Demo account', { exact: true })).toBeVisible();
    // A domain loses its MX while one watches: on the overview, at the webhook, as a notification, in the log.
    const received = page.getByRole('region', { name: 'Received by the demo webhook' });
    await expect(received).toContainText('DNS problem: studio-lumen.example', { timeout: 60_000 });
    await shell.waitForNotification(({ summary }) => summary.includes('studio-lumen.example'), 10_000);
    await page.getByRole('navigation').getByText('Logs').click();
    await expect(page.getByText('studio-lumen.example').first()).toBeVisible();
    expect(Date.now() - startedAt).toBeLessThan(60_000);
  } finally {
    await app.close();
    simulator.stop();
  }
});
