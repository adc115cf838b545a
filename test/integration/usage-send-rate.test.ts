import { describe, expect, it } from 'vitest';
import { actions, entries, usageWorld } from './usage-support.ts';

const world = usageWorld();
const { scan, alarms } = world;

describe('the sending rate', () => {
  const send = async (minutes: number, sent: number) => {
    world.server.setUsage('info@a.example', { sent });
    return actions(await scan(minutes / 60));
  };

  it('alerts for the account that was broken into, and says how fast', async () => {
    await send(0, 0);
    world.server.setUsage('info@a.example', { sent: 350 });
    const run = await scan(1);
    expect(actions(run)).toEqual(['mailbox.send_rate_alert']);
    expect(run.events[0]?.details.threshold).toBe(300);
    expect(entries(run.events[0])[0]).toMatchObject({ mailbox: 'info@a.example', value: 350 });
  });

  it('recovers below half, not before', async () => {
    await send(0, 0);
    await send(60, 350);
    expect(await send(60, 350 + 160)).toEqual([]);
    expect(await send(60, 510 + 140)).toEqual(['mailbox.send_rate_recovered']);
  });

  it('does not judge by readings that are close, or over midnight, and ends when the new day is quiet', async () => {
    await send(0, 0);
    await send(60, 350);
    expect(await send(5, 5000)).toEqual([]);
    expect(await send(8 * 60, 20)).toEqual([]);
    expect(alarms()).toEqual(['info@a.example sendRate']);
    expect(await send(60, 40)).toEqual(['mailbox.send_rate_recovered']);
  });

  it('is silent when switched off, and forgets its alarms', async () => {
    await send(0, 0);
    await send(60, 350);
    world.settings.set('usage.sendRateEnabled', false);
    expect(await send(60, 5000)).toEqual([]);
    expect(alarms()).toEqual([]);
  });

  it('says nothing because the clock was put right', async () => {
    await send(0, 0);
    await send(120, 250);
    expect(await send(-105, 260)).toEqual([]);
    expect(await send(30, 270)).toEqual([]);
  });
});
