import { describe, expect, it } from 'vitest';
import type { FeedMessage } from '../../../../src-shared/ipc/feed.ts';
import { fillBigData } from '../../../support/big-data.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { openTestEngine } from '../../../support/test-engine.ts';

const NOW = Date.UTC(2026, 0, 5, 12);

async function openEngine(accounts = ['default']) {
  const engine = await openTestEngine({ clock: new FakeClock(NOW) });
  const { db } = engine.parts;
  for (const accountId of accounts) {
    const seed = accountId.length;
    const size = { domains: 4, mailboxes: 12, events: 0, deliveries: 0, sampleDays: 0 };
    fillBigData(db, { accountId, ...size, seed, now: NOW });
  }
  const heard: FeedMessage[] = [];
  engine.subscribe((message) => heard.push(message));
  const list = async () => {
    const answer = await engine.call('domains.list', undefined);
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  };
  return { engine, db, heard, list };
}

describe('domains.list', () => {
  it('puts trouble first, then goes by name', async () => {
    const { db, list } = await openEngine();
    const names = (await list()).map(({ domain }) => domain).sort();
    const set = db.prepare('UPDATE domains SET overall = ? WHERE domain = ?');
    ['healthy', 'degraded', 'unknown', 'unhealthy'].forEach((overall, index) => {
      set.run(overall, names[index]);
    });
    expect((await list()).map(({ domain, overall }) => `${overall} ${domain}`)).toEqual([
      `unhealthy ${names[3]}`,
      `degraded ${names[1]}`,
      `unknown ${names[2]}`,
      `healthy ${names[0]}`,
    ]);
  });

  it('names the account, counts mailboxes, and tells of each check only its status', async () => {
    const { list } = await openEngine(['default', 'second']);
    const rows = await list();
    expect(rows.filter(({ account }) => account === 'second')).toHaveLength(4);
    expect(rows.reduce((sum, { mailboxes }) => sum + mailboxes, 0)).toBe(24);
    expect(Object.values(rows[0]?.checks ?? {}).every((status) => typeof status === 'string')).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('eagle.mxlogin.com');
  });

  it('takes a check that cannot be read as not checked', async () => {
    const { db, list } = await openEngine();
    db.prepare("UPDATE domain_checks SET result = '[1]' WHERE check_name = 'mx'").run();
    db.prepare("DELETE FROM domain_checks WHERE check_name = 'spf'").run();
    const [row] = await list();
    expect([row?.checks.mx, row?.checks.spf, row?.checks.dkim]).toEqual(['unknown', 'unknown', 'pass']);
  });
});

describe('domains.get', () => {
  it('gives everything that is known of one domain', async () => {
    const { engine, list } = await openEngine();
    const [row] = await list();
    const answer = await engine.call('domains.get', {
      account: 'default',
      domain: row?.domain.toUpperCase() ?? '',
    });
    const { checks: _statuses, ...facts } = row ?? { checks: null };
    expect(answer).toMatchObject({
      ok: true,
      value: {
        ...facts,
        checks: { dkim: { status: 'pass', message: 'As expected.' } },
        policy: { dmarcRecord: null, acceptedMxHosts: [] },
        dmarcDefault: 'v=DMARC1; p=none; sp=none; adkim=r; aspf=r;',
        advice: null,
      },
    });
    expect(answer.ok && answer.value.history.length).toBeGreaterThan(1);
  });

  it('knows neither domains nor accounts that are not there', async () => {
    const { engine, list } = await openEngine();
    const [row] = await list();
    for (const request of [
      { account: 'default', domain: 'other.example' },
      { account: 'other', domain: row?.domain ?? '' },
    ]) {
      const policy = { ...request, dmarcRecord: null, acceptedMxHosts: [] };
      expect(await engine.call('domains.get', request)).toMatchObject({ ok: false, code: 'not_found' });
      expect(await engine.call('domains.advise', request)).toMatchObject({ ok: false, code: 'not_found' });
      expect(await engine.call('domains.setPolicy', policy)).toMatchObject({ ok: false, code: 'not_found' });
    }
  });
});

describe('domains.setPolicy', () => {
  const set = async (dmarcRecord: string | null, acceptedMxHosts: string[]) => {
    const { engine, heard, list } = await openEngine();
    const domain = (await list())[0]?.domain ?? '';
    const answer = await engine.call('domains.setPolicy', {
      account: 'default',
      domain,
      dmarcRecord,
      acceptedMxHosts,
    });
    await new Promise((resolve) => setImmediate(resolve));
    return { answer, topics: heard.map(({ topic }) => topic) };
  };

  it('keeps the policy, shows it in Unicode, and tells every window', async () => {
    const { answer, topics } = await set('v=DMARC1; p=reject', [
      'XN--MNCHEN-3YA.example.',
      'münchen.example',
    ]);
    expect(answer).toMatchObject({
      ok: true,
      value: { policy: { dmarcRecord: 'v=DMARC1; p=reject', acceptedMxHosts: ['münchen.example'] } },
    });
    expect(topics).toEqual(['domains']);
  });

  it.each<[string, string | null, string[], string, string]>([
    ['no DMARC record', 'p=reject', [], 'dmarcRecord', 'The DMARC record must start with v=DMARC1.'],
    [
      'a policy that there is not',
      'v=DMARC1; p=never',
      [],
      'dmarcRecord',
      'The DMARC record needs p=none, p=quarantine or p=reject.',
    ],
    [
      'no host',
      null,
      ['not a host'],
      'acceptedMxHosts',
      'Also accepted MX hosts: "not a host" is not a host name.',
    ],
    [
      'too many hosts',
      null,
      Array.from({ length: 21 }, (_, index) => `mx${index}.example`),
      'acceptedMxHosts',
      'Also accepted MX hosts: takes at most 20 hosts.',
    ],
  ])('refuses %s', async (_, record, hosts, field, message) => {
    const { answer, topics } = await set(record, hosts);
    expect(answer).toMatchObject({ ok: false, field, message });
    expect(topics).toEqual([]);
  });
});
