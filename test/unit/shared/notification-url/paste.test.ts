import { describe, expect, it } from 'vitest';
import { pasted } from '../../../../src-shared/notification-url/paste.ts';

const USER = 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG';
const TOKEN = 'azGDORePK8gMaC0QOYAMyEEuzJnyUi';

describe('addresses as people paste them', () => {
  const cases: [string, string, string][] = [
    ['https://ntfy.sh/mail', 'ntfy', 'ntfys://ntfy.sh/mail'],
    ['ntfy.sh/mail', 'ntfy', 'ntfys://ntfy.sh/mail'],
    [' ntfys://tk_a@example.com/t ', 'ntfy', 'ntfys://tk_a@example.com/t'],
    ['https://discord.com/api/webhooks/123/abc', 'discord', 'discord://123/abc?overflow=split'],
    ['https://discordapp.com/api/webhooks/123/abc', 'discord', 'discord://123/abc?overflow=split'],
    ['https://ptb.discord.com/api/webhooks/123/abc/', 'discord', 'discord://123/abc?overflow=split'],
    ['https://canary.discord.com/api/v10/webhooks/123/abc', 'discord', 'discord://123/abc?overflow=split'],
    ['https://discord.com/api/webhooks/123/abc/slack', 'discord', 'discord://123/abc?overflow=split'],
    ['https://discord.com/api/webhooks/123/abc?wait=true', 'discord', 'discord://123/abc?overflow=split'],
    ['discord.com/api/webhooks/123/abc', 'discord', 'discord://123/abc?overflow=split'],
    [
      'https://discord.com/api/webhooks/123/abc?thread_id=9',
      'custom',
      'discord://123/abc/?thread=9&overflow=split',
    ],
    ['https://hooks.slack.com/services/T/B/C', 'slack', 'slack://T/B/C'],
    ['hooks.slack.com/services/T/B/C/', 'slack', 'slack://T/B/C'],
    ['https://hooks.slack.com/services/T/B/C?image=no', 'custom', 'slack://T/B/C/?image=no'],
    ['https://hooks.slack.com/workflows/T/A/1/x', 'custom', 'https://hooks.slack.com/workflows/T/A/1/x'],
    ['gotify://example.com/token', 'gotify', 'gotify://example.com/token'],
    ['https://push.example.de/message?token=Ab.c', 'gotify', 'gotifys://push.example.de/Ab.c'],
    ['http://nas:8080/sub/message?token=Abc', 'gotify', 'gotify://nas:8080/sub/Abc'],
    [`pover://${USER}@${TOKEN}`, 'pushover', `pover://${USER}@${TOKEN}`],
    [`pover://${USER}@${TOKEN}/phone`, 'custom', `pover://${USER}@${TOKEN}/phone`],
    [
      `https://api.pushover.net/1/messages.json?token=${TOKEN}&user=${USER}`,
      'pushover',
      `pover://${USER}@${TOKEN}`,
    ],
    ['https://api.telegram.org/bot1:AA/sendMessage?chat_id=-1009', 'telegram', 'tgram://1:AA/-1009'],
    [
      'https://api.telegram.org/bot1:AA/sendMessage?text=x&chat_id=%40news_1',
      'telegram',
      'tgram://1:AA/%40news_1',
    ],
    ['tgram://1:AA/-1009/', 'telegram', 'tgram://1:AA/-1009/'],
    ['tgram://1:AA/4/5', 'custom', 'tgram://1:AA/4/5'],
    ['http://192.168.1.9:8123/api/webhook/xyz', 'json', 'json://192.168.1.9:8123/api/webhook/xyz'],
    ['https://chat.googleapis.com/v1/spaces/a', 'custom', 'https://chat.googleapis.com/v1/spaces/a'],
    [
      'mailtos://me%40example.com:p@mail.example.com:587/?mode=starttls&from=me%40example.com&to=a%40b.com',
      'email',
      'mailtos://me%40example.com:p@mail.example.com:587/?mode=starttls&from=me%40example.com&to=a%40b.com',
    ],
  ];
  cases.push([
    'mailtos://me%40gmail.com:p@gmail.com:587/?mode=starttls&smtp=smtp.gmail.com&from=me%40gmail.com&to=a%40b.com',
    'custom',
    'mailtos://me%40gmail.com:p@gmail.com:587/?mode=starttls&smtp=smtp.gmail.com&from=me%40gmail.com&to=a%40b.com',
  ]);
  for (const [text, id, expected] of cases) {
    it(text, () => {
      const result = pasted(text);
      expect(result.ok && [result.value.service.id, result.value.url]).toEqual([id, expected]);
    });
  }

  const refused: [string, RegExp][] = [
    ['', /^URL is needed\.$/],
    ['nonsense', /one URL/],
    ['a b', /one URL/],
    ['json:/x', /one URL/],
    ['nas:8123/hook', /^URL must start with https:/],
    ['hook.example.com/x', /^URL must start with https:/],
    ['https://ntfy.sh/', /^Topic is needed\.$/],
    ['https://discord.com/channels/1/2', /^URL is no webhook of Discord.*\/api\/webhooks\//],
    ['https://discord.gg/abc', /no webhook of Discord/],
    ['https://app.slack.com/client/T/C', /^URL is no incoming webhook of Slack.*hooks\.slack\.com/],
    ['https://hooks.slack.com/services/T/B', /no incoming webhook/],
    ['https://t.me/my_alert_bot', /^URL is the address of the bot itself.*@BotFather/],
    ['t.me/my_alert_bot', /@BotFather/],
    ['https://t.me/my_channel', /names no bot/],
    ['https://web.telegram.org/a/#-1001234567890', /names no bot/],
    ['https://api.telegram.org/bot1:AA/getUpdates', /^URL names no chat/],
    ['tgram://1:AA', /^URL must name the chat.*guess/],
    ['tgram://1:AA/', /guess/],
    ['ntfys://push.example.com', /^URL must end with the topic/],
    ['ntfy://user:pass@nas/', /topic/],
    ['https://pushover.net/apps/abc', /page of Pushover/],
  ];
  for (const [text, message] of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(pasted(text)).toMatchObject({
        ok: false,
        field: 'url',
        message: expect.stringMatching(message),
      });
    });
  }
});
