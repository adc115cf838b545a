import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  breakdownWords,
  bytesWords,
  graceWords,
  quotaWords,
} from '../../../../src-renderer/lib/quota-words.ts';
import type { AccountQuotaView } from '../../../../src-shared/views/accounts.ts';

const GB = 1024 ** 3;
const quota = (usedBytes: number, limitBytes: number): AccountQuotaView =>
  ({
    usedBytes,
    limitBytes,
    percent: limitBytes === 0 ? undefined : (usedBytes / limitBytes) * 100,
  }) as AccountQuotaView;

describe('account storage in words', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1536, '1.5 KB'],
    [412 * GB, '412 GB'],
    [1.5 * 1024 * GB, '1.5 TB'],
  ])('%d bytes', (bytes, words) => {
    expect(bytesWords(bytes, 'en-US')).toBe(words);
  });

  it('names the unit once where both have the same', () => {
    expect(quotaWords(quota(412 * GB, 500 * GB), 'en-US')).toBe('412 of 500 GB (82.4 %)');
    expect(quotaWords(quota(900 * 1024 ** 2, 2 * GB), 'en-US')).toBe('900 MB of 2 GB (43.9 %)');
  });

  it('says where there is no limit', () => {
    expect(quotaWords(quota(5 * GB, 0), 'en-US')).toBe('5 GB, no limit');
  });

  it('tells how long MXroute tolerates it, and what to do', () => {
    expect(graceWords({ grace: null })).toBeNull();
    const words = graceWords({ grace: { daysRemaining: 12, deadline: '2026-12-05T12:00:00Z' } }, 'en-US');
    expect(words).toContain('for 12 more days, until December 5, 2026');
    expect(words).toContain('Delete mail or buy storage');
    expect(graceWords({ grace: { daysRemaining: 1, deadline: null } }, 'en-US')).toContain('for 1 more day.');
    expect(graceWords({ grace: { daysRemaining: 0, deadline: null } }, 'en-US')).toContain('no longer');
    expect(graceWords({ grace: { daysRemaining: null, deadline: null } }, 'en-US')).toContain(
      'for a limited time',
    );
  });

  it.each(['America/Los_Angeles', 'UTC', 'Pacific/Auckland'])(
    'names the day that MXroute named, in %s',
    (zone) => {
      vi.stubEnv('TZ', zone);
      onTestFinished(() => void vi.unstubAllEnvs());
      const words = graceWords({ grace: { daysRemaining: 12, deadline: '2026-12-05' } }, 'en-US');
      expect(words).toContain('until December 5, 2026.');
    },
  );

  it('names the largest parts first and leaves out what is empty', () => {
    expect(breakdownWords({ files: GB, mail: 380 * GB, dns: 0 }, 'en-US')).toEqual([
      'Mail 380 GB',
      'Files 1 GB',
    ]);
  });
});
