import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { type Receiver, startReceiver, until, WORKER_SCRIPT } from '../support/delivery.ts';

type Answer = Record<string, unknown>;

let receiver: Receiver;
let child: ChildProcessByStdio<Writable, Readable, null>;
let answers: Answer[];
let exit: number | null | undefined;

const begin = async (python: string) => {
  receiver = await startReceiver();
  answers = [];
  exit = undefined;
  child = spawn(python, [WORKER_SCRIPT], { stdio: ['pipe', 'pipe', 'ignore'] });
  const started = child;
  // The one of the test before may be told to be gone only now.
  started.on('exit', (code) => {
    if (child === started) exit = code;
  });
  createInterface(child.stdout).on('line', (line) => answers.push(JSON.parse(line) as Answer));
  await until(() => answers.length === 1);
};
afterEach(async () => {
  child.kill('SIGKILL');
  await receiver.close();
});

const write = (...lines: (string | object)[]) =>
  child.stdin.write(
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
const answered = async (id: number): Promise<Answer> => {
  await until(() => answers.some((answer) => answer.id === id));
  return answers.find((answer) => answer.id === id) ?? {};
};
const message = (id: number, path: string, more: object = {}) => ({
  id,
  op: 'send',
  lane: 'a',
  url: receiver.url(path),
  title: 't',
  body: 'b',
  type: 'info',
  timeoutMs: 5_000,
  ...more,
});

describe.each(await apprisePythons())('the worker with Apprise $version', ({ path, version }) => {
  beforeEach(() => begin(path));

  it('says that it is ready, and its version', async () => {
    expect(answers[0]).toMatchObject({ ready: true, version });
    write({ id: 1, op: 'version' });
    expect(await answered(1)).toMatchObject({ ok: true, python: expect.stringMatching(/^3\./) });
  });

  it('answers whatever is asked, and lives on', async () => {
    write(
      'garbage',
      '[]',
      '"x"',
      '{"id":1}',
      '{"id":2,"op":7}',
      '{"id":3,"op":"send"}',
      { ...message(4, '/ok'), body: '' },
      { ...message(5, '/ok'), type: 'odd' },
      { ...message(6, '/ok'), timeoutMs: 'soon' },
      { ...message(7, '/ok'), url: null },
      { id: 8, op: 'prewarm', urls: 'x' },
      { id: 9, op: 'validate' },
      { id: { odd: 1 }, op: 'ping' },
      '['.repeat(200_000),
      message(20, '/ok'),
    );
    expect(await answered(20)).toMatchObject({ ok: true });
    for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(await answered(id)).toMatchObject({ ok: false, kind: 'bad_request' });
    expect(answers.filter(({ kind }) => kind === 'bad_json').length).toBeGreaterThanOrEqual(2);
    expect(receiver.received).toHaveLength(1);
  });

  it('tells how it is', async () => {
    write(message(1, '/hang', { timeoutMs: 60_000 }), { id: 2, op: 'health' });
    const { openJobs, rssKb, threads, uptimeMs } = await answered(2);
    expect(openJobs).toBe(1);
    expect(Number(rssKb) / 1024).toBeGreaterThan(10);
    expect(Number(rssKb) / 1024).toBeLessThan(300);
    expect(Number(threads)).toBeGreaterThanOrEqual(3);
    expect(Number(uptimeMs)).toBeGreaterThanOrEqual(0);
  });

  it('refuses a line over 1 MB and reads the next', async () => {
    write('x'.repeat(3 * 1024 * 1024), { id: 1, op: 'ping' });
    expect(await answered(1)).toMatchObject({ ok: true });
    expect(answers.some(({ kind }) => kind === 'too_large')).toBe(true);
  });

  it('validates, prewarms, and describes every service', async () => {
    write(
      { id: 1, op: 'validate', url: 'ntfys://ntfy.sh/topic' },
      { id: 2, op: 'validate', url: 'nonsense://x' },
      { id: 3, op: 'prewarm', urls: ['json://127.0.0.1', 5, 'nonsense://'] },
      { id: 4, op: 'services' },
    );
    expect(await answered(1)).toMatchObject({ ok: true, accepted: true });
    expect(await answered(2)).toMatchObject({ ok: true, accepted: false });
    expect(await answered(3)).toMatchObject({ ok: true, warmed: 1 });
    expect((await answered(4)).services).toHaveProperty('length');
    expect(JSON.stringify(await answered(4)).length).toBeGreaterThan(50_000);
  });

  it('ends a dripping and a hanging message at its deadline, and the lane goes on', async () => {
    write(
      message(1, '/drip', { timeoutMs: 700 }),
      message(2, '/hang', { lane: 'b', timeoutMs: 700 }),
      message(3, '/ok'),
    );
    expect(await answered(1)).toMatchObject({ ok: false, kind: 'timeout' });
    expect(await answered(2)).toMatchObject({ ok: false, kind: 'timeout' });
    expect(await answered(3)).toMatchObject({ ok: true });
    expect(answers.filter(({ id }) => id === 1)).toHaveLength(1);
  });

  it('a message that waited until its time was over is not sent: whoever asked has given it up', async () => {
    write(message(1, '/hang', { timeoutMs: 900 }), message(2, '/late', { timeoutMs: 400 }));
    expect(await answered(1)).toMatchObject({ ok: false, kind: 'timeout' });
    expect(await answered(2)).toMatchObject({ ok: false, kind: 'busy' });
    write(message(3, '/ok'));
    expect(await answered(3)).toMatchObject({ ok: true });
    expect(receiver.received.map(({ path }) => path)).not.toContain('/late');
  });

  it('1,000 messages in 10 lanes, one hanging: the others are done in their order', async () => {
    const started = Date.now();
    write(message(1, '/hang', { lane: 'dead', timeoutMs: 20_000 }));
    for (let index = 0; index < 1_000; index++)
      write(message(10 + index, `/lane-${index % 9}?-n=${index}`, { lane: `l${index % 9}` }));
    await until(
      () =>
        answers.filter(({ ok, id }) => ok && Number(id) >= 10).length +
          answers.filter(({ kind }) => kind === 'busy').length ===
        1_000,
    );
    expect(Date.now() - started).toBeLessThan(15_000);
    for (let lane = 0; lane < 9; lane++) {
      const order = receiver.received
        .filter(({ path }) => path.startsWith(`/lane-${lane}`))
        .map(({ path }) => Number(path.split('n=')[1]));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it('at the end of its input finishes what is under way, and ends', async () => {
    write(message(1, '/ok'));
    child.stdin.end();
    expect(await answered(1)).toMatchObject({ ok: true });
    await until(() => exit !== undefined);
    expect(exit).toBe(0);
  });

  it('ignores an interrupt meant for the app, and does not outlive a parent that hangs up on a hanging message', async () => {
    child.kill('SIGINT');
    write({ id: 1, op: 'ping' });
    expect(await answered(1)).toMatchObject({ ok: true });
    write(message(2, '/hang', { timeoutMs: 60_000 }));
    child.stdin.end();
    await until(() => exit !== undefined, 8_000);
    expect(exit).toBe(0);
  });
});
