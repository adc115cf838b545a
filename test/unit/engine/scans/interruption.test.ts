import { describe, expect, it } from 'vitest';
import type { MonitorRun } from '../../../../src-main/engine/monitor.ts';
import { excuse } from '../../../../src-main/engine/scans/interruption.ts';

const run = (part: Partial<MonitorRun>): MonitorRun => ({
  monitor: 'usage',
  ok: false,
  cancelled: false,
  message: 'what happened',
  durationMs: 1,
  requests: 1,
  events: [],
  ...part,
});

const CUT: Partial<MonitorRun> = { incomplete: true, errorCode: 'server_error' };

describe('what a run that failed says about MXroute', () => {
  it.each<[string, Partial<MonitorRun>, 'offline' | 'slept' | 'neither', boolean]>([
    ['no network, offline', { errorCode: 'network' }, 'offline', true],
    ['refused, offline: the network may have answered', { errorCode: 'unauthorized' }, 'offline', true],
    ['no network, after a sleep', { errorCode: 'network' }, 'slept', true],
    ['timed out, after a sleep', { errorCode: 'timeout' }, 'slept', true],
    ['no resolver answered, after a sleep', { errorCode: 'no_dns' }, 'slept', true],
    ['cut off, after a sleep', CUT, 'slept', true],
    ['refused, after a sleep', { errorCode: 'unauthorized' }, 'slept', false],
    ['an error of MXroute’s own, after a sleep', { errorCode: 'server_error' }, 'slept', false],
    ['no network', { errorCode: 'network' }, 'neither', false],
    ['no resolver answered', { errorCode: 'no_dns' }, 'neither', false],
    ['cut off', CUT, 'neither', false],
    ['cancelled, offline', { cancelled: true }, 'offline', false],
    ['done, after a sleep', { ok: true }, 'slept', false],
    ['done, and offline by now', { ok: true }, 'offline', false],
  ])('%s', (_, part, state, excused) => {
    const told = excuse(run(part), { offline: state === 'offline', interrupted: state !== 'neither' });
    expect(told !== undefined).toBe(excused);
  });

  it('is told in words about this computer, not about MXroute', () => {
    const network = run({ errorCode: 'network', message: 'Could not reach MXroute (no network).' });
    expect(excuse(network, { offline: true, interrupted: true })?.message).toBe(
      'This computer is offline. The check goes on by itself when the network is back.',
    );
    expect(excuse(network, { offline: false, interrupted: true })?.message).toBe(
      'This computer slept or was offline during the check, which goes on by itself.',
    );
  });

  it('where a part was read, that is what is told', () => {
    const cut = run({ ...CUT, message: '5 mailboxes in 2 domains read. 3 domains are still to be read: …' });
    expect(excuse(cut, { offline: true, interrupted: true })?.message).toBe(cut.message);
  });
});
