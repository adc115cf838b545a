import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { MainWindow } from './pages/main-window.ts';
import { TargetDialog } from './pages/target-dialog.ts';
import { TargetList } from './pages/target-list.ts';
import { expect, test } from './support/fixtures.ts';
import { type Internet, startInternet } from './support/internet.ts';
import { connectAccount } from './support/set-up.ts';

test.use({ appEnv: ({ world }, use) => use(world.env) });

test.beforeEach(async ({ page, world }) => {
  await connectAccount(page, world);
  await page.reload();
  await new MainWindow(page).goTo('Notifications');
});

test('“Why is nothing arriving?” leads from each failing line to its fix', async ({ page, world }) => {
  const doctor = page.getByRole('region', { name: 'Why is nothing arriving?' });
  await doctor.getByRole('button', { name: 'Find out' }).click();
  await expect(doctor.getByText('There is no target.')).toBeVisible({ timeout: 20_000 });
  await expect(doctor.getByText('Notifications are switched off.')).toBeVisible();

  const dialog = new TargetDialog(page);
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', 'http://127.0.0.1:9/nobody-listens');
  await dialog.fill('Label', 'Dead');
  await dialog.save();
  await page.getByRole('switch', { name: 'Enable notifications' }).check({ force: true });
  await page.getByRole('button', { name: 'Save Notifications' }).click();
  await expect(page.getByText('Notification settings saved.')).toBeVisible();
  await doctor.getByRole('button', { name: 'Check again' }).click();
  await expect(doctor.getByText('Notifications are switched off.')).toHaveCount(0, { timeout: 20_000 });
  const line = doctor.getByRole('listitem').filter({ hasText: 'Dead' }).first();
  await expect(line).toContainText(/refused|reached/i);
  await line.getByRole('button').click();
  await expect(dialog.dialog).toBeVisible();
  await dialog.fill('Webhook URL', `${world.receiver.url}/alive`);
  await dialog.save();
  await doctor.getByRole('button', { name: 'Check again' }).click();
  await expect(doctor.getByText('Nothing is in the way')).toBeVisible({ timeout: 20_000 });
});

test('the engine panel tells which Apprise, how many services, how its worker is, and survives a kill', async ({
  page,
  world,
}) => {
  const dialog = new TargetDialog(page);
  const list = new TargetList(page);
  await dialog.open();
  await dialog.chooseService('JSON Webhook');
  await dialog.fill('Webhook URL', `${world.receiver.url}/engine`);
  await dialog.fill('Label', 'Hook');
  await dialog.save();
  const engine = page.getByRole('region', { name: 'Delivery engine' });
  await expect(engine).toContainText(/Apprise \d+\.\d+/, { timeout: 20_000 });
  await expect(engine).toContainText(/\d+ services/, { timeout: 20_000 });
  await list.test('Hook');
  await expect(engine).toContainText(/Worker running for/, { timeout: 20_000 });

  for (const pid of workers()) process.kill(pid, 'SIGKILL');
  await list.test('Hook');
  await expect.poll(() => world.receiver.received.length, { timeout: 20_000 }).toBe(2);
  await expect(engine).toContainText(/restart/i);
});

/** Processes that run the delivery worker. */
function workers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('apprise_worker.py');
      } catch {
        return false;
      }
    })
    .map(Number);
}

test.describe('the icon', () => {
  let pictures: Server;
  let internet: Internet;
  let address: string;
  test.beforeAll(async () => {
    internet = await startInternet();
    const logo = readFileSync(resolve(import.meta.dirname, '../../assets/icons/64.png'));
    pictures = createServer((request, response) => {
      if (request.url === '/logo.png') response.writeHead(200, { 'content-type': 'image/png' }).end(logo);
      else response.writeHead(404).end();
    });
    await new Promise<void>((done) => pictures.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
  });
  test.afterAll(async () => {
    await internet.close();
    pictures.close();
  });
  test.use({ appEnv: ({ world }, use) => use({ ...world.env, ...internet.env }) });

  test('is previewed, says why where it cannot be fetched, and goes out with the alert', async ({ page }) => {
    const main = new MainWindow(page);
    await main.goTo('Settings');
    const section = page.getByRole('region', { name: 'Notification icon' });
    const field = section.getByLabel('Icon address', { exact: true });
    await field.fill(`${address}/nowhere.png`);
    await field.press('Enter');
    await expect(section.getByText(/404/)).toBeVisible({ timeout: 15_000 });
    await field.fill(`${address}/logo.png`);
    await field.press('Enter');
    await expect(section.getByRole('img', { name: 'Icon of the alerts' })).toBeVisible({ timeout: 15_000 });
    const width = await section
      .getByRole('img', { name: 'Icon of the alerts' })
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(width).toBe(64);

    await main.goTo('Notifications');
    const dialog = new TargetDialog(page);
    await dialog.open();
    await dialog.chooseService('Discord');
    await dialog.fill('Webhook ID', '1234567890');
    await dialog.fill('Webhook token', 'tokenWithIcon');
    await dialog.fill('Label', 'Channel');
    await dialog.save();
    await new TargetList(page).test('Channel');
    await expect.poll(() => internet.seen.length, { timeout: 20_000 }).toBe(1);
    expect(JSON.parse(internet.seen[0]?.body ?? '{}')).toMatchObject({ avatar_url: `${address}/logo.png` });
  });
});
