import { describe, expect, it } from 'vitest';
import { START, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { everything } = world;

describe('inspecting', () => {
  it('answers as `scan usage --json` and keeps nothing', async () => {
    world.server.setUsage('info@a.example', { usage: 950, sent: 96 });
    world.server.setUsage('sales@a.example', { quota: 0 });
    world.server.fault({ path: '/domains/b.example/email-accounts', fault: { kind: 'empty' } });
    const before = everything();
    const result = await world.monitor.inspect({ priority: 'interactive' });
    expect(result).toMatchObject({
      ok: true,
      value: {
        startedAt: new Date(START).toISOString(),
        requests: 4,
        failedDomains: ['b.example'],
        mailboxes: [
          {
            mailbox: 'info@a.example',
            domain: 'a.example',
            quotaMb: 1000,
            usageMb: 950,
            quotaPercent: 95,
            sendLimit: 9600,
            sent: 96,
            sendPercent: 1,
            suspended: false,
          },
          { mailbox: 'sales@a.example', quotaMb: 0, quotaPercent: null },
        ],
      },
    });
    expect(everything()).toBe(before);
  });

  it('waits for nothing where a domain is gone: nothing is dropped by it', async () => {
    await world.scan();
    world.server.deleteDomain('b.example');
    const before = everything();
    const looked = await world.monitor.inspect({ priority: 'interactive' });
    expect(looked).toMatchObject({ ok: true, value: { requests: 3 } });
    expect(everything()).toBe(before);
    expect((await world.scan()).requests, 'a scan asks for the domains again').toBe(4);
  });

  it('says why it could not', async () => {
    world.server.fault({ path: '/domains', fault: { kind: 'status', status: 401 } });
    expect(await world.monitor.inspect({ priority: 'interactive' })).toMatchObject({
      ok: false,
      code: 'unauthorized',
    });
  });
});
