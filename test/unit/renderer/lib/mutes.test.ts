import { describe, expect, it } from 'vitest';
import { inForce, MUTE_TIMES, muteOf } from '../../../../src-renderer/lib/mutes.ts';
import type { MuteView } from '../../../../src-shared/views/notifications.ts';

const NOW = Date.parse('2026-03-08T12:00:00Z');
const mute = (subject: string, until: string): MuteView => ({
  subject,
  since: '2026-03-08T10:00:00Z',
  until,
});
describe('mutes in force', () => {
  const mutes = [
    mute('later.example', '2026-03-10T12:00:00Z'),
    mute('over.example', '2026-03-08T11:59:59Z'),
    mute('soon.example', '2026-03-08T13:00:00Z'),
  ];

  it('are those that are not over, the first to end first', () => {
    expect(inForce(mutes, NOW).map(({ subject }) => subject)).toEqual(['soon.example', 'later.example']);
  });

  it('hold for exactly their subject, however it is written', () => {
    expect(muteOf(mutes, 'Soon.Example', NOW)?.until).toBe('2026-03-08T13:00:00Z');
    expect(muteOf(mutes, 'info@soon.example', NOW)).toBeUndefined();
    expect(muteOf(mutes, 'over.example', NOW)).toBeUndefined();
  });

  it('are offered for an hour, eight, a day and a week', () => {
    expect(MUTE_TIMES.map(({ hours, label }) => `${label}: ${hours}`)).toEqual([
      '1 hour: 1',
      '8 hours: 8',
      '24 hours: 24',
      '7 days: 168',
    ]);
  });
});
