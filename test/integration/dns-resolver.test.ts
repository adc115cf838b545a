import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeServers } from '../../src-main/engine/dns/probe.ts';
import { createResolver, type ResolverOptions } from '../../src-main/engine/dns/resolver.ts';
import { createServer } from '../../src-main/engine/dns/server.ts';
import { systemClock, systemRandom } from '../../src-main/engine/platform/clock.ts';
import { type DnsBehaviour, type DnsServer, startDnsServer } from '../simulator/dns-server.ts';
import type { Zones } from '../simulator/dns-zones.ts';

const SPF = 'v=spf1 include:mxroute.com -all';
const zones: Zones = {
  'example.com': { TXT: [SPF], MX: [{ priority: 10, host: 'eagle.mxlogin.com' }] },
  'sub.node.example.com': { A: ['192.0.2.1'] },
  'alias.example.com': { CNAME: 'Far.Example.NET' },
  'far.example.net': { TXT: ['far away'] },
  'dangling.example.com': { CNAME: 'nowhere.example.net' },
  'loop.example.com': { CNAME: 'loop2.example.com' },
  'loop2.example.com': { CNAME: 'loop.example.com' },
  'long.example.com': { TXT: ['x'.repeat(3_000)] },
};

async function server(behaviour?: DnsBehaviour, extra: Zones = {}): Promise<DnsServer> {
  const started = await startDnsServer({ zones: { ...zones, ...extra } });
  if (behaviour) started.behave('*', behaviour);
  onTestFinished(() => started.close());
  return started;
}

function resolver(servers: (DnsServer | string)[], options: Partial<ResolverOptions> = {}) {
  const created = createResolver({
    servers: servers.map((each) => (typeof each === 'string' ? each : each.address)),
    clock: systemClock,
    random: systemRandom,
    timeoutMs: 150,
    ...options,
  });
  onTestFinished(() => created.close());
  return created;
}

describe('one resolver', () => {
  it('tells records, absence of the type, and absence of the name', async () => {
    const dns = await server();
    const client = resolver([dns]);
    expect(await client.lookup('Example.COM.', 'TXT')).toEqual({
      outcome: 'records',
      records: [{ type: 'TXT', value: SPF }],
      resolver: dns.address,
    });
    expect(await client.lookup('example.com', 'AAAA')).toEqual({ outcome: 'absent', resolver: dns.address });
    expect(await client.lookup('node.example.com', 'A')).toMatchObject({ outcome: 'absent' });
    expect(await client.lookup('nothing.example.com', 'MX')).toMatchObject({ outcome: 'absent' });
    expect(client.sent).toBe(4);
  });

  it('joins long texts and comes over TCP where an answer does not fit', async () => {
    const dns = await server();
    const outcome = await resolver([dns]).lookup('long.example.com', 'TXT');
    expect(outcome).toMatchObject({ records: [{ value: 'x'.repeat(3_000) }] });
    expect(dns.stats.tcpQueries).toBe(1);
  });

  it('follows aliases, also where the answer has nothing but the alias', async () => {
    const dns = await server();
    const client = resolver([dns]);
    expect(await client.lookup('alias.example.com', 'TXT')).toMatchObject({
      records: [{ value: 'far away' }],
    });
    dns.behave('*', { aliasOnly: true });
    expect(await client.lookup('alias.example.com', 'TXT')).toMatchObject({
      records: [{ value: 'far away' }],
    });
    expect(await client.lookup('alias.example.com', 'CNAME')).toMatchObject({
      records: [{ type: 'CNAME', value: 'far.example.net' }],
    });
    expect(await client.lookup('dangling.example.com', 'TXT')).toMatchObject({ outcome: 'absent' });
    expect(await client.lookup('loop.example.com', 'TXT')).toMatchObject({
      outcome: 'unknown',
      reason: 'malformed',
    });
  });

  it.each<[string, DnsBehaviour, string]>([
    ['silence', { drop: true }, 'timeout'],
    ['SERVFAIL', { rcode: 'servfail' }, 'servfail'],
    ['REFUSED', { rcode: 'refused' }, 'refused'],
    ['FORMERR', { rcode: 'formerr' }, 'formerr'],
    ['NOTIMP', { rcode: 'notimp' }, 'formerr'],
    ['noise', { garbage: true }, 'timeout'],
    ['noise behind the right id', { garbage: Buffer.from('00112233445566778899aabb', 'hex') }, 'malformed'],
    ['somebody else’s id', { wrongId: true }, 'timeout'],
    ['an answer to another question', { wrongQuestion: true }, 'timeout'],
    ['a referral', { referral: true }, 'refused'],
    ['truncation and no TCP', { truncate: true, tcpDrop: true }, 'timeout'],
  ])('never takes %s for absence', async (_what, behaviour, reason) => {
    const dns = await server(behaviour);
    const outcome = await resolver([dns]).lookup('nothing.example.com', 'TXT');
    expect(outcome).toMatchObject({ outcome: 'unknown', reason });
    expect(dns.stats.queries - dns.stats.tcpQueries).toBeGreaterThanOrEqual(2);
  });

  it('tells at once that nobody listens there', async () => {
    const started = performance.now();
    const outcome = await resolver(['127.0.0.1:9'], { timeoutMs: 5_000 }).lookup('example.com', 'TXT');
    expect(outcome).toMatchObject({ outcome: 'unknown', reason: 'network' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('waits past a forged answer for the real one', async () => {
    const dns = await server({ latencyMs: 60 });
    const client = resolver([dns], { timeoutMs: 1_000 });
    const pending = client.lookup('example.com', 'TXT');
    await expect.poll(() => dns.stats.sourcePorts.size).toBe(1);
    const forger = createSocket('udp4');
    for (let id = 0; id < 200; id++) {
      const forged = Buffer.from('0000818300010000000000000765786d61706c6503636f6d0000100001', 'hex');
      forged.writeUInt16BE(id);
      forger.send(forged, [...dns.stats.sourcePorts][0]!, '127.0.0.1');
    }
    expect(await pending).toMatchObject({ outcome: 'records' });
    forger.close();
  });

  it('leaves EDNS out where it is not understood, and remembers it', async () => {
    const dns = await server({ noEdns: true });
    const client = resolver([dns]);
    expect(await client.lookup('example.com', 'TXT')).toMatchObject({ outcome: 'records' });
    expect(dns.stats.queries).toBe(2);
    expect(await client.lookup('example.com', 'TXT')).toMatchObject({ outcome: 'records' });
    expect(dns.stats.queries).toBe(3);
  });

  it('given by name, is looked for again once it does not answer any more', async () => {
    const dns = await server();
    // Port and all the same; the router has another address since this morning.
    const addresses = ['127.0.0.9', '127.0.0.1'];
    const asked: string[] = [];
    const client = resolver([`router.home:${dns.port}`], {
      createServer: (address, options) =>
        createServer(address, {
          ...options,
          lookupIp: async (host) => {
            asked.push(host);
            return addresses[Math.min(asked.length, addresses.length) - 1];
          },
        }),
    });
    expect(await client.lookup('example.com', 'TXT')).toMatchObject({ outcome: 'records' });
    expect(await client.lookup('example.com', 'MX')).toMatchObject({ outcome: 'records' });
    expect(asked).toEqual(['router.home', 'router.home']);
  });

  it('can be given by name', async () => {
    const dns = await server();
    expect(await resolver([`localhost:${dns.port}`]).lookup('example.com', 'TXT')).toMatchObject({
      outcome: 'records',
      resolver: `localhost:${dns.port}`,
    });
    const nowhere = resolver(['no-such-host.invalid']);
    expect(await nowhere.lookup('example.com', 'TXT')).toMatchObject({ outcome: 'unknown' });
  });

  it('asks for no name that DNS cannot have, and is unknown where there is nobody to ask', async () => {
    const dns = await server();
    expect(await resolver([dns]).lookup('a..b', 'TXT')).toEqual({ outcome: 'unknown', reason: 'bad-name' });
    expect(dns.stats.queries).toBe(0);
    expect(await resolver([]).lookup('example.com', 'TXT')).toEqual({
      outcome: 'unknown',
      reason: 'network',
    });
  });

  it('sends from many ports, and holds none when idle', async () => {
    const dns = await server();
    const client = resolver([dns]);
    for (let i = 0; i < 12; i++) await client.lookup('example.com', 'TXT');
    expect(dns.stats.sourcePorts.size).toBeGreaterThan(6);
    const sockets = () => process.getActiveResourcesInfo().filter((each) => each === 'UDPWrap').length;
    // The server's own.
    await expect.poll(sockets).toBe(1);
  });

  it('keeps at most so many lookups in flight and drops none', async () => {
    const dns = await server({ latencyMs: 5 });
    const client = resolver([dns], { maxInFlight: 20, timeoutMs: 2_000 });
    const outcomes = await Promise.all(Array.from({ length: 500 }, () => client.lookup('example.com', 'MX')));
    expect(outcomes.every(({ outcome }) => outcome === 'records')).toBe(true);
    expect(dns.stats.maxInFlight).toBe(20);
  });

  it('ends at once when it is cancelled or closed, waiting lookups too', async () => {
    const dns = await server({ drop: true });
    const client = resolver([dns], { timeoutMs: 60_000, maxInFlight: 5 });
    const controller = new AbortController();
    const pending = Array.from({ length: 40 }, () =>
      client.lookup('example.com', 'MX', { signal: controller.signal }),
    );
    setTimeout(() => controller.abort(), 20);
    const outcomes = await Promise.all(pending);
    expect(new Set(outcomes.map((each) => JSON.stringify(each)))).toHaveLength(
      outcomes.some((each) => each.resolver) ? 2 : 1,
    );
    expect(outcomes.every((each) => each.outcome === 'unknown' && each.reason === 'cancelled')).toBe(true);
    const rest = Array.from({ length: 40 }, () => client.lookup('example.com', 'MX'));
    setTimeout(() => client.close(), 20);
    expect((await Promise.all(rest)).every(({ outcome }) => outcome === 'unknown')).toBe(true);
    expect(await client.lookup('example.com', 'MX')).toEqual({ outcome: 'unknown', reason: 'cancelled' });
  });

  it('survives any bytes that a server may send', async () => {
    const dns = await server();
    const client = resolver([dns], { timeoutMs: 30 });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 0, maxLength: 300 }), async (bytes) => {
        dns.behave('*', { garbage: Buffer.from(bytes) });
        const { outcome } = await client.lookup('example.com', 'TXT');
        expect(outcome).not.toBe('records');
      }),
      { numRuns: 40 },
    );
    dns.behave('*', undefined);
    expect(await client.lookup('example.com', 'TXT')).toMatchObject({ outcome: 'records' });
  });
});

describe('several resolvers', () => {
  it('asks another one where the first does not know', async () => {
    const [bad, good] = [await server({ rcode: 'servfail' }), await server()];
    expect(await resolver([bad, good]).lookup('example.com', 'TXT')).toMatchObject({
      outcome: 'records',
      resolver: good.address,
    });
  });

  it('believes an absence and does not ask around for another answer', async () => {
    const [empty, full] = [await startDnsServer({ zones: {} }), await server()];
    onTestFinished(() => empty.close());
    expect(await resolver([empty, full]).lookup('example.com', 'TXT')).toMatchObject({ outcome: 'absent' });
    expect(full.stats.queries).toBe(0);
  });

  it('confirms elsewhere', async () => {
    const [first, second] = [await server(), await server()];
    const client = resolver([first, second]);
    expect(await client.lookup('example.com', 'TXT', { avoid: first.address })).toMatchObject({
      resolver: second.address,
    });
    expect(await client.lookup('example.com', 'TXT', { avoid: second.address })).toMatchObject({
      resolver: first.address,
    });
  });

  it('confirms with the same one in a network that lets no other through', async () => {
    const [own, blocked] = [await server(), await server({ drop: true })];
    const client = resolver([own, blocked, '127.0.0.1:9']);
    expect(await client.lookup('example.com', 'TXT', { avoid: own.address })).toMatchObject({
      outcome: 'records',
      resolver: own.address,
    });
  });

  it('does not let a resolver confirm itself because a good one was slow once', async () => {
    const [lagging, good] = [await startDnsServer({ zones: {} }), await server()];
    onTestFinished(() => lagging.close());
    const client = resolver([lagging, good]);
    await client.lookup('far.example.net', 'TXT', { avoid: lagging.address });
    good.behave('example.com', { rcode: 'servfail' });
    expect(await client.lookup('example.com', 'TXT', { avoid: lagging.address })).toMatchObject({
      outcome: 'unknown',
      reason: 'servfail',
    });
  });

  it('is not held up by a dead one in first place', async () => {
    const [dead, good] = [await server({ drop: true }), await server()];
    const client = resolver([dead, good], { timeoutMs: 300 });
    const started = performance.now();
    const outcomes = await Promise.all(
      Array.from({ length: 3_000 }, () => client.lookup('example.com', 'MX')),
    );
    expect(outcomes.every((each) => each.outcome === 'records')).toBe(true);
    expect(dead.stats.queries).toBeLessThan(350);
    // One time-out for all of them, not one for each 300.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('testing the resolvers', () => {
  const probe = (servers: DnsServer[]) =>
    probeServers(
      servers.map(({ address }) => address),
      { clock: systemClock, random: { next: () => 0.5 }, name: 'example.com' },
    );

  it('tells one that denies what exists', async () => {
    const [honest, lying, empty] = [await server(), await server({ rcode: 'nxdomain' }), await server()];
    empty.removeRecord('example.com', 'TXT');
    const wrong =
      'Says that example.com has no records, which is wrong: what it calls missing cannot be believed.';
    expect((await probe([honest, lying, empty])).map(({ ok, message }) => [ok, ok || message])).toEqual([
      [true, true],
      [false, wrong],
      [false, wrong],
    ]);
  });

  it('tells one that invents what does not exist', async () => {
    const inventing = await server();
    inventing.setRecord(`mxm-${(5e11).toString(36)}.example.com`, 'A', ['192.0.2.80']);
    expect(await probe([inventing])).toMatchObject([
      {
        ok: false,
        message: 'Invents addresses for names that do not exist: what is missing would look published.',
      },
    ]);
  });

  it('says how each one does', async () => {
    const [good, refusing] = [await server(), await server({ rcode: 'refused' })];
    const results = await probeServers([good.address, refusing.address, '127.0.0.1:9'], {
      clock: systemClock,
      random: systemRandom,
      name: 'example.com',
    });
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(results[0]?.message).toMatch(/^Answered in \d+ ms\.$/);
    expect(results[1]?.message).toMatch(/Refused/);
    expect(results[2]?.message).toMatch(/could not be reached/i);
  });
});

describe('the simulated server', () => {
  it('is run by plain Node', async () => {
    const script =
      "import('./test/simulator/dns-server.ts').then(async (m) => { const s = await m.startDnsServer(); console.log(s.address); await s.close(); })";
    const output = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, ['--no-warnings', '-e', script], (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      );
    });
    expect(output).toMatch(/^127\.0\.0\.1:\d+\n$/);
  });
});
