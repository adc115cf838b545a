import { describe, expect, it } from 'vitest';
import type { Accounts } from '../../../../src-main/engine/accounts/accounts.ts';
import type { ActiveAccount } from '../../../../src-main/engine/accounts/active.ts';
import { createAuditLog } from '../../../../src-main/engine/audit/log.ts';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import { ChangeFeed } from '../../../../src-main/engine/feed.ts';
import type { MonitorRun } from '../../../../src-main/engine/monitor.ts';
import type { MonitorPool } from '../../../../src-main/engine/monitor-pool.ts';
import { createNetworkSwitch, type NetworkSwitch } from '../../../../src-main/engine/platform/network.ts';
import { ScanCoordinator } from '../../../../src-main/engine/scans/scan-coordinator.ts';
import { createScheduleRepository } from '../../../../src-main/engine/scheduler/repository.ts';
import { createEnvironment } from '../../../../src-main/engine/settings/environment.ts';
import { createSettingsStore } from '../../../../src-main/engine/settings/store.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';

const REFUSED: MonitorRun = {
  monitor: 'dns',
  ok: false,
  cancelled: false,
  message: 'MXroute did not accept the credentials (401).',
  errorCode: 'unauthorized',
  durationMs: 1,
  requests: 1,
  events: [],
};
const alice: ActiveAccount = {
  id: 'default',
  label: 'alice',
  server: 'eagle.mxlogin.com',
  username: 'alice',
  apiUrl: 'https://api.mxroute.com',
  fromEnvironment: [],
};

/** @param during what happens to the accounts while the scan is under way. */
async function scanWhile(
  ending: MonitorRun,
  during: (accounts: ActiveAccount[], network: NetworkSwitch) => void,
) {
  const db = tempDb();
  const clock = new FakeClock();
  const log = { log: () => undefined };
  const active = [alice];
  const environment = createEnvironment('/nowhere/.env', { add: () => undefined } as never, {});
  const network = createNetworkSwitch();
  const monitor = {
    run: async () => {
      during(active, network);
      return ending;
    },
  };
  const schedule = createScheduleRepository(db);
  const scans = new ScanCoordinator({
    db,
    clock,
    random: { next: () => 0.5 },
    log,
    audit: createAuditLog({ db, clock, enqueue: () => undefined, recorded: () => undefined }),
    settings: createSettingsStore(db, environment, clock),
    environment,
    accounts: { active: () => [...active] } as unknown as Accounts,
    pool: { for: () => ({ dns: monitor, usage: monitor }) } as unknown as MonitorPool,
    network,
    schedule,
    feed: new ChangeFeed(),
  });
  const [run] = await scans.scanNow('dns').runs;
  const events = createEventQueries(db).list({ limit: 10 });
  return { run, row: schedule.get('default', 'dns'), events: events.map(({ action }) => action) };
}

describe('an account that changes while it is scanned', () => {
  it('refused credentials of an account that stays are told at once', async () => {
    const { events, run } = await scanWhile(REFUSED, () => undefined);
    expect(events).toEqual(['monitor.failed']);
    expect(run?.message).toBe(REFUSED.message);
  });

  it.each<[string, (accounts: ActiveAccount[]) => void]>([
    ['edited', (accounts) => accounts.splice(0, 1, { ...alice, username: 'bob' })],
    ['swapped by the environment', (accounts) => accounts.splice(0, 1, { ...alice, id: 'other' })],
    ['removed', (accounts) => accounts.splice(0)],
  ])('%s: the refusal is no news about what is there now, and the scan stays due', async (_, during) => {
    const { events, run, row } = await scanWhile(REFUSED, during);
    expect(events).toEqual([]);
    expect(row).toBeUndefined();
    expect(run).toMatchObject({
      ok: false,
      cancelled: true,
      message: 'The account was changed while it was being checked.',
    });
  });

  it('a scan of the old login does not put off the first one of the new', async () => {
    const fine = { ...REFUSED, ok: true, errorCode: undefined, message: 'fine' } as MonitorRun;
    const { run, row } = await scanWhile(fine, (accounts) =>
      accounts.splice(0, 1, { ...alice, username: 'bob' }),
    );
    expect(run?.ok).toBe(true);
    expect(row).toBeUndefined();
  });
});

describe('a network that goes while an account is scanned', () => {
  it('is no failure: nothing is recorded and the scan stays due', async () => {
    const cut = { ...REFUSED, errorCode: 'network', message: 'Could not reach MXroute (no network).' };
    const { events, row, run } = await scanWhile(cut, (_accounts, network) => network.set(false));
    expect(run).toMatchObject({ ok: false, message: expect.stringContaining('is offline') });
    expect(events).toEqual([]);
    expect(row).toBeUndefined();
  });
});
