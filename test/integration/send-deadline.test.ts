import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import { createAppriseChannel } from '../../src-main/engine/notifications/apprise-channel.ts';
import { createCredentials } from '../../src-main/engine/notifications/credentials.ts';
import { createTargetRepository, type StoredTarget } from '../../src-main/engine/notifications/targets.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { tempDb, tempFolder } from '../support/temp-db.ts';

const SEND_TIMEOUT_MS = 20_000;
const alert = {
  title: 'T',
  body: 'B',
  type: 'info' as const,
  event: {
    id: 1,
    at: '2026-01-05T12:00:00.000Z',
    action: 'dns.health_alert' as const,
    label: 'DNS problem',
    severity: 'failure' as const,
    actor: 'monitor',
    target: 'one',
    account: null,
    details: {},
  },
};
const target: StoredTarget = {
  id: 't1',
  label: '',
  service: 'custom',
  maskedUrl: 'json://127.0.0.1/…',
  store: 'keychain',
  url: null,
  envVariable: null,
  events: null,
  minimumSeverity: 'info',
  enabled: true,
  disabledAt: null,
  createdAt: 0,
  removedAt: null,
};

/** A Python that is ready after a while, and writes down what it is given to send. */
function slowWorld() {
  const folder = tempFolder();
  const python = join(folder, 'python3');
  const requests = join(folder, 'requests');
  writeFileSync(
    python,
    `#!/bin/sh
case "$1" in -c) echo "Apprise v1.13.0"; exit 0;; esac
sleep 0.5
echo '{"id":null,"ok":true,"ready":true}'
while read line; do echo "$line" >> '${requests}'; echo '{"id":1,"ok":true,"ms":1}'; done
`,
  );
  chmodSync(python, 0o755);
  const clock = new FakeClock();
  const engine = new AppriseEngine({
    clock,
    log: { log: () => {} },
    workerScript: 'worker',
    places: () => ({ settingsPath: python, privateEnvDir: folder }),
    changed: () => {},
  });
  onTestFinished(() => engine.stop());
  return { clock, engine, requests };
}

describe('what the dispatcher has given up is not sent after all: it goes again, and would arrive twice', () => {
  it('a worker that needed long to start', async () => {
    const { clock, engine, requests } = slowWorld();
    await engine.ensure();
    const sending = engine.send('json://127.0.0.1/', alert, 'a', clock.now() + SEND_TIMEOUT_MS);
    await sleep(100);
    await clock.advance(16_000);
    expect(await sending).toMatchObject({ ok: false, permanent: false });
    expect(existsSync(requests)).toBe(false);
    // Started now, it takes the next one.
    expect(await engine.send('json://127.0.0.1/', alert, 'a')).toMatchObject({ ok: true });
  });

  it('a keychain that needed long to answer', async () => {
    const { clock, engine, requests } = slowWorld();
    await engine.ensure();
    const targets = createTargetRepository(tempDb());
    targets.insert(target);
    const credentials = createCredentials({
      environment: () => ({}),
      keychain: {
        state: async () => ({ usable: true }),
        get: async () => {
          await clock.advance(16_000);
          return 'json://127.0.0.1/';
        },
        set: async () => {},
        delete: async () => {},
      },
    });
    const channel = createAppriseChannel(engine, credentials, targets);
    expect(await channel.send(alert, target.id, clock.now() + SEND_TIMEOUT_MS)).toMatchObject({ ok: false });
    expect(existsSync(requests)).toBe(false);
  });

  it('a test and an alert of one target do not wait for each other', async () => {
    const lanes: string[] = [];
    const { clock, engine } = slowWorld();
    engine.send = async (_url, _message, lane) => {
      lanes.push(lane);
      return { ok: true, ms: 1 };
    };
    const targets = createTargetRepository(tempDb());
    targets.insert({ ...target, store: 'database', url: 'json://127.0.0.1/' });
    const keychain = {
      state: async () => ({ usable: true as const }),
      get: async () => undefined,
      set: async () => {},
      delete: async () => {},
    };
    const credentials = createCredentials({ environment: () => ({}), keychain });
    const channel = createAppriseChannel(engine, credentials, targets);
    const { event: _, ...test } = alert;
    await channel.send(alert, target.id, clock.now() + SEND_TIMEOUT_MS);
    await channel.send(test, target.id, clock.now() + SEND_TIMEOUT_MS);
    expect(new Set(lanes).size).toBe(2);
  });
});
