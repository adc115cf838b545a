import { describe, expect, it } from 'vitest';
import { alerts, HOUR, setUp } from './dns-monitor-support.ts';

describe('a scan that says nothing changes nothing', () => {
  it.each<[string, (parts: Awaited<ReturnType<typeof setUp>>) => unknown, string, RegExp]>([
    [
      'GET /domains fails',
      ({ account }) => account.fail('list'),
      'server_error',
      /MXroute answered with an error/,
    ],
    ['the key is wrong', ({ account }) => account.fail('list', 'unauthorized'), 'unauthorized', /MXroute/],
    [
      'the list is suddenly empty',
      ({ account }) => account.domains.splice(0),
      'empty_answer',
      /listed no domains/,
    ],
    [
      'no resolver answers',
      ({ everywhere }) => everywhere((s) => s.behave('*', { drop: true })),
      'no_dns',
      /network/,
    ],
    [
      'every resolver refuses',
      ({ everywhere }) => everywhere((s) => s.behave('*', { rcode: 'refused' })),
      'no_dns',
      /network/,
    ],
    [
      'the disk is full',
      ({ audit, everywhere }) => {
        audit.failing = true;
        everywhere((s) => s.removeRecord('b.example', 'MX'));
      },
      'SQLITE_FULL',
      /^The disk is full\. Free some space/,
    ],
  ])('%s', async (_what, breakIt, errorCode, message) => {
    const parts = await setUp(['a.example', 'b.example']);
    parts.everywhere((server) => server.removeRecord('a.example', 'MX'));
    await parts.run();
    const before = parts.dump();
    breakIt(parts);
    const failed = await parts.run();
    expect(failed).toMatchObject({ ok: false, cancelled: false, errorCode, events: [] });
    expect(failed.message).toMatch(message);
    expect(parts.dump()).toBe(before);
  });

  it('is not a failure where the account never had a domain', async () => {
    const { run } = await setUp([]);
    expect(await run()).toMatchObject({ ok: true, message: 'This account has no domains.', events: [] });
  });

  it('gives up early on a fleet when nothing answers', async () => {
    const { run, everywhere } = await setUp(Array.from({ length: 400 }, (_, index) => `d${index}.example`));
    everywhere((server) => server.behave('*', { drop: true }));
    const failed = await run();
    expect(failed).toMatchObject({ ok: false, errorCode: 'no_dns' });
    expect(failed.durationMs).toBeLessThan(3_000);
  });

  it('leaves no trace when it is cancelled', async () => {
    const { run, everywhere, dump, monitor } = await setUp(['a.example', 'b.example']);
    await run();
    const before = dump();
    everywhere((server) => {
      server.removeRecord('a.example', 'MX');
      server.behave('b.example', { drop: true });
    });
    const controller = new AbortController();
    const seen: [number, number, string | null][] = [];
    const cancelled = await monitor.run({
      priority: 'interactive',
      signal: controller.signal,
      onProgress: (...progress) => {
        seen.push(progress);
        if (progress[0] === 1) controller.abort();
      },
    });
    expect(cancelled).toMatchObject({ ok: false, cancelled: true, events: [] });
    expect(seen).toEqual([
      [0, 2, null],
      [1, 2, 'a.example'],
    ]);
    expect(dump()).toBe(before);
    expect(await run(undefined, AbortSignal.abort())).toMatchObject({ ok: false, cancelled: true });
    everywhere((server) => server.behave('b.example', undefined));
    expect(alerts(await run())).toHaveLength(1);
  });

  it.each([
    ['the first two', [0, 1]],
    ['all but one', [0, 1, 3]],
  ])('goes on watching where of four resolvers %s do not answer any more', async (_which, dead) => {
    const { servers, everywhere, run, clock } = await setUp(['a.example'], { resolvers: 4 });
    expect(await run()).toMatchObject({ ok: true });
    for (const index of dead) servers[index]?.behave('*', { drop: true });
    everywhere((server) => server.removeRecord('a.example', 'MX'));
    clock.shift(24 * HOUR);
    expect(alerts(await run())).toMatchObject([{ domain: 'a.example', to: 'unhealthy' }]);
  });
});
