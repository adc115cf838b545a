import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMessage, headline } from '../../../../src-main/engine/audit/message.ts';
import { TEMPLATES } from '../../../../src-main/engine/audit/messages/templates.ts';
import { sampleEvent } from '../../../../src-main/engine/audit/samples.ts';
import { scrubDetails } from '../../../../src-main/engine/audit/scrub.ts';
import { messageCalls } from '../../../../src-main/engine/calls/message-calls.ts';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, type AuditAction } from '../../../../src-shared/audit-actions.ts';
import type { EventDetails } from '../../../../src-shared/audit-event.ts';
import type { MessagePreview } from '../../../../src-shared/views/notifications.ts';
import { anyChar } from '../../../support/any-text.ts';
import { eventOf, NOW, OPTIONS } from './support.ts';

/** Those that are about the app itself have no subject of their own. */
const ABOUT_THE_APP = /^(auth\.|settings\.admin_password|notification\.test)/;
/** Their target is the server or the number of settings; the first line names what a person knows it by. */
const NAMED_OTHERWISE = ['settings.update', 'settings.smtp_test', 'smtp.send_failed'];

describe.each(AUDIT_ACTION_NAMES)('%s', (action) => {
  const sample = sampleEvent(action, NOW);
  const message = formatMessage(sample, OPTIONS);

  it('has an invented example whose details are what its template expects', () => {
    const parsed = TEMPLATES[action].details.safeParse(sample.details);
    expect(parsed.error?.message).toBeUndefined();
    expect(scrubDetails(sample.details), 'nothing of it looks like a secret').toEqual(sample.details);
    const hosts = JSON.stringify(sample.details).match(/[\w-]+\.(com|net|org|example)(?!\.?\w)/g) ?? [];
    for (const host of hosts) expect(host).toMatch(/^(example\.(com|net|org)|(mxlogin|mxroute)\.com)$/);
  });

  it('says what it is about first, who or what, and what to do', () => {
    const { label, severity } = AUDIT_ACTIONS[action];
    expect(message.type).toBe(severity);
    expect(message.title).toBe(
      `[MXroute Manager] ${label}${sample.target === '' ? '' : `: ${sample.target}`}`,
    );
    expect(headline(sample)).toBe(message.title.replace('[MXroute Manager] ', ''));
    const [first = ''] = message.body.split('\n');
    if (ABOUT_THE_APP.test(action)) expect(first).toMatch(/^(MXroute Manager|The password|This is a test)/);
    else if (!NAMED_OTHERWISE.includes(action)) expect(first.startsWith(sample.target)).toBe(true);
    if (action !== 'notification.test') {
      const sentence = /\n\nWhat to do: (.+)$/.exec(message.body)?.[1] ?? '';
      expect(sentence).toMatch(/^[a-z].*\.$/i);
      expect(sentence, 'one sentence').not.toMatch(/\. [A-Z]/);
    }
  });

  it('tells its facts in words, never as raw names and values', () => {
    expect(message.body).not.toMatch(/undefined|null|\[object|NaN|\{|\}|\bquota mb\b|durationMs|readAt/i);
    expect(message.body).not.toMatch(/\bexample\.(com|net|org)\b.*\b(true|false)\b/);
  });

  it('says the same in Markdown', () => {
    const plain = message.markdown
      .replaceAll('\u200B', '')
      .replace(/\\([\\`*_[\]#>])/g, '$1')
      .replace(/\*\*|`/g, '');
    const squeezed = (text: string) => text.replace(/^\s*- /gm, '').replace(/\s+/g, '');
    expect(squeezed(plain)).toBe(squeezed(message.body.replaceAll('*@', '*@')));
  });

  it('is shown as a preview through the same formatter', () => {
    const answer = messageCalls({ clock: { now: () => NOW } as never })['messages.preview'](action);
    const preview = (answer as { ok: true; value: MessagePreview }).value;
    expect(preview.title).toBe(message.title);
    expect(preview.severity).toBe(AUDIT_ACTIONS[action].severity);
    expect(preview.body.length).toBeGreaterThan(30);
    expect(preview.markdown.length).toBeGreaterThan(30);
  });

  it('takes details of any shape without failing, and without a list longer than 20', () => {
    fc.assert(
      fc.property(anyDetails, fc.string({ unit: anyChar }), (details, target) => {
        const odd = formatMessage(eventOf(action, target, details), OPTIONS);
        expect(odd.body.trim().length).toBeGreaterThan(10);
        expect(odd.markdown.trim().length).toBeGreaterThan(10);
        expect(odd.title).not.toMatch(/[\r\n]/);
        expect(odd.body).not.toContain(SECRET);
        expect(odd.markdown).not.toContain(SECRET);
        expect(odd.body.length).toBeLessThan(20_000);
        expect(odd.body.match(/many-\d+/g)?.length ?? 0).toBeLessThanOrEqual(20);
      }),
      { numRuns: 60 },
    );
  });

  it('stays itself where the details are odd: subject, sentence, what to do', () => {
    const odd = formatMessage(
      eventOf(action, 'example.com', { domains: 5, mailboxes: 'x', changes: 3 }),
      OPTIONS,
    );
    expect(odd.body).not.toMatch(/undefined|null|\[object|\$\{/);
    if (!ABOUT_THE_APP.test(action)) expect(odd.body).toMatch(/example\.com|[Mm]onitoring|SMTP/);
    if (action !== 'notification.test') expect(odd.body).toMatch(/\n\nWhat to do: ./);
  });
});

const SECRET = 'planted-secret';
const keyed = fc
  .tuple(
    fc.constantFrom('password', 'apiToken', 'Secret', 'api_key', 'Authorization', 'tokenHint'),
    fc.constantFrom<unknown>(SECRET, [SECRET], { inner: SECRET }),
  )
  .map(([key, value]) => ({ [key]: value }));
const known = fc.constantFrom(
  ...[
    'domains',
    'mailboxes',
    'changes',
    'records',
    'changed',
    'settings',
    'to',
    'before',
    'after',
    'quotaMb',
  ],
  ...['message', 'reason', 'since', 'percent', 'suspended', 'delivered', 'failed', 'attempts', '__proto__'],
);
const manyEntries = fc.integer({ min: 21, max: 300 }).map((length) => ({
  list: Array.from({ length }, (_, index) => `many-${index}`),
}));
const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>('2026-05-03T10:00:00Z', [], {}, -1, 1e308),
);
const anyDetails: fc.Arbitrary<EventDetails> = fc
  .tuple(fc.dictionary(fc.oneof(known, fc.string()), leaf, { maxKeys: 6 }), keyed, fc.option(manyEntries))
  .map(([some, secret, many]) => ({ ...some, ...secret, nested: [secret], ...many }));

const MANY: [AuditAction, string, (index: number) => Record<string, unknown>][] = [
  ['mailbox.delete', '33 mailboxes', (index) => ({ subject: `box${index}@example.com`, usageMb: index })],
  [
    'forwarder.create',
    '33 forwarders',
    (index) => ({ subject: `fwd${index}@example.com`, to: ['a@example.net'] }),
  ],
  ['spam.blacklist_add', '33 entries', (index) => ({ subject: `*@spam${index}.example` })],
  ['domain.delete', '33 domains', (index) => ({ subject: `gone${index}.example`, mailboxes: 2 })],
];
describe('many changes of one scan are one message with a list', () => {
  it.each(MANY)('%s: 20 of them, and how many more', (action, target, entry) => {
    const changes = Array.from({ length: 33 }, (_, index) => entry(index));
    const { body } = formatMessage(eventOf(action, target, { changes }, 'MXroute account'), OPTIONS);
    expect(body.startsWith(`${target} were `)).toBe(true);
    expect(body.match(/^- \S+\d/gm)).toHaveLength(20);
    expect(body).toContain('\n- and 13 more\n');
    expect(body).toContain('Changed in the MXroute panel or by another program.');
  });
  it('tells the facts of each', () => {
    const changes = [{ subject: 'a@example.com', usageMb: 870, quotaMb: 2_048 }];
    const { body } = formatMessage(eventOf('mailbox.delete', '6 mailboxes', { changes }), OPTIONS);
    expect(body).toContain('- a@example.com: Last seen with: 870 of 2,048 MB');
  });
});
