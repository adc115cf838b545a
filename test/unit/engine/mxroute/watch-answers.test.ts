import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatchAll, readSpamSettings } from '../../../../src-main/engine/mxroute/answers.ts';
import {
  readForwarders,
  readPointers,
  readSpamList,
} from '../../../../src-main/engine/mxroute/list-answers.ts';
import { messageOf } from './support.ts';

describe('GET /domains/{d}/pointers', () => {
  const path = '/domains/a.example/pointers';
  const read = (data: unknown) => readPointers(path, data);

  it.each([
    [['B.example.'], [{ pointer: 'b.example', type: undefined }]],
    [
      [{ pointer: 'b.example', type: 'Alias', target: 'a.example' }],
      [{ pointer: 'b.example', type: 'alias' }],
    ],
    [{ 'b.example': { type: 'redirect' } }, [{ pointer: 'b.example', type: 'redirect' }]],
    [{ 'b.example': 'alias' }, [{ pointer: 'b.example', type: 'alias' }]],
    [{ 'b.example': true }, [{ pointer: 'b.example', type: undefined }]],
    [['b.example', 'B.EXAMPLE'], [{ pointer: 'b.example', type: undefined }]],
    [[], []],
    [{}, []],
  ])('%j', (data, pointers) => {
    expect(read(data)).toEqual({ pointers, problems: [], complete: true });
  });

  it('skips one odd record, reports it, keeps its neighbours, and says that the list has a hole', () => {
    expect(read([null, 'b.example', { type: 'alias' }, 'no-dot', '../etc'])).toEqual({
      pointers: [{ pointer: 'b.example', type: undefined }],
      problems: [1, 3, 4, 5].map((n) => `GET ${path}: record ${n} names no domain and is skipped.`),
      complete: false,
      skipped: 4,
    });
  });

  it.each([['text'], [5], [true]])('fails where there is no list: %j', (data) => {
    expect(messageOf(() => read(data))).toBe(
      `MXroute's answer to GET ${path} cannot be used: it has no list in \`data\`.`,
    );
  });
});

describe('GET /domains/{d}/forwarders', () => {
  const path = '/domains/a.example/forwarders';
  const read = (data: unknown) => readForwarders(path, 'a.example', data);

  it.each([
    [{ alias: 'Shop', email: 'Shop@A.example', destinations: ['x@b.example'] }, ['x@b.example']],
    [{ alias: 'shop', destinations: [' x@b.example ', 'Y@c.example'] }, ['x@b.example', 'Y@c.example']],
    [{ alias: 'shop', destinations: 'x@b.example, y@c.example' }, ['x@b.example', 'y@c.example']],
    [{ alias: 'shop', destinations: [':fail:'] }, [':fail:']],
    [{ alias: 'shop', destinations: [] }, []],
  ])('%j', (record, destinations) => {
    expect(read([record])).toEqual({
      forwarders: [{ forwarder: 'shop@a.example', destinations }],
      problems: [],
      complete: true,
    });
  });

  it.each([
    [{ alias: 'shop' }],
    [{ destinations: ['x@b.example'] }],
    [{ alias: 'shop', destinations: ['x@b.example', 7] }],
    [{ alias: 'shop', destinations: [''] }],
    [{ email: 'shop@other.example', destinations: ['x@b.example'] }],
    ['shop'],
  ])('skips %j: half of it would look like a change', (odd) => {
    const kept = { alias: 'info', destinations: ['x@b.example'] };
    expect(read([odd, kept])).toEqual({
      forwarders: [{ forwarder: 'info@a.example', destinations: ['x@b.example'] }],
      problems: [`GET ${path}: record 1 is no forwarder of a.example and is skipped.`],
      complete: false,
      skipped: 1,
    });
  });

  it('fails where there is no list', () => {
    expect(messageOf(() => read({ shop: ['x@b.example'] }))).toContain('has no list in `data`');
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (data) => {
        const { forwarders, problems, complete } = read(data);
        expect(complete).toBe(problems.length === 0);
        for (const { forwarder } of forwarders) expect(forwarder).toMatch(/^[^@]+@a\.example$/);
      }),
    );
  });
});

describe('GET /domains/{d}/catch-all', () => {
  const path = '/domains/a.example/catch-all';

  it.each([
    [{ type: 'fail', address: null }, { type: 'fail' }],
    [{ type: ':fail:' }, { type: 'fail' }],
    [{ type: 'blackhole', address: 'left@over.example' }, { type: 'blackhole' }],
    [
      { type: 'address', address: ' me@b.example ', description: 'x' },
      { type: 'address', address: 'me@b.example' },
    ],
  ])('%j', (data, expected) => {
    expect(readCatchAll(path, data)).toEqual(expected);
  });

  it.each([
    [{ address: 'me@b.example' }, 'lacks `data.type`'],
    [{ type: 'forward' }, 'has something unexpected in `data.type`'],
    [{ type: 'address' }, 'lacks `data.address`'],
    [{ type: 'address', address: '' }, 'has something unexpected in `data.address`'],
    [[], 'has something unexpected in `data`'],
  ])('%j fails naming the field', (data, problem) => {
    expect(messageOf(() => readCatchAll(path, data))).toContain(problem);
  });
});

describe('GET /domains/{d}/spam/…', () => {
  const settings = '/domains/a.example/spam/settings';
  const list = '/domains/a.example/spam/whitelist';

  it.each([
    [5, 5],
    ['12', 12],
    [' 7 ', 7],
  ])('high_score %j', (high_score, highScore) => {
    expect(readSpamSettings(settings, { high_score, low_score: 3 })).toEqual({ highScore });
  });

  it('names the field that is missing', () => {
    expect(messageOf(() => readSpamSettings(settings, {}))).toBe(
      `MXroute's answer to GET ${settings} cannot be used: it lacks \`data.high_score\`.`,
    );
    expect(messageOf(() => readSpamSettings(settings, { high_score: 'high' }))).toContain('unexpected');
  });

  it('reads entries, each once, as they are spelled', () => {
    expect(readSpamList(list, [' *@News.example ', { entry: 'a@b.example' }, '*@News.example'])).toEqual({
      entries: ['*@News.example', 'a@b.example'],
      problems: [],
      complete: true,
    });
  });

  it('skips what is no entry, and fails where there is no list', () => {
    expect(readSpamList(list, ['a@b.example', '', 7])).toEqual({
      entries: ['a@b.example'],
      problems: [2, 3].map((n) => `GET ${list}: record ${n} is no address and no pattern and is skipped.`),
      complete: false,
      skipped: 2,
    });
    expect(messageOf(() => readSpamList(list, { entries: [] }))).toContain('has no list in `data`');
  });
});
