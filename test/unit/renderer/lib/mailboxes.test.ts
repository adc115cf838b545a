import { describe, expect, it } from 'vitest';
import { forecastSentence, fullInWords } from '../../../../src-renderer/lib/forecast-words.ts';
import {
  ALL_MAILBOXES,
  isNarrowed,
  mailboxQuery,
  sortedBy,
} from '../../../../src-renderer/lib/mailbox-filter.ts';
import {
  alarmWord,
  measureWords,
  rowStatus,
  shortMeasureWords,
} from '../../../../src-renderer/lib/measures.ts';
import { IPC } from '../../../../src-shared/ipc/contract.ts';
import type { MailboxRow } from '../../../../src-shared/views/mailboxes.ts';

const row = (change: Partial<MailboxRow> = {}): MailboxRow => ({
  account: 'default',
  mailbox: 'info@acme.example',
  domain: 'acme.example',
  quotaMb: 1024,
  usageMb: 912,
  sendLimit: 400,
  sent: 12,
  suspended: false,
  quotaPercent: 89.0625,
  sendPercent: 3,
  readAt: '2026-03-08T12:00:00Z',
  alarms: [],
  ...change,
});

describe('the list of mailboxes', () => {
  it('asks for all of them, trouble first', () => {
    expect(mailboxQuery(ALL_MAILBOXES, 200, 100)).toEqual({
      sort: 'trouble',
      descending: false,
      offset: 200,
      limit: 100,
    });
    expect(isNarrowed(ALL_MAILBOXES)).toBe(false);
  });

  it('asks for what it was narrowed to, as the contract takes it', () => {
    const filter = {
      ...ALL_MAILBOXES,
      text: 'info',
      domain: 'acme.example',
      account: 'default',
      aboveOnly: true,
    };
    const query = mailboxQuery(filter, 0, 100);
    expect(query).toMatchObject({
      text: 'info',
      domain: 'acme.example',
      account: 'default',
      aboveOnly: true,
    });
    expect(IPC['mailboxes.page'].input.safeParse(query).success).toBe(true);
    expect(isNarrowed(filter)).toBe(true);
  });

  it('sorts names from A on, numbers from the largest, and turns round on the second click', () => {
    const byName = sortedBy(ALL_MAILBOXES, 'mailbox');
    expect(byName).toMatchObject({ sort: 'mailbox', descending: false });
    expect(sortedBy(byName, 'mailbox').descending).toBe(true);
    expect(sortedBy(byName, 'sends')).toMatchObject({ sort: 'sends', descending: true });
  });
});

describe('a mailbox in words', () => {
  it('says its figures', () => {
    expect(measureWords(row(), 'storage', 'en-US')).toBe('912 of 1,024 MB (89.1 %)');
    expect(measureWords(row(), 'sends', 'en-US')).toBe('12 of 400 sent (3.0 %)');
    expect(measureWords(row({ quotaMb: 0, quotaPercent: undefined }), 'storage', 'en-US')).toBe(
      '912 MB, no limit',
    );
  });

  it('says them shorter where there is little room', () => {
    expect(shortMeasureWords(row(), 'storage', 'en-US')).toBe('89.1 %');
    expect(shortMeasureWords(row({ quotaPercent: undefined }), 'storage', 'en-US')).toBe('912 MB');
    expect(shortMeasureWords(row(), 'sends', 'en-US')).toBe('12 sent');
    expect(shortMeasureWords(row({ sent: undefined }), 'sends', 'en-US')).toBe('not measured');
  });

  it.each([
    [{}, 'Fine', undefined, undefined],
    [{ alarms: ['storage'] }, 'Above its threshold', 'Alarm', undefined],
    [{ alarms: ['sends'] }, 'Above its threshold', undefined, 'Alarm'],
    [{ alarms: ['storage', 'sends', 'sendRate'] }, 'Unusual sending rate', 'Alarm', 'Sending rate'],
    [{ suspended: true }, 'Suspended', undefined, undefined],
    [{ suspended: true, alarms: ['storage'] }, 'Above its threshold', 'Alarm', undefined],
  ] as [Partial<MailboxRow>, string, string?, string?][])(
    '%o is “%s”',
    (change, word, atStorage, atSends) => {
      expect(rowStatus(row(change)).word).toBe(word);
      expect(alarmWord(row(change), 'storage')?.word).toBe(atStorage);
      expect(alarmWord(row(change), 'sends')?.word).toBe(atSends);
    },
  );
});

describe('the forecast', () => {
  it.each([
    [0.3, 'full within a day'],
    [1.2, 'full in about 1 day'],
    [12.4, 'full in about 12 days'],
    [59.4, 'full in about 59 days'],
    [91, 'full in about 3 months'],
    [1100, 'full in about 3 years'],
  ])('of %s days is “%s”', (daysUntilFull, words) => {
    expect(fullInWords({ mbPerDay: 1, daysUntilFull })).toBe(words);
  });
  it('says how fast', () => {
    expect(forecastSentence({ mbPerDay: 7.42, daysUntilFull: 12 }, 'en-US')).toBe(
      'Grows by 7.4 MB a day: full in about 12 days.',
    );
  });
});
