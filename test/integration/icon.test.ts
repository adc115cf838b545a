import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src-main/engine/engine.ts';
import { type Receiver, startReceiver, until } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
let dataDir: string;
let engine: Engine;
let receiver: Receiver;
let web: Server;
let base: string;

beforeEach(async () => {
  dataDir = tempFolder('mxm-icon-');
  receiver = await startReceiver();
  web = createServer((request, response) =>
    request.url === '/static/notification-logo.png' ? response.end(PNG) : response.writeHead(404).end(),
  );
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const options = {
    shell: 'headless',
    processEnvironment: {},
    keychain: () => new MemoryKeychain(),
  } as const;
  engine = await createEngine({ dataDir, ...options });
});
afterEach(async () => {
  await engine.stop(0);
  await receiver.close();
  web.close();
});

const icon = () => engine.call('icon.get', undefined);
async function iconAtTheTarget(): Promise<unknown> {
  const before = receiver.received.length;
  expect(await engine.call('targets.test', undefined)).toMatchObject({ value: [{ ok: true }] });
  expect(receiver.received).toHaveLength(before + 1);
  return (JSON.parse(receiver.received.at(-1)?.body ?? '{}') as { icon_url?: unknown }).icon_url ?? null;
}

it('none, from a setting, from .env while running: shown with a preview, and in the next alert', async () => {
  const url = `mmost://127.0.0.1:${receiver.port}/3ccdd113474722377935511fc85d3dd4`;
  await engine.call('targets.save', { label: 'Chat', service: 'custom', store: 'database', url });
  engine.parts.settings.set('notifications.osEnabled', false);
  expect(await icon()).toEqual({
    ok: true,
    value: { url: null, source: null, preview: null, problem: null },
  });
  expect(await iconAtTheTarget()).toBeNull();

  await engine.call('settings.set', { key: 'icon.managerUrl', value: base });
  const logo = `${base}/static/notification-logo.png`;
  expect(await icon()).toEqual({
    ok: true,
    value: {
      url: logo,
      source: 'Public address of the manager',
      preview: `data:image/png;base64,${PNG.toString('base64')}`,
      problem: null,
    },
  });
  expect(await iconAtTheTarget()).toBe(logo);

  writeFileSync(join(dataDir, '.env'), `NOTIFICATION_AVATAR_URL=${base}/gone.png\n`);
  await until(() => engine.parts.settings.view('icon.url').source === 'environment');
  expect(await icon()).toMatchObject({
    value: {
      url: `${base}/gone.png`,
      source: 'NOTIFICATION_AVATAR_URL',
      preview: null,
      problem: expect.stringMatching(/no picture at this address \(404\)\. Services on the internet must/),
    },
  });
  expect(await iconAtTheTarget()).toBe(`${base}/gone.png`);
});
