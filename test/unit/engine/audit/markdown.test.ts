// biome-ignore-all lint/suspicious/noControlCharactersInRegex: looks for exactly these.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../../../src-main/engine/audit/message.ts';
import { code, say, strong, text } from '../../../../src-main/engine/audit/messages/pieces.ts';
import { markdownLine } from '../../../../src-main/engine/audit/messages/render-markdown.ts';
import { plainLine } from '../../../../src-main/engine/audit/messages/render-plain.ts';
import type { EventDetails } from '../../../../src-shared/audit-event.ts';
import { HOSTILE, hostileText, meaningOf } from './hostile.ts';
import { eventOf, OPTIONS } from './support.ts';

const GAP = '\u200B';

describe('a piece of text from outside', () => {
  it.each(HOSTILE)('%j stays text, alone and at the start of a line', (evil) => {
    for (const line of [
      say`${evil}`,
      say`Reason: ${evil} and more`,
      say`${strong(evil)} is gone.`,
      [code(evil)],
    ]) {
      const markdown = markdownLine(line);
      expect(meaningOf(markdown).problems, markdown).toEqual([]);
    }
  });
  it('is any text: nothing in it is markup, and all of it can be read', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (one, two, three) => {
        const line = say`${text(one)} at ${code(two)}: ${strong(three)}.`;
        const { problems, shown } = meaningOf(markdownLine(line));
        expect(problems).toEqual([]);
        const alike = (value: string) => value.replaceAll(GAP, '').replaceAll('ˋ', '`');
        expect(alike(shown)).toBe(alike(plainLine(line)));
      }),
      { numRuns: 500 },
    );
  });
  it('keeps what harmless names look like', () => {
    expect(markdownLine(say`${strong('example.com')} has ${code('v=spf1 -all')}, (really) 100 %.`)).toBe(
      '**example.com** has `v=spf1 -all`, (really) 100 %.',
    );
    expect(markdownLine(say`${strong('info@example.com')} is full.`)).toBe(
      `**info@${GAP}example.com** is full.`,
    );
  });
});

describe('plain text and titles', () => {
  it.each(['@everyone', 'x@everyone.example', '@here', 'info@here.example', '@channel', 'hello @all'])(
    '%s calls nobody: some services show plain text as Markdown',
    (evil) => {
      const { title, body } = formatMessage(eventOf('mailbox.delete', evil), OPTIONS);
      expect(title + body).not.toMatch(/@(everyone|here|channel|all)/);
      expect(title.replaceAll(GAP, ''), 'and nobody sees a difference').toContain(`: ${evil}`);
    },
  );
  it('all other addresses are as they are', () => {
    const { title, body } = formatMessage(eventOf('mailbox.delete', 'all@hereabouts.example'), OPTIONS);
    expect(title + body).not.toContain(GAP);
  });
});

describe('no record, domain or mailbox name gets markup into a message', () => {
  const alert = (evil: string): EventDetails => ({
    domains: [
      {
        domain: evil,
        from: evil,
        to: evil,
        since: '2026-05-03T10:30:00Z',
        checks: [{ label: evil, expectedHost: evil, expected: [evil, evil], found: [evil], message: evil }],
      },
    ],
  });
  const shapes: [string, (evil: string) => ReturnType<typeof formatMessage>][] = [
    ['a DNS problem', (evil) => formatMessage(eventOf('dns.health_alert', evil, alert(evil)), OPTIONS)],
    [
      'a full mailbox',
      (evil) =>
        formatMessage(
          eventOf('mailbox.quota_alert', evil, {
            threshold: 90,
            mailboxes: [
              { mailbox: evil, domain: evil, percent: 95, reason: evil },
              { mailbox: evil, domain: evil },
            ],
          }),
          OPTIONS,
        ),
    ],
    [
      'a forwarder',
      (evil) => formatMessage(eventOf('forwarder.create', evil, { to: [evil, evil] }, evil), OPTIONS),
    ],
    [
      'a failed delivery',
      (evil) =>
        formatMessage(eventOf('notification.send_failed', evil, { reason: evil, alert: evil }), OPTIONS),
    ],
    [
      'details of no known shape',
      (evil) =>
        formatMessage(eventOf('dns.fix', evil, { [evil || 'x']: evil, list: [evil, { a: evil }] }), OPTIONS),
    ],
  ];
  it.each(shapes)('%s', (_, format) => {
    fc.assert(
      fc.property(hostileText, (evil) => {
        const { markdown, body, title } = format(evil);
        expect(meaningOf(markdown).problems, markdown).toEqual([]);
        expect(title).not.toMatch(/[\r\n\u202E]/);
        expect(body).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
      }),
      { numRuns: 200 },
    );
  });
});
