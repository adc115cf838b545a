import { describe, expect, it } from 'vitest';
import { attentionLines, listWords, scanOf, unlisted } from '../../../../src-renderer/lib/attention.ts';
import type { AttentionItem, Overview } from '../../../../src-shared/views/app.ts';

const monitor = (subject: string, message: string): AttentionItem => ({
  kind: 'monitor',
  severity: 'failure',
  subject,
  message,
});
const dns = (subject: string): AttentionItem => ({ kind: 'dns', severity: 'warning', subject, message: 'm' });

describe('what needs attention', () => {
  it('says once what keeps several monitors from looking', () => {
    const lines = attentionLines([
      monitor('DNS health', 'API down'),
      monitor('Mailbox usage', 'API down'),
      monitor('Account watch', 'API down'),
      dns('acme.example'),
    ]);
    expect(lines.map(({ subject }) => subject)).toEqual([
      'DNS health, Mailbox usage and Account watch',
      'acme.example',
    ]);
    expect(lines[0]?.monitors).toEqual(['dns', 'usage', 'watch']);
  });

  it('keeps different reasons apart', () => {
    expect(attentionLines([monitor('DNS health', 'a'), monitor('Mailbox usage', 'b')])).toHaveLength(2);
  });

  it('does not join what is no monitor', () => {
    expect(attentionLines([dns('a.example'), dns('b.example')])).toHaveLength(2);
  });

  it('gives the same domain of two accounts two lines', () => {
    const keys = attentionLines([
      { ...dns('a.example'), account: '1' },
      { ...dns('a.example'), account: '2' },
    ]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('has the right scan try again', () => {
    expect(scanOf(['dns'])).toBe('dns');
    expect(scanOf(['usage', 'quota'])).toBe('usage');
    expect(scanOf(['watch'])).toBe('watch');
    expect(scanOf(['dns', 'watch'])).toBe('all');
  });

  it('lists words as people do', () => {
    expect(listWords(['a'])).toBe('a');
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('what is too much to list', () => {
  const overview = (parts: Partial<Overview>): Overview =>
    ({
      counts: { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 },
      alarmedTotal: 0,
      ...parts,
    }) as Overview;

  it('is nothing where all is listed', () => {
    const attention = [dns('a')];
    expect(unlisted(overview({ attention, attentionTotal: 1 }))).toEqual({ domains: 0, mailboxes: 0 });
  });

  it('tells domains and mailboxes apart', () => {
    const attention = Array.from({ length: 100 }, (_, index) => dns(String(index)));
    const counts = { healthy: 0, degraded: 120, unhealthy: 0, unknown: 0 };
    expect(unlisted(overview({ attention, attentionTotal: 150, counts, alarmedTotal: 30 }))).toEqual({
      domains: 20,
      mailboxes: 30,
    });
  });
});
