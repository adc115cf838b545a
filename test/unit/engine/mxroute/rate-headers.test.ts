import { describe, expect, it } from 'vitest';
import { readRateHeaders } from '../../../../src-main/engine/mxroute/rate-headers.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0);
const seconds = (time: number) => String(time / 1000);
const read = (status: number, headers: Record<string, string>, now = NOW) =>
  readRateHeaders(status, new Headers(headers), now);

describe('rate limit headers', () => {
  it('reads limit, remaining and the time until the reset', () => {
    const headers = {
      date: new Date(NOW).toUTCString(),
      'x-ratelimit-limit': '200',
      'x-ratelimit-remaining': '17',
      'x-ratelimit-reset': seconds(NOW + 42_000),
    };
    expect(read(200, headers)).toEqual({ limit: 200, remaining: 17, resetInMs: 42_000 });
  });

  it('measures the reset by the server clock, so that this computer may be a day off', () => {
    const headers = { date: new Date(NOW).toUTCString(), 'x-ratelimit-reset': seconds(NOW + 30_000) };
    expect(read(200, headers, NOW + 86_400_000).resetInMs).toBe(30_000);
    expect(read(200, headers, NOW - 86_400_000).resetInMs).toBe(30_000);
  });

  it('never waits longer than a minute on a reset that only a wrong local clock explains', () => {
    expect(read(200, { 'x-ratelimit-reset': seconds(NOW + 86_400_000) }).resetInMs).toBe(60_000);
    expect(read(200, { 'x-ratelimit-reset': seconds(NOW - 86_400_000) }).resetInMs).toBe(0);
  });

  it('takes a small reset as seconds, a very large one as milliseconds', () => {
    expect(read(200, { 'x-ratelimit-reset': '25' }).resetInMs).toBe(25_000);
    const date = new Date(NOW).toUTCString();
    expect(read(200, { date, 'x-ratelimit-reset': String(NOW + 25_000) }).resetInMs).toBe(25_000);
  });

  it.each(['', 'soon', '-5', 'NaN', '0', '1e9', '99999999'])('takes the limit “%s” as not said', (limit) => {
    expect(read(200, { 'x-ratelimit-limit': limit })).toEqual({});
  });

  it.each([
    ['30', 30_000],
    [new Date(NOW + 20_000).toUTCString(), 20_000],
    [new Date(NOW - 20_000).toUTCString(), 0],
    ['later', undefined],
  ])('Retry-After “%s”', (text, expected) => {
    expect(read(429, { date: new Date(NOW).toUTCString(), 'retry-after': text })).toEqual({
      refused: { retryAfterMs: expected },
    });
  });

  it('says nothing where nothing was said', () => {
    expect(read(200, {})).toEqual({});
  });
});
