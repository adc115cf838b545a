import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { discoverApprise } from '../../src-main/engine/notifications/apprise/discovery.ts';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import { realClock, until, WORKER_SCRIPT } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';

let system: string;
beforeAll(async () => {
  system = (await discoverApprise({ settingsPath: '', privateEnvDir: '/nonexistent' }))?.path ?? '';
});

describe('replacing what delivers', () => {
  it('lets a message under way end, holds the next one back, and sends each once', async () => {
    const arrived: string[] = [];
    const slow = createServer((request, response) => {
      request.resume();
      arrived.push(request.url ?? '');
      setTimeout(() => response.end('{}'), 800);
    });
    const port = await new Promise<number>((done) => {
      slow.listen(0, '127.0.0.1', () => done((slow.address() as AddressInfo).port));
    });
    const engine = new AppriseEngine({
      clock: realClock,
      log: { log: () => {} },
      workerScript: WORKER_SCRIPT,
      places: () => ({
        bundled: system,
        settingsPath: '',
        privateEnvDir: join(tempFolder('mxm-replace-'), 'apprise-env'),
      }),
      changed: () => {},
    });
    const send = (name: string) =>
      engine.send(`json://127.0.0.1:${port}/${name}`, { title: 'T', body: 'B', type: 'info' }, name);
    const first = send('first');
    await until(() => arrived.length === 1);
    const before = engine.workerPid;
    let atChange: unknown;
    const replaced = engine.replace(async () => {
      atChange = [arrived.length, engine.workerPid, engine.status().state];
    });
    const second = send('second');
    expect(await first).toMatchObject({ ok: true });
    await replaced;
    expect(await second).toMatchObject({ ok: true });
    expect(atChange).toEqual([1, undefined, 'starting']);
    expect(arrived).toEqual(['/first', '/second']);
    expect(engine.workerPid).not.toBe(before);
    await engine.stop();
    slow.close();
  });
});
