import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import type { EngineChannel } from '../../src-shared/ipc/channels.ts';
import type { IpcInput, IpcOutput } from '../../src-shared/ipc/contract.ts';
import { fillBigData } from '../support/big-data.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openTestEngine } from '../support/test-engine.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
/** What one look at a screen may cost the main process. */
const BAR_MS = 50;

async function bigEngine(): Promise<Engine> {
  const engine = await openTestEngine({ clock: new FakeClock(NOW) });
  fillBigData(engine.parts.db, {
    accountId: 'default',
    domains: 500,
    mailboxes: 10_000,
    events: 0,
    deliveries: 0,
    seed: 7,
    now: NOW,
    sampleDays: 0,
  });
  return engine;
}

/** The best of some: other work of this machine is not what is measured. */
async function ask<C extends EngineChannel>(engine: Engine, channel: C, input: IpcInput<C>) {
  let best = Number.POSITIVE_INFINITY;
  let value: IpcOutput<C> | undefined;
  for (let round = 0; round < 7; round++) {
    const startedAt = performance.now();
    const answer = await engine.call(channel, input);
    best = Math.min(best, performance.now() - startedAt);
    if (!answer.ok) throw new Error(answer.message);
    value = answer.value;
  }
  if (value === undefined) throw new Error('nothing was asked');
  return { value, ms: best };
}

describe('500 domains and 10,000 mailboxes', () => {
  it('are listed and summed up within 50 ms', { timeout: 60_000 }, async () => {
    const engine = await bigEngine();
    const list = await ask(engine, 'domains.list', undefined);
    const overview = await ask(engine, 'overview.get', undefined);
    const [first] = list.value;
    const detail = await ask(engine, 'domains.get', {
      account: first?.account ?? '',
      domain: first?.domain ?? '',
    });
    console.log(
      `domains.list ${list.ms.toFixed(1)} ms (${JSON.stringify(list.value).length} bytes), overview.get ` +
        `${overview.ms.toFixed(1)} ms (${JSON.stringify(overview.value).length} bytes), domains.get ${detail.ms.toFixed(1)} ms`,
    );
    expect(list.ms).toBeLessThan(BAR_MS);
    expect(overview.ms).toBeLessThan(BAR_MS);
    expect(detail.ms).toBeLessThan(BAR_MS);

    expect(list.value).toHaveLength(500);
    expect(list.value.reduce((sum, row) => sum + row.mailboxes, 0)).toBe(10_000);
    // Trouble first.
    expect(first).toMatchObject({
      overall: 'unhealthy',
      account: 'default',
      checks: { mx: 'fail', spf: 'pass' },
    });
    const { counts, attention, attentionTotal, alarmedMailboxes, alarmedTotal, mailboxes, state } =
      overview.value;
    expect(state).toBe('unhealthy');
    expect(mailboxes).toBe(10_000);
    expect(counts.healthy + counts.degraded + counts.unhealthy).toBe(500);
    expect(attention).toHaveLength(100);
    expect(attentionTotal).toBe(counts.degraded + counts.unhealthy + alarmedTotal);
    expect(alarmedMailboxes).toHaveLength(20);
    const percents = alarmedMailboxes.map(({ quotaPercent }) => quotaPercent ?? 0);
    expect(percents).toEqual([...percents].sort((a, b) => b - a));
    expect(alarmedTotal).toBe(engine.parts.db.prepare('SELECT count(*) FROM mailbox_alarms').pluck().get());
    expect(detail.value.checks.mx).toMatchObject({ status: 'fail', message: 'Nothing is published.' });
  });
});
