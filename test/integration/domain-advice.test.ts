import { describe, expect, it } from 'vitest';
import { type AdviceOptions, adviseDomain } from '../../src-main/engine/dns-health/advice/advise.ts';
import { createDnsQueries } from '../../src-main/engine/dns-health/queries.ts';
import { systemClock } from '../../src-main/engine/platform/clock.ts';
import type { AdviceName, DomainAdvice } from '../../src-shared/dns-advice.ts';
import { ACCOUNT, setUp } from './dns-monitor-support.ts';

type World = Awaited<ReturnType<typeof setUp>>;

async function scanned(domains = ['a.example']) {
  const world = await setUp(domains);
  await world.run();
  for (const server of world.servers) server.resetStats();
  return world;
}

const look = ({ db, clock, servers }: World, domain = 'a.example', more: Partial<AdviceOptions> = {}) =>
  adviseDomain(
    {
      db,
      clock,
      servers: servers.map(({ address }) => address),
      fetchPolicy: async () => ({ kind: 'status', status: 404 }),
      probeCertificate: async () => ({ kind: 'unreachable' }),
      ...more,
    },
    ACCOUNT,
    domain,
  );

const statusOf = ({ results }: DomainAdvice, wanted: AdviceName) =>
  results.find(({ name }) => name === wanted)?.status;

describe('advice for a domain', () => {
  it('is looked up in public DNS, kept, and shown with the domain', async () => {
    const world = await scanned();
    expect(world.state('a.example')?.advice).toBeNull();
    world.everywhere((server) => {
      server.setRecord('a.example', 'NS', ['ns1.example.net']);
      server.setRecord('a.example', 'DS', ['12345 13 2 abcdef']);
      server.setRecord('a.example', 'CAA', [{ tag: 'issue', value: 'letsencrypt.org' }]);
      server.setRecord('_smtp._tls.a.example', 'TXT', ['v=TLSRPTv1; rua=mailto:tls@a.example']);
      server.setRecord('mxroute.com', 'TXT', ['v=spf1 ip4:192.0.2.0/24 -all']);
    });
    const found = await look(world);
    expect(found.results.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'spfLookups good',
      'spfVoidLookups good',
      // The test’s key is none.
      'dkimKey advice',
      'dmarcReports advice',
      'mtaSts advice',
      'tlsRpt good',
      'dnssec good',
      'caa good',
      'mxCertificate advice',
    ]);
    expect(world.state('a.example')?.advice).toEqual(found);
    expect(createDnsQueries(world.db).domainDetail(ACCOUNT, 'A.EXAMPLE.', 0)?.advice).toEqual(found);
  });

  it('never counts, never alerts, and costs a scan nothing', async () => {
    const world = await scanned();
    const lookups = async () => {
      for (const server of world.servers) server.resetStats();
      await world.run();
      return world.servers.map(({ stats }) => [
        ...new Set(stats.asked.map(({ name, type }) => `${type} ${name}`)),
      ]);
    };
    const before = await lookups();
    await look(world);
    expect(world.state('a.example')?.overall).toBe('healthy');
    expect(await lookups()).toEqual(before);
    expect(world.audit.events).toEqual([]);
    // Nor does it spoil what a scan tells of itself.
    for (const server of world.servers) server.resetStats();
    const [inspection] = await Promise.all([
      world.monitor.inspect({ priority: 'interactive' }),
      look(world),
      look(world),
    ]);
    const sent = world.servers.map(({ stats }) => stats.queries)[0] ?? 0;
    expect(inspection.ok && inspection.value.lookups).toBeLessThan(sent / 2);
  });

  it('ends in time and says what is not known, whoever does not answer', async () => {
    const world = await scanned();
    world.everywhere((server) => server.behave('*', { drop: true }));
    const startedAt = Date.now();
    const found = await look(world, 'a.example', { deadlineMs: 400 });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(new Set(found.results.map(({ status }) => status))).toEqual(new Set(['unknown']));
    expect(found.results[0]?.message).toBe('a.example could not be looked up: no resolver answered in time.');
  });

  it('gives servers that do not answer no more time than that', async () => {
    const world = await scanned();
    world.everywhere((server) => {
      server.setRecord('eagle.mxlogin.com', 'A', ['127.0.0.1']);
      server.setRecord('_mta-sts.a.example', 'TXT', ['v=STSv1; id=1']);
      server.setRecord('mta-sts.a.example', 'A', ['127.0.0.1']);
    });
    const ended: string[] = [];
    const found = await look(world, 'a.example', {
      deadlineMs: 400,
      fetchPolicy: (_target, signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            ended.push('policy');
            resolve({ kind: 'unreachable', reason: 'it did not answer in time' });
          }),
        ),
      probeCertificate: (_target, signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            ended.push('certificate');
            resolve({ kind: 'unreachable' });
          }),
        ),
    });
    expect(ended.sort()).toEqual(['certificate', 'policy']);
    expect([statusOf(found, 'mtaSts'), statusOf(found, 'mxCertificate')]).toEqual(['unknown', 'unknown']);
    expect(statusOf(found, 'spfLookups')).not.toBe('unknown');
  });

  it('goes with the domain, and is not kept for one that was removed meanwhile', async () => {
    const world = await scanned(['a.example', 'b.example']);
    await look(world);
    world.account.domains = ['b.example'];
    const rows = () => world.db.prepare('SELECT count(*) FROM domain_advice').pluck().get();
    expect(rows()).toBe(1);
    await world.run();
    expect(rows()).toBe(0);
    await look(world);
    expect(rows()).toBe(0);
  });

  it('is not trusted when it is read back', async () => {
    const world = await scanned();
    await look(world);
    world.db.prepare(`UPDATE domain_advice SET value = '[{"name":"spfLookups"}]'`).run();
    expect(world.state('a.example')?.advice).toBeNull();
  });

  it('takes what MXroute says of the domain into account', async () => {
    const world = await setUp(['a.example']);
    world.account.hostingOff.add('a.example');
    await world.run();
    const found = await look(world, 'a.example', { clock: systemClock });
    expect(statusOf(found, 'mtaSts')).toBe('skipped');
    expect(found.results[0]?.message).toBe('Mail hosting is off for a.example, so this is not needed.');
  });
});
