import { execFileSync } from 'node:child_process';
import { delimiter } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMessage } from '../../src-main/engine/audit/message.ts';
import { sampleEvent } from '../../src-main/engine/audit/samples.ts';
import { AUDIT_ACTION_NAMES } from '../../src-shared/audit-actions.ts';
import { HOSTILE, hostileText } from '../unit/engine/audit/hostile.ts';
import { eventOf, NOW, OPTIONS } from '../unit/engine/audit/support.ts';

/** The installed Apprise, and newer ones where the bootstrap has fetched them. */
const PYTHONS = [
  '/usr/bin/python3',
  ...(process.env.MXM_TEST_APPRISE_PYTHONS ?? '').split(delimiter).filter(Boolean),
];

/** Markdown → HTML as Apprise makes it for Matrix and mail, and the mentions that it would make for Discord. */
const SCRIPT = `
import json, signal, sys
from html.parser import HTMLParser
from apprise import NotifyFormat
from apprise.conversion import convert_between
try:
    from apprise.plugins.discord import USER_ROLE_DETECTION_RE as mentions
except ImportError:
    mentions = None
class Reader(HTMLParser):
    def __init__(self):
        super().__init__(); self.tags = []; self.text = ''
    def handle_starttag(self, tag, attributes):
        self.tags.append(tag + ''.join(' ' + name for name, _ in attributes))
    def handle_data(self, data):
        self.text += data
class Stuck(BaseException):
    pass
def stuck(*_):
    raise Stuck()
signal.signal(signal.SIGALRM, stuck)
answers = []
for text in json.load(sys.stdin):
    reader = Reader()
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        reader.feed(convert_between(NotifyFormat.MARKDOWN, NotifyFormat.HTML, text))
    except Stuck:
        answers.append(None)
        continue
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    found = mentions.findall(text) if mentions else []
    answers.append({'tags': sorted(set(reader.tags)), 'text': reader.text, 'mentions': found})
json.dump(answers, sys.stdout)
`;

interface Rendered {
  tags: string[];
  text: string;
  mentions: unknown[];
}
/** Null where this Python's own Markdown never ends: Debian 12's, since a security update of html.parser, at some `</`. */
const render = (python: string, texts: readonly string[]): (Rendered | null)[] =>
  JSON.parse(
    execFileSync(python, ['-c', SCRIPT], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    }),
  );

function ended(one: Rendered | null): Rendered {
  if (one === null) throw new Error('one of our own messages never ends');
  return one;
}

const OURS = ['br', 'code', 'li', 'p', 'strong', 'ul'];
const alert = (evil: string) =>
  eventOf('dns.health_alert', evil, {
    domains: [evil, 'example.com'].map((domain) => ({
      domain,
      from: 'healthy',
      to: 'unhealthy',
      checks: [{ label: 'MX', expectedHost: domain, expected: [evil], found: [evil, evil], message: evil }],
    })),
  });

describe.each(PYTHONS)('Markdown as %s renders it', (python) => {
  it('has our lists, bold and code, and the words of the plain text', () => {
    const messages = AUDIT_ACTION_NAMES.map((action) => formatMessage(sampleEvent(action, NOW), OPTIONS));
    const rendered = render(
      python,
      messages.map(({ markdown }) => markdown),
    );
    const words = (text: string) => text.replaceAll('\u200B', '').replace(/[\s-]+/g, '');
    for (const [index, { tags, text, mentions }] of rendered.map(ended).entries()) {
      expect(OURS).toEqual(expect.arrayContaining(tags));
      expect(mentions).toEqual([]);
      expect(words(text)).toBe(words(messages[index]?.body ?? ''));
    }
    const dns = rendered[AUDIT_ACTION_NAMES.indexOf('dns.health_alert')];
    expect(dns?.tags).toEqual(['code', 'li', 'p', 'strong', 'ul']);
  });

  it('never has a link, a picture, a tag or a mention that a record or a name brought', () => {
    const evil = [...HOSTILE, ...fc.sample(hostileText, 200)];
    const texts = evil.flatMap((one) => [
      formatMessage(alert(one), OPTIONS).markdown,
      formatMessage(eventOf('notification.send_failed', one, { reason: one, alert: one }), OPTIONS).markdown,
    ]);
    const rendered = render(python, texts);
    expect(rendered.filter((one) => one === null).length).toBeLessThan(texts.length / 20);
    for (const [index, one] of rendered.entries()) {
      if (one === null) {
        expect(texts[index]).toMatch(/<\u200B?[/!?]|<\u200B?</);
        continue;
      }
      const { tags, mentions } = one;
      expect(OURS, texts[index]).toEqual(expect.arrayContaining(tags));
      expect(mentions, texts[index]).toEqual([]);
    }
  });
});
