import { describe, expect, it } from 'vitest';
import { CSV_HEADER, csvLine } from '../../../../src-main/engine/audit/csv.ts';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';

const event = (target: string, details: AuditEvent['details'] = {}): AuditEvent => ({
  id: 7,
  at: '2026-01-05T12:00:00.000Z',
  action: 'dns.health_alert',
  label: 'DNS problem',
  severity: 'failure',
  actor: 'monitor',
  target,
  account: null,
  details,
});

const targetCell = (target: string): string | undefined =>
  /^7,[^,]*,failure,DNS problem,dns\.health_alert,monitor,([\s\S]*),,\{\}\r\n$/.exec(
    csvLine(event(target)),
  )?.[1];

describe('an event as a line of CSV', () => {
  it('has the columns of the header, in order', () => {
    expect(CSV_HEADER).toBe('id,time,severity,label,action,actor,target,account,details\r\n');
    expect(csvLine({ ...event('a.example'), account: 'default' })).toBe(
      '7,2026-01-05T12:00:00.000Z,failure,DNS problem,dns.health_alert,monitor,a.example,default,{}\r\n',
    );
  });

  it.each([
    ['plain.example', 'plain.example'],
    ['a, b', '"a, b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['müller.example', 'müller.example'],
    ['', ''],
  ])('quotes %j as RFC 4180 wants it', (target, cell) => {
    expect(targetCell(target)).toBe(cell);
  });

  it.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['\nx', '"\'\nx"'],
    ['a=b', 'a=b'],
  ])('keeps a spreadsheet from taking %j for a formula', (target, cell) => {
    expect(targetCell(target)).toBe(cell);
  });

  it('carries the details as JSON', () => {
    expect(csvLine(event('a', { found: ['x, "y"'] }))).toMatch(/,"\{""found"":\[""x, \\""y\\""""\]\}"\r\n$/);
  });
});
