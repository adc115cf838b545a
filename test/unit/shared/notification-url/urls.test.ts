import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../../src-shared/notification-services.ts';
import { service } from './support.ts';

const url = (id: string, fields: FieldValues) => {
  const built = service(id).build(fields);
  return built.ok ? built.value : built.message;
};
const USER = 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG';
const TOKEN = 'azGDORePK8gMaC0QOYAMyEEuzJnyUi';
const CHATS: [string, string][] = [
  ['https://web.telegram.org/a/#-1001234567890', '-1001234567890'],
  ['https://web.telegram.org/z/#-123456', '-123456'],
  ['https://web.telegram.org/k/#-1001234567890', '-1001234567890'],
  ['https://web.telegram.org/k/#@my_channel', '%40my_channel'],
  ['https://web.telegram.org/a/#123456', '123456'],
  ['https://t.me/my_channel', '%40my_channel'],
  ['t.me/my_channel?single', '%40my_channel'],
  ['https://t.me/c/1234567890/17', '-1001234567890'],
];

describe('URLs that are right (apprise.md)', () => {
  const mail = {
    host: 'mail.example.com',
    user: 'me@example.com',
    password: 'p@ss:/ 1',
    to: 'you@example.com',
  };
  const cases: [string, string, FieldValues, string][] = [
    [
      'ntfy, a token that shows itself',
      'ntfy',
      { topic: 'mail', token: 'tk_abc' },
      'ntfys://tk_abc@ntfy.sh/mail',
    ],
    ['ntfy, another token', 'ntfy', { topic: 'mail', token: 'abc' }, 'ntfys://abc@ntfy.sh/mail?auth=token'],
    [
      'ntfy, priority and tags',
      'ntfy',
      { topic: 'mail', priority: 'high', tags: 'a, b' },
      'ntfys://ntfy.sh/mail?priority=high&tags=a,b',
    ],
    ['ntfy, pasted address as topic', 'ntfy', { topic: 'https://ntfy.sh/mail' }, 'ntfys://ntfy.sh/mail'],
    [
      'ntfy, own server with port over HTTP',
      'ntfy',
      { server: '192.168.1.5:8080', topic: 'x', https: 'false' },
      'ntfy://192.168.1.5:8080/x',
    ],
    [
      'ntfy, server as web address',
      'ntfy',
      { server: 'http://nas:81', topic: 'x', https: 'true' },
      'ntfy://nas:81/x',
    ],
    [
      'JSON, bearer',
      'json',
      { webhookUrl: 'https://example.com:8443/hook', bearerToken: 'X' },
      'jsons://example.com:8443/hook?+Authorization=Bearer%20X',
    ],
    [
      'JSON, a literal percent',
      'json',
      { webhookUrl: 'example.com/hook', bearerToken: 'a%b' },
      'jsons://example.com/hook?+Authorization=Bearer%20a%2525b',
    ],
    [
      'JSON, own header',
      'json',
      { webhookUrl: 'https://example.com/', authHeader: 'X-Api-Key: k' },
      'jsons://example.com/?+X-Api-Key=k',
    ],
    [
      'JSON, parameters are for the target',
      'json',
      { webhookUrl: 'http://example.com/h?x=1' },
      'json://example.com/h?-x=1',
    ],
    [
      'JSON, a last slash is kept',
      'json',
      { webhookUrl: 'https://example.com/h/?x=1' },
      'jsons://example.com/h/?-x=1&slash=/',
    ],
    [
      'JSON, a login becomes a header',
      'json',
      { webhookUrl: 'https://u:p@example.com/h' },
      'jsons://example.com/h?+Authorization=Basic%20dTpw',
    ],
    [
      'JSON, international host',
      'json',
      { webhookUrl: 'https://bücher.example/h' },
      'jsons://xn--bcher-kva.example/h',
    ],
    ['Discord', 'discord', { webhookId: '123', webhookToken: 'a-B_c' }, 'discord://123/a-B_c?overflow=split'],
    [
      'Discord, pasted address',
      'discord',
      { webhookId: 'https://discord.com/api/webhooks/123/abc' },
      'discord://123/abc?overflow=split',
    ],
    [
      'E-mail, STARTTLS',
      'email',
      mail,
      'mailtos://me%40example.com:p%40ss%3A%2F%201@mail.example.com:587/?mode=starttls&smtp=mail.example.com&from=me%40example.com&to=you%40example.com',
    ],
    [
      'E-mail, 465 is SSL',
      'email',
      { ...mail, port: '465', password: 'p' },
      'mailtos://me%40example.com:p@mail.example.com:465/?mode=ssl&smtp=mail.example.com&from=me%40example.com&to=you%40example.com',
    ],
    [
      'E-mail, encryption off',
      'email',
      { ...mail, password: 'p', encryption: 'off', port: '25' },
      'mailto://me%40example.com:p@mail.example.com:25/?smtp=mail.example.com&from=me%40example.com&to=you%40example.com',
    ],
    [
      'E-mail, reset SMTP: recipients only',
      'email',
      { ...mail, useResetSmtp: 'true', to: 'you@example.com, b@example.com' },
      'mxroute-smtp://reset/?to=you%40example.com,b%40example.com',
    ],
    [
      'E-mail, reset SMTP with a sender of its own',
      'email',
      { useResetSmtp: 'true', from: 'Me <me@example.com>', to: 'you@example.com' },
      'mxroute-smtp://reset/?from=Me%20%3Cme%40example.com%3E&to=you%40example.com',
    ],
    ['Slack', 'slack', { webhookUrl: 'https://hooks.slack.com/services/T1/B2/c3' }, 'slack://T1/B2/c3'],
    [
      'Slack, a last slash',
      'slack',
      { webhookUrl: ' https://hooks.slack.com/services/T1/B2/c3/ ' },
      'slack://T1/B2/c3',
    ],
    [
      'Gotify',
      'gotify',
      { server: 'push.example.com', token: 'A.b-c_' },
      'gotifys://push.example.com/A.b-c_',
    ],
    [
      'Gotify, port over HTTP',
      'gotify',
      { server: 'nas', port: '8080', token: 'Abc', https: 'false' },
      'gotify://nas:8080/Abc',
    ],
    [
      'Gotify below a path, as web address',
      'gotify',
      { server: 'https://example.com:8443/gotify/', token: 'Abc', https: 'false' },
      'gotifys://example.com:8443/gotify/Abc',
    ],
    [
      'Gotify, its own example pasted as server',
      'gotify',
      { server: 'https://push.example.com/message?token=Abc' },
      'gotifys://push.example.com/Abc',
    ],
    [
      'IPv6 written out, which old Apprise cuts off else',
      'gotify',
      { server: '[2001:db8::1]', token: 'Abc' },
      'gotifys://[2001:db8:0:0:0:0:0:1]/Abc',
    ],
    ['Pushover', 'pushover', { userKey: USER, apiToken: TOKEN }, `pover://${USER}@${TOKEN}`],
    ['Telegram', 'telegram', { botToken: '123:AA-b_c', chatId: '456' }, 'tgram://123:AA-b_c/456'],
    ['Telegram, a group', 'telegram', { botToken: '123:AA', chatId: '-100456' }, 'tgram://123:AA/-100456'],
    [
      'Telegram, a channel',
      'telegram',
      { botToken: '123:AA', chatId: '@news_1' },
      'tgram://123:AA/%40news_1',
    ],
    [
      'Telegram, bot before the token',
      'telegram',
      { botToken: 'bot123:AA', chatId: '4' },
      'tgram://123:AA/4',
    ],
    [
      'Telegram, a link of the bot API as token',
      'telegram',
      { botToken: 'https://api.telegram.org/bot123:AA/sendMessage?chat_id=-1009&text=x' },
      'tgram://123:AA/-1009',
    ],
    [
      'Telegram, getUpdates as token and a chat',
      'telegram',
      { botToken: 'https://api.telegram.org/bot123:AA/getUpdates', chatId: '4' },
      'tgram://123:AA/4',
    ],
    ...CHATS.map(([chat, expected]): [string, string, FieldValues, string] => [
      `Telegram, ${chat} as chat`,
      'telegram',
      { botToken: '123:AA', chatId: chat },
      `tgram://123:AA/${expected}`,
    ]),
  ];
  for (const [name, id, fields, expected] of cases) it(name, () => expect(url(id, fields)).toBe(expected));
});
