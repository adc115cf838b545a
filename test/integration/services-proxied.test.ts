import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendByCommand } from '../../src-main/engine/notifications/apprise/command.ts';
import { pasted } from '../../src-shared/notification-url/paste.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import {
  ALERT,
  asCommand,
  interceptedInternet,
  startWorker,
  urlOf,
  type Worker,
} from './services-support.ts';

const ICON = 'https://example.com/a%20logo.png?v=1&s=64';
const SLACK = 'https://hooks.slack.com/services/T0AAA/B0BBB/cCc123';
const PUSHOVER = { userKey: 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG', apiToken: 'azGDORePK8gMaC0QOYAMyEEuzJnyUi' };
const TELEGRAM = '123456789:AAE-x_Y';

const net = interceptedInternet('{"ok":true}');

describe.each(await apprisePythons())('Apprise $version', (found) => {
  let plain: Worker;
  let branded: Worker;
  beforeAll(async () => {
    plain = await startWorker(found);
    branded = await startWorker(found, ICON);
  });
  afterAll(async () => {
    await plain.engine.stop();
    await branded.engine.stop();
  });
  const onlyRequest = () => {
    expect(net.seen).toHaveLength(1);
    return net.last();
  };

  describe('Discord', () => {
    const url = urlOf('discord', { webhookId: '123', webhookToken: 'a-B_c' });

    it('gets the alert at the webhook', async () => {
      expect(await plain.send(url)).toMatchObject({ ok: true });
      const { host, arrived } = onlyRequest();
      expect([host, arrived.method, arrived.path.split('?')[0]]).toEqual([
        'discord.com',
        'POST',
        '/api/webhooks/123/a-B_c',
      ]);
      expect(JSON.stringify(arrived.json)).toContain('MX “ü”');
      expect(JSON.stringify(arrived.json)).toContain('line 2 – ü 🚨');
      expect(arrived.json.avatar_url).toBeUndefined();
    });

    it('shows the icon of this app, and never over one of the target', async () => {
      expect(await branded.send(url)).toMatchObject({ ok: true });
      expect(net.last().arrived.json.avatar_url).toBe(ICON);
      expect(await branded.send('discord://123/abc?avatar_url=https://own.example/x.png')).toMatchObject({
        ok: true,
      });
      expect(net.last().arrived.json.avatar_url).toBe('https://own.example/x.png');
    });

    it('a webhook pasted with a thread goes to the thread', async () => {
      const found = pasted('https://ptb.discord.com/api/webhooks/123/abc?thread_id=77');
      const outcome = found.ok && (await plain.send(found.value.url));
      if (plain.old) {
        expect(outcome).toMatchObject({ ok: false, reason: expect.stringMatching(/Discord thread/) });
        expect(net.seen).toEqual([]);
        return;
      }
      expect(outcome).toMatchObject({ ok: true });
      expect(onlyRequest().arrived.path).toBe('/api/webhooks/123/abc?thread_id=77');
    });

    it('a webhook that is gone is told at once', async () => {
      net.answer.status = 404;
      expect(await plain.send(url)).toMatchObject({ ok: false, permanent: true });
    });
  });

  describe('Slack', () => {
    const url = urlOf('slack', { webhookUrl: SLACK });

    it('gets the alert at the webhook, and what it answers counts as delivered', async () => {
      net.answer.body = 'ok';
      expect(await plain.send(url)).toMatchObject({ ok: true });
      const { host, arrived } = onlyRequest();
      expect(`https://${host}${arrived.path}`).toBe(SLACK);
      expect(JSON.stringify(arrived.json)).toContain('MX “ü”');
      expect(arrived.json.username ?? 'MXroute Manager').toBe('MXroute Manager');
    });

    it('shows the icon of this app', async () => {
      net.answer.body = 'ok';
      expect(await branded.send(url)).toMatchObject({ ok: true });
      expect(onlyRequest().arrived.json.icon_url).toBe(ICON);
    });

    it('does not count as delivered when it refuses', async () => {
      Object.assign(net.answer, { status: 403, body: 'invalid_token' });
      expect(await plain.send(url)).toMatchObject({ ok: false, permanent: true });
    });

    it('through the command: counts as delivered once it is, else not', async () => {
      const command = asCommand(found.path);
      net.answer.body = 'ok';
      expect(await sendByCommand(command.path, url, ALERT)).toMatchObject({ ok: true });
      expect(`https://${onlyRequest().host}${net.last().arrived.path}`).toBe(SLACK);
      Object.assign(net.answer, { status: 403, body: 'invalid_token' });
      expect(await sendByCommand(command.path, url, ALERT)).toMatchObject({ ok: false, permanent: true });
      command.remove();
    });
  });

  describe('Telegram', () => {
    const chats = ['4711', '-4711', '-1001234567890'];
    it.each(chats)('chat %s', async (chatId) => {
      expect(await plain.send(urlOf('telegram', { botToken: TELEGRAM, chatId }))).toMatchObject({ ok: true });
      const { host, arrived } = onlyRequest();
      expect([host, arrived.path]).toEqual(['api.telegram.org', `/bot${TELEGRAM}/sendMessage`]);
      expect(String(arrived.json.chat_id)).toBe(chatId);
      expect(arrived.json.text).toContain('MX “ü”');
      // Telegram reads HTML: what looks like a tag must not become one.
      expect(arrived.json.text).toContain('&lt;b&gt;&amp;');
    });

    it('a channel by name, or told before that this Apprise cannot', async () => {
      const url = urlOf('telegram', { botToken: TELEGRAM, chatId: '@news_1' });
      const outcome = await plain.send(url);
      if (!plain.old) {
        expect(outcome).toMatchObject({ ok: true });
        expect(onlyRequest().arrived.json.chat_id).toBe('@news_1');
        return;
      }
      expect(outcome).toMatchObject({
        ok: false,
        permanent: true,
        reason: expect.stringMatching(/@channel.*number/),
      });
      expect(net.seen).toEqual([]);
    });

    it('a link of the bot API', async () => {
      const link = `https://api.telegram.org/bot${TELEGRAM}/sendMessage?chat_id=-1009&text=hi`;
      const found = pasted(link);
      expect(found.ok && (await plain.send(found.value.url))).toMatchObject({ ok: true });
      expect(String(onlyRequest().arrived.json.chat_id)).toBe('-1009');
    });
  });

  describe('Pushover', () => {
    it('gets user key and API token each in its place', async () => {
      expect(await plain.send(urlOf('pushover', PUSHOVER))).toMatchObject({ ok: true });
      const { host, arrived } = onlyRequest();
      const login = /^Basic (.*)$/.exec(String(arrived.headers.authorization))?.[1] ?? '';
      expect([host, arrived.path]).toEqual(['api.pushover.net', '/1/messages.json']);
      expect(arrived.json).toMatchObject({
        user: PUSHOVER.userKey,
        token: PUSHOVER.apiToken,
        title: ALERT.title,
      });
      expect(Buffer.from(login, 'base64').toString()).toContain(login === '' ? '' : PUSHOVER.apiToken);
    });
  });

  describe('ntfy', () => {
    it('the public server: topic, and the icon where this Apprise can', async () => {
      expect(await branded.send(urlOf('ntfy', { topic: 'https://ntfy.sh/my-topic' }))).toMatchObject({
        ok: true,
      });
      const { host, arrived } = onlyRequest();
      expect(host).toBe('ntfy.sh');
      expect(arrived.json).toMatchObject({ topic: 'my-topic', title: ALERT.title });
      if (plain.old) {
        expect(arrived.headers['x-icon']).toBeUndefined();
        expect(branded.engine.status().warnings).toContain('ntfy shows no icon.');
      } else expect(arrived.headers['x-icon']).toBe(ICON);
    });
  });

  describe('Mattermost', () => {
    it('the icon of this app', async () => {
      net.answer.body = 'ok';
      expect(await branded.send('mmosts://chat.example.com:443/token123')).toMatchObject({ ok: true });
      const { host, arrived } = onlyRequest();
      expect([host, arrived.path]).toEqual(['chat.example.com', '/hooks/token123']);
      expect(arrived.json.icon_url).toBe(ICON);
    });
  });

  describe('an IPv6 address', () => {
    const fields = {
      server: '[2001:db8::1]',
      webhookUrl: 'http://[2001:db8::1]/h',
      token: 'A',
      topic: 't',
      https: 'false',
    };
    it.each(['json', 'gotify', 'ntfy'])('%s: the alert goes to that address', async (id) => {
      expect(await plain.send(urlOf(id, fields))).toMatchObject({ ok: true });
      expect(onlyRequest().host).toBe('[2001:db8::1]');
    });

    it('shortened in an address of one’s own: told before that this Apprise would send elsewhere', async () => {
      const outcome = await plain.send('json://[2001:db8::1]/h');
      if (outcome.ok) expect(onlyRequest().host).toBe('[2001:db8::1]');
      else expect([outcome.reason, net.seen]).toEqual([expect.stringMatching(/IPv6/), []]);
      expect(outcome.ok).toBe(Number.parseInt(found.version, 10) >= 2);
    });
  });
});
