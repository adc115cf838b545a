import { describe, expect, it } from 'vitest';
import { withIcon } from '../../../../src-shared/notification-url/icon.ts';

const ICON = 'https://example.com/logo.png';
const CODED = 'https%3A%2F%2Fexample.com%2Flogo.png';

describe('the icon of this app', () => {
  const given: [string, string][] = [
    ['ntfy://host/topic', `ntfy://host/topic?avatar_url=${CODED}`],
    ['ntfys://tk_a@host/topic?tags=a', `ntfys://tk_a@host/topic?tags=a&avatar_url=${CODED}`],
    ['discord://1/a', `discord://1/a?avatar_url=${CODED}`],
    ['DISCORD://1/a/?overflow=split', `DISCORD://1/a/?overflow=split&avatar_url=${CODED}`],
    ['discord://1/a?', `discord://1/a?avatar_url=${CODED}`],
    ['https://ntfy.sh/topic', `https://ntfy.sh/topic?avatar_url=${CODED}`],
    ['https://discord.com/api/webhooks/1/a', `https://discord.com/api/webhooks/1/a?avatar_url=${CODED}`],
    [
      'https://discordapp.com/api/webhooks/1/a/?footer=yes',
      `https://discordapp.com/api/webhooks/1/a/?footer=yes&avatar_url=${CODED}`,
    ],
    ['mmost://host:80/token', `mmost://host:80/token?icon_url=${CODED}`],
    ['mmosts://host:443/token?image=no', `mmosts://host:443/token?image=no&icon_url=${CODED}`],
    [
      'https://mattermost.example.com/hooks/abc',
      `https://mattermost.example.com/hooks/abc?icon_url=${CODED}`,
    ],
  ];
  for (const [url, expected] of given) it(url, () => expect(withIcon(url, ICON)).toBe(expected));

  it('arrives as it was, a percent sign in it included', () => {
    expect(withIcon('ntfy://h/t', 'https://example.com/a%20b.png?x=1&y=2')).toBe(
      'ntfy://h/t?avatar_url=https%3A%2F%2Fexample.com%2Fa%252520b.png%3Fx%3D1%26y%3D2',
    );
  });

  it.each([
    'ntfy://host/topic?avatar_url=https://own/x.png',
    'ntfy://host/topic?AVATAR_URL=https://own/x.png',
    'ntfy://host/topic?tags=a;avatar_url=x',
    'ntfy://host/topic?icon=https://own/x.png',
    'discord://1/a?avatar=no',
    'discord://1/a?tts=no&%61vatar_url=x',
    'discord://1/a? Avatar =no',
    'https://discord.com/api/webhooks/1/a?avatar_url=x',
    'mmosts://host:443/token?icon_url=x',
  ])('never over one that the URL has: %s', (url) => expect(withIcon(url, ICON)).toBe(url));

  it.each([
    'slack://A/B/C',
    'json://discord.com/api/webhooks/1/a',
    'jsons://ntfy.sh/topic',
    'gotify://host/token',
    'tgram://1:A/2',
    'pover://u@t',
    'mailtos://u:p@h:587/?to=a@b.com',
    'mxroute-smtp://reset/?to=a%40b.com',
    'https://ntfy.sh.example.com/topic',
    'https://discord.com/channels/1/2',
    'https://example.com/hooks/abc',
    'nonsense',
    '',
  ])('all others stay as they are: %s', (url) => expect(withIcon(url, ICON)).toBe(url));

  it('without one nothing changes', () => {
    for (const [url] of given) expect(withIcon(url, '')).toBe(url);
  });

  it('given twice, it is there once', () => {
    for (const [url, expected] of given) expect(withIcon(withIcon(url, ICON), ICON)).toBe(expected);
  });
});
