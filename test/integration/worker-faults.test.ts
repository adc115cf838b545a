import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppriseEngine } from '../../src-main/engine/notifications/apprise/engine.ts';
import type { OutgoingMessage, SendOutcome } from '../../src-main/engine/notifications/channel.ts';
import type { Clock } from '../../src-main/engine/ports.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { type Receiver, realClock, startReceiver, until, WORKER_SCRIPT } from '../support/delivery.ts';
import { tempFolder } from '../support/temp-db.ts';

const message: OutgoingMessage = { title: 'Title', body: 'Body', type: 'info' };
const URL = 'json://127.0.0.1/x';
const READY = `{"id":null,"ok":true,"ready":true,"version":"1.9.9"}`;
/** Answers every request as delivered. */
const ANSWERING = `
import readline from 'node:readline';
const answer = (line) => {
  const { id, op } = JSON.parse(line);
  console.log(JSON.stringify(op === 'health' ? { id, ok: true, rssKb: 51200 } : { id, ok: true, ms: 1 }));
};
const serve = () => readline.createInterface({ input: process.stdin }).on('line', answer);
`;

let folder: string;
let engine: AppriseEngine;
let logged: string[];

beforeEach(() => {
  folder = tempFolder('mxm-worker-');
  logged = [];
  // No other Apprise to fall back to.
  vi.stubEnv('PATH', '/nonexistent');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
  expect(logged.join('\n')).not.toContain('S3CRET');
});

/** A Python that looks like one with Apprise, and runs this program as the worker. */
function start(program: string, clock: Clock = realClock): AppriseEngine {
  const [python, script] = [join(folder, 'python3'), join(folder, 'worker.mjs')];
  writeFileSync(script, program);
  writeFileSync(
    python,
    `#!/bin/sh\ncase "$1" in -c) echo "Apprise v1.9.9"; exit 0;; esac\nexec '${process.execPath}' '${script}'\n`,
  );
  chmodSync(python, 0o755);
  engine = new AppriseEngine({
    clock,
    log: { log: (...line) => void logged.push(JSON.stringify(line)) },
    workerScript: WORKER_SCRIPT,
    places: () => ({ settingsPath: python, privateEnvDir: '/nonexistent' }),
    changed: () => {},
  });
  return engine;
}

const send = (): Promise<SendOutcome> => engine.send(URL, message, 'a');
/** Twenty times as fast, for what takes half a minute. */
const fast: Clock = {
  now: () => Date.now() * 20,
  after: (ms, run) => realClock.after(ms / 20, run),
};

describe('a worker that does not do what it should', () => {
  const harmless: [string, string][] = [
    [
      'rubbish before it is ready',
      `console.log('hello'); console.log('{"a":'); console.log('${READY}'); serve();`,
    ],
    [
      'half a line, and the rest later',
      `process.stdout.write('${READY.slice(0, 20)}'); setTimeout(() => { process.stdout.write('${READY.slice(20)}\\n'); serve(); }, 100);`,
    ],
    ['several lines in one piece', `process.stdout.write('[]\\n"x"\\n7\\nnull\\n${READY}\\n'); serve();`],
    [
      'bytes that are no text',
      `process.stdout.write(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a])); console.log('${READY}'); serve();`,
    ],
    [
      'a line of 20 MB',
      `process.stdout.write('x'.repeat(20 << 20) + '\\n'); console.log('${READY}'); serve();`,
    ],
    [
      'answers to questions that nobody asked',
      `console.log('${READY}'); console.log('{"id":99,"ok":true}'); console.log('{"id":"1","ok":1}'); serve();`,
    ],
    [
      'a flood on stderr',
      `for (let i = 0; i < 1000; i++) console.error('S3CRET'.repeat(100)); console.log('${READY}'); serve();`,
    ],
  ];
  it.each(harmless)('%s: delivered all the same', async (_, program) => {
    start(`${ANSWERING}${program}`);
    expect(await send()).toEqual({ ok: true, ms: 1 });
    expect(await send()).toEqual({ ok: true, ms: 1 });
  });

  const unable: [string, string][] = [
    ['dies at once', 'process.exit(1);'],
    [
      'says that it has no Apprise',
      `console.log('{"id":null,"ok":false,"fatal":"import"}'); process.exit(3);`,
    ],
    ['half a line, and dies', `process.stdout.write('${READY.slice(0, 20)}'); process.exitCode = 1;`],
  ];
  it.each(unable)('%s: the message waits, and the engine counts as missing', async (_, program) => {
    start(program);
    expect(await send()).toMatchObject({ ok: false, permanent: false, unavailable: true });
    expect(engine.status()).toMatchObject({ state: 'missing', worker: null, remedy: expect.any(String) });
  });

  it('only rubbish, and never ready: given up after 30 seconds', async () => {
    start(`setInterval(() => console.log('rubbish'), 5);`, fast);
    expect(await send()).toMatchObject({ ok: false, permanent: false, unavailable: true });
  });

  it('broken for good: it is not started over and over', async () => {
    const starts = join(folder, 'starts');
    start(`import { appendFileSync } from 'node:fs'; appendFileSync('${starts}', 'x'); process.exit(1);`);
    for (let count = 0; count < 10; count++) expect((await send()).ok).toBe(false);
    expect(readFileSync(starts, 'utf8')).toBe('x');
  });

  it('dies with every message: none is lost, and it comes back with a growing pause', async () => {
    start(`console.log('${READY}'); process.stdin.once('data', () => process.exit(1));`);
    expect(await send()).toMatchObject({
      ok: false,
      permanent: false,
      reason: expect.stringMatching(/stopped/),
    });
    expect(await send()).toMatchObject({ ok: false, permanent: false });
    expect(engine.status().worker).toMatchObject({ restarts: 2 });
  });

  it('answers nothing: the message ends in time, and the worker is replaced', async () => {
    start(`console.log('${READY}'); process.stdin.resume();`, fast);
    const pid = new Promise<number | undefined>((resolve) =>
      setTimeout(() => resolve(engine.workerPid), 500),
    );
    expect(await send()).toMatchObject({ ok: false, permanent: false });
    const before = await pid;
    await until(() => engine.workerPid !== undefined && engine.workerPid !== before);
    expect(engine.status().worker?.restarts).toBe(1);
  });

  it('killed: it is back before the next message needs it', async () => {
    start(`${ANSWERING} console.log('${READY}'); serve();`);
    expect(await send()).toMatchObject({ ok: true });
    const pid = engine.workerPid;
    process.kill(pid ?? 0, 'SIGKILL');
    await until(() => engine.status().worker?.restarts === 1 && engine.status().worker?.state === 'running');
    expect(engine.workerPid).not.toBe(pid);
    expect(await send()).toMatchObject({ ok: true });
  });

  it('without Python: missing, and the message waits', async () => {
    start('');
    rmSync(join(folder, 'python3'));
    expect(await send()).toMatchObject({ ok: false, permanent: false, unavailable: true });
    expect(engine.status().state).toBe('missing');
  });
});

describe.each(await apprisePythons())(
  'what the engine panel tells about Apprise $version',
  ({ path, version }) => {
    let receiver: Receiver;
    let changes: number;
    beforeEach(async () => {
      vi.unstubAllEnvs();
      receiver = await startReceiver();
      changes = 0;
      engine = new AppriseEngine({
        clock: realClock,
        log: { log: () => {} },
        workerScript: WORKER_SCRIPT,
        places: () => ({ settingsPath: path, privateEnvDir: '/nonexistent' }),
        changed: () => changes++,
      });
      await engine.ensure();
    });
    afterEach(() => receiver.close());

    it('how many services it knows: asked once, in the background, without a worker', async () => {
      changes = 0;
      engine.refresh();
      expect(engine.status()).toMatchObject({ version, services: null, worker: null });
      await until(() => engine.status().services !== null);
      expect(engine.status().services).toBeGreaterThanOrEqual(80);
      expect(changes).toBe(1);
      expect(engine.workerPid).toBeUndefined();
      engine.refresh();
      expect(engine.status().services).toBeGreaterThanOrEqual(80);
    });

    it('how the worker is: since when, what it works on, how much memory it takes', async () => {
      const began = Date.now();
      expect(await engine.send(receiver.url('/ok'), message, 'a')).toMatchObject({ ok: true });
      const hanging = engine.send(receiver.url('/slow'), message, 'b');
      await until(() => receiver.received.length === 2);
      engine.refresh();
      await until(() => engine.status().worker?.memoryMb !== null);
      const { worker } = engine.status();
      expect(worker).toMatchObject({ state: 'running', restarts: 0, inFlight: 1 });
      expect(Math.abs(Date.parse(worker?.startedAt ?? '') - began)).toBeLessThan(10_000);
      expect(worker?.memoryMb).toBeGreaterThan(15);
      expect(worker?.memoryMb).toBeLessThan(200);
      await hanging;
      expect(engine.status().worker?.inFlight).toBe(0);
    });
  },
);
