import { describe, expect, it } from 'vitest';
import type { MonitorRun, ScanOptions } from '../../../../src-main/engine/monitor.ts';
import type { AccountMonitors } from '../../../../src-main/engine/monitor-pool.ts';
import { addAccount } from '../../../support/temp-db.ts';
import { openTestEngine } from '../../../support/test-engine.ts';

/** An engine of two accounts with the same domain, whose monitors note what they were asked for. */
async function withTwoAccounts() {
  const engine = await openTestEngine({ shell: 'headless' });
  const { db, pool, lock, scans } = engine.parts;
  for (const id of ['first', 'second']) addAccount(db, id);
  lock.tryAcquire();
  const looked: string[] = [];
  pool.for = ({ id }) => {
    const looking = (monitor: MonitorRun['monitor']) => ({
      async run({ only }: ScanOptions): Promise<MonitorRun> {
        looked.push(`${id} ${monitor} ${only?.join() ?? 'everything'}`);
        const nothing = { durationMs: 0, requests: 0, events: [] };
        return { monitor, ok: true, cancelled: false, message: 'fine', ...nothing };
      },
    });
    return { dns: looking('dns') } as unknown as AccountMonitors;
  };
  const idle = async () => {
    while (scans.underWay().length > 0) await new Promise((turn) => setImmediate(turn));
    return looked.sort();
  };
  return { engine, idle };
}

describe('scan.start', () => {
  const domains = ['shared.example'];

  it('looks at the domain of the one account that is named, though another has one of the same name', async () => {
    const { engine, idle } = await withTwoAccounts();
    const answer = await engine.call('scan.start', { kind: 'dns', domains, accountId: 'second' });
    expect(answer.ok).toBe(true);
    expect(await idle()).toEqual(['second dns shared.example']);
  });

  it('looks at all accounts where none is named', async () => {
    const { engine, idle } = await withTwoAccounts();
    await engine.call('scan.start', { kind: 'dns', domains });
    expect(await idle()).toEqual(['first dns shared.example', 'second dns shared.example']);
  });

  it('says so where the account is gone, and looks at no other', async () => {
    const { engine, idle } = await withTwoAccounts();
    const answer = await engine.call('scan.start', { kind: 'dns', domains, accountId: 'removed' });
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
    expect(await idle()).toEqual([]);
  });
});
