import * as dnsPacket from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuery, type Question, readAnswer, txtText } from '../../../../src-main/engine/dns/wire.ts';

const question: Question = { name: 'example.com', type: 'TXT' };
type Parts = Omit<dnsPacket.Packet, 'type' | 'id'>;

const NOERROR = dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE;
const message = (parts: Parts = {}): Buffer =>
  dnsPacket.encode({ type: 'response', id: 7, flags: NOERROR, questions: [question], ...parts });
const txt = (data: dnsPacket.TxtData, name = 'example.com'): dnsPacket.Answer => ({
  type: 'TXT',
  name,
  data,
});
const opt = (extendedRcode: number): dnsPacket.Answer => ({
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
});

describe('reading an answer', () => {
  it('gives the records, TXT strings joined without separator', () => {
    expect(
      readAnswer(message({ answers: [txt(['v=spf1 inc', 'lude:x -all']), txt('two')] }), question),
    ).toEqual({
      kind: 'records',
      records: [
        { type: 'TXT', value: 'v=spf1 include:x -all' },
        { type: 'TXT', value: 'two' },
      ],
    });
  });

  it('reads MX hosts in lower case without dot, and the null MX as an empty host', () => {
    const mx: Question = { name: 'example.com', type: 'MX' };
    const answers: dnsPacket.Answer[] = [
      { type: 'MX', name: 'EXAMPLE.com', data: { preference: 10, exchange: 'Mail.Example.NET' } },
      { type: 'MX', name: 'example.com', data: { preference: 0, exchange: '.' } },
    ];
    expect(readAnswer(message({ questions: [mx], answers }), mx)).toEqual({
      kind: 'records',
      records: [
        { type: 'MX', value: { priority: 10, host: 'mail.example.net' } },
        { type: 'MX', value: { priority: 0, host: '' } },
      ],
    });
  });

  it('reads who may issue certificates, and whether a tag must be understood', () => {
    const caa: Question = { name: 'example.com', type: 'CAA' };
    const answers: dnsPacket.Answer[] = [
      { type: 'CAA', name: 'example.com', data: { flags: 0, tag: 'issue', value: 'letsencrypt.org' } },
      { type: 'CAA', name: 'example.com', data: { flags: 128, tag: 'issuewild', value: ';' } },
    ];
    expect(readAnswer(message({ questions: [caa], answers }), caa)).toEqual({
      kind: 'records',
      records: [
        { type: 'CAA', value: { critical: false, tag: 'issue', value: 'letsencrypt.org' } },
        { type: 'CAA', value: { critical: true, tag: 'issuewild', value: ';' } },
      ],
    });
  });

  it('reads a DS record as a zone file writes it', () => {
    const ds: Question = { name: 'example.com', type: 'DS' };
    const digest = Buffer.from('abcdef01', 'hex');
    const data = { keyTag: 12345, algorithm: 13, digestType: 2, digest };
    const answers: dnsPacket.Answer[] = [{ type: 'DS', name: 'example.com', data }];
    expect(readAnswer(message({ questions: [ds], answers }), ds)).toEqual({
      kind: 'records',
      records: [{ type: 'DS', value: '12345 13 2 abcdef01' }],
    });
    expect(readAnswer(message({ questions: [ds] }), ds)).toEqual({ kind: 'absent' });
  });

  it('follows aliases within the answer, in any order and case', () => {
    const answers: dnsPacket.Answer[] = [
      txt('found', 'C.example.com'),
      { type: 'CNAME', name: 'b.example.com', data: 'c.example.com' },
      { type: 'CNAME', name: 'example.com', data: 'B.example.com' },
    ];
    expect(readAnswer(message({ answers }), question)).toEqual({
      kind: 'records',
      records: [{ type: 'TXT', value: 'found' }],
    });
    expect(readAnswer(message({ answers: answers.slice(1) }), question)).toEqual({
      kind: 'alias',
      target: 'c.example.com',
    });
  });

  it('counts a record that is sent twice once', () => {
    expect(readAnswer(message({ answers: [txt('same'), txt('same')] }), question)).toMatchObject({
      records: [{ value: 'same' }],
    });
  });

  it.each<[string, Parts, object]>([
    ['NXDOMAIN', { flags: NOERROR | 3 }, { kind: 'absent' }],
    ['NOERROR without the type', {}, { kind: 'absent' }],
    [
      'another type only',
      { answers: [{ type: 'A', name: 'example.com', data: '192.0.2.1' }] },
      { kind: 'absent' },
    ],
    ['SERVFAIL', { flags: NOERROR | 2 }, { kind: 'unknown', reason: 'servfail' }],
    ['REFUSED', { flags: NOERROR | 5 }, { kind: 'unknown', reason: 'refused' }],
    ['FORMERR', { flags: NOERROR | 1 }, { kind: 'unknown', reason: 'formerr' }],
    ['NOTIMP', { flags: NOERROR | 4 }, { kind: 'unknown', reason: 'formerr' }],
    [
      'an error without the question',
      { flags: NOERROR | 2, questions: [] },
      { kind: 'unknown', reason: 'servfail' },
    ],
    ['BADVERS behind a NOERROR', { additionals: [opt(1)] }, { kind: 'unknown', reason: 'formerr' }],
    ['truncated', { flags: NOERROR | dnsPacket.TRUNCATED_RESPONSE }, { kind: 'truncated' }],
    [
      'a referral',
      { flags: dnsPacket.RECURSION_DESIRED, authorities: [{ type: 'NS', name: 'com', data: 'ns.example' }] },
      { kind: 'unknown', reason: 'refused' },
    ],
    [
      'records of another name',
      { answers: [txt('x', 'other.example')] },
      { kind: 'unknown', reason: 'malformed' },
    ],
    ['another question', { questions: [{ type: 'TXT', name: 'other.example' }] }, { kind: 'foreign' }],
    ['another type asked', { questions: [{ type: 'MX', name: 'example.com' }] }, { kind: 'foreign' }],
    ['no question', { questions: [] }, { kind: 'foreign' }],
    ['two questions', { questions: [question, question] }, { kind: 'foreign' }],
  ])('%s', (_what, parts, reading) => {
    expect(readAnswer(message(parts), question)).toEqual(reading);
  });

  it('takes a query that comes back for nothing', () => {
    expect(readAnswer(encodeQuery(7, question, true), question)).toEqual({ kind: 'foreign' });
  });

  it('keeps a good answer with an OPT record that cannot be read', () => {
    const good = message({ answers: [txt('good')], additionals: [opt(0)] });
    good.writeUInt16BE(0xffff, good.length - 2);
    expect(readAnswer(good, question)).toMatchObject({ kind: 'records' });
    const empty = message({ additionals: [opt(0)] });
    empty.writeUInt16BE(0xffff, empty.length - 2);
    expect(readAnswer(empty, question)).toEqual({ kind: 'unknown', reason: 'malformed' });
  });

  it('never takes a message that was cut off for a whole one', () => {
    const whole = message({ answers: [txt('first'), txt('v=spf1 include:mxroute.com -all')] });
    for (let length = 0; length < whole.length; length++) {
      const reading = readAnswer(whole.subarray(0, length), question);
      expect(['unknown', 'foreign']).toContain(reading.kind);
    }
    expect(readAnswer(whole, question).kind).toBe('records');
  });

  it('survives any bytes, and never reads absence out of noise', () => {
    const good = message({ answers: [txt('v=spf1 include:mxroute.com -all')], additionals: [opt(0)] });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readAnswer(Buffer.from(bytes), question).kind).toBeTypeOf('string');
      }),
      { numRuns: 2_000 },
    );
    const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = Buffer.from(good);
        for (const [offset, value] of changes) bytes[offset] = value;
        expect(readAnswer(bytes, question).kind).toBeTypeOf('string');
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('TXT', () => {
  it.each([
    ['plain', [Buffer.from('a'), Buffer.from('b')], 'ab'],
    ['UTF-8 split inside a character', [Buffer.from([0xc3]), Buffer.from([0xbc])], 'ü'],
    ['Latin-1', [Buffer.from([0x66, 0xfc, 0x72])], 'für'],
    ['a real replacement character', [Buffer.from('\ufffd')], '\ufffd'],
    ['empty', [Buffer.alloc(0)], ''],
    ['none', [], ''],
  ])('%s', (_what, data, text) => {
    expect(txtText(data)).toBe(text);
  });
});
