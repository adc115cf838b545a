import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../../src-main/engine/platform/clock.ts';
import { startDnsServer } from '../../../simulator/dns-server.ts';
import { openTestEngine } from '../../../support/test-engine.ts';

async function setUp(zones = { 'mxroute.com': { TXT: ['v=spf1 -all'] } }) {
  const server = await startDnsServer({ zones });
  const engine = await openTestEngine({ clock: systemClock });
  onTestFinished(() => server.close());
  return { engine, server };
}

describe('dns.testResolvers', () => {
  it('tests those that are given, stored or not', async () => {
    const { engine, server } = await setUp();
    const answer = await engine.call('dns.testResolvers', [server.address, '127.0.0.1:9']);
    expect(answer).toMatchObject({
      ok: true,
      value: [
        { server: server.address, ok: true },
        { server: '127.0.0.1:9', ok: false, message: 'Could not be reached.', ms: null },
      ],
    });
    expect(engine.parts.settings.get('dns.resolvers')).toEqual([]);
  });

  it('tests those in force where none is given', async () => {
    const { engine, server } = await setUp();
    engine.parts.settings.set('dns.resolvers', [server.address]);
    expect(await engine.call('dns.testResolvers', undefined)).toMatchObject({
      ok: true,
      value: [{ server: server.address, ok: true }],
    });
  });

  it.each([
    ['1.1.1.1:0', '“1.1.1.1:0”: the port must be from 1 to 65535.'],
    ['http://1.1.1.1', '“http://1.1.1.1”: must be host or host:port.'],
    ['', '“”: must be host or host:port.'],
  ])('names the one that is none: %j', async (bad, message) => {
    const { engine, server } = await setUp();
    expect(await engine.call('dns.testResolvers', [server.address, bad])).toEqual({
      ok: false,
      code: 'invalid',
      message,
      field: 'dns.resolvers',
    });
    expect(server.stats.queries).toBe(0);
  });
});
