import { describe, expect, it } from 'vitest';
import { openBare } from '../../../../src-main/engine/mxroute/envelope.ts';
import { readQuota } from '../../../../src-main/engine/mxroute/quota-answer.ts';
import { answerOf, messageOf } from './support.ts';

const full = {
  username: 'demo',
  total_used: 5_000,
  total_limit: '10000',
  percent_used: 50,
  breakdown: { email: '4000', web: 1_000, other: 'some', backups: -1 },
  grace_period: { days_remaining: '6', deadline: '2026-01-12' },
  updated_at: '2026-01-05T11:00:00+00:00',
};
const read = (body: unknown) => readQuota('/quota', openBare('/quota', answerOf(JSON.stringify(body))), 7);

describe('GET /quota', () => {
  const expected = {
    usedBytes: 5_000,
    limitBytes: 10_000,
    breakdown: { email: 4_000, web: 1_000 },
    grace: { daysRemaining: 6, deadline: '2026-01-12' },
    countedAt: '2026-01-05T11:00:00.000Z',
    readAt: 7,
  };

  it('is read with the envelope and without it', () => {
    expect(read(full)).toEqual(expected);
    expect(read({ success: true, data: full })).toEqual(expected);
    expect(read({ data: full })).toEqual(expected);
  });

  it('needs no more than what is used and what may be', () => {
    expect(read({ total_used: 1, total_limit: 0 })).toEqual({
      usedBytes: 1,
      limitBytes: 0,
      breakdown: {},
      grace: null,
      countedAt: null,
      readAt: 7,
    });
  });

  it.each([
    [{ total_limit: 1 }, 'lacks `data.total_used`'],
    [{ total_used: 1 }, 'lacks `data.total_limit`'],
    [{ total_used: 1, total_limit: null }, 'has something unexpected in `data.total_limit`'],
    [{ total_used: 'much', total_limit: 1 }, 'has something unexpected in `data.total_used`'],
    [{ total_used: -1, total_limit: 1 }, 'has something unexpected in `data.total_used`'],
    [[], 'has something unexpected in `data`'],
    [{ success: true }, 'has no `data`'],
  ])('%j fails naming the field', (body, problem) => {
    expect(messageOf(() => read(body))).toContain(problem);
  });

  it('takes a refusal for what it is, with a 200 too', () => {
    expect(() =>
      read({ success: false, error: { code: 'SERVER_ERROR', message: 'Later' }, ...full }),
    ).toThrow('because of an error of its own: Later.');
    expect(messageOf(() => openBare('/quota', answerOf('<html>')))).toContain('is a web page');
    expect(messageOf(() => openBare('/quota', answerOf(' ')))).toContain('is empty');
  });

  it.each([
    [null, null],
    [undefined, null],
    [[], null],
    [{}, null],
    ['soon', null],
    [{ days_remaining: 0 }, { daysRemaining: 0, deadline: null }],
    [{ days_remaining: 'few' }, { daysRemaining: null, deadline: null }],
  ])('grace_period %j', (grace_period, grace) => {
    expect(read({ ...full, grace_period }).grace).toEqual(grace);
  });
});
