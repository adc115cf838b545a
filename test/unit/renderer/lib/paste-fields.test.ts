import { describe, expect, it } from 'vitest';
import { acceptPasted } from '../../../../src-renderer/lib/paste-fields.ts';
import { initialValues } from '../../../../src-renderer/lib/service-fields.ts';
import type { FieldValues } from '../../../../src-shared/notification-services.ts';
import { findService } from '../../../../src-shared/notification-url/registry.ts';

function paste(id: string, name: string, text: string, before: FieldValues = {}) {
  const service = findService(id);
  if (service === undefined) throw new Error(`no service ${id}`);
  return acceptPasted(service, { ...initialValues(service), ...before }, name, text);
}

describe('an address that is pasted into a field', () => {
  const discord = { webhookId: '123', webhookToken: 'abc-DEF' };
  const bot = { botToken: '123456789:AAEabc_def-1', chatId: '-1001234' };
  const slack = 'https://hooks.slack.com/services/T0AAA/B0BBB/cccDDD';
  it.each<[string, string, string, FieldValues]>([
    ['discord', 'webhookId', 'https://discord.com/api/webhooks/123/abc-DEF', discord],
    ['discord', 'webhookToken', 'https://discord.com/api/webhooks/123/abc-DEF', discord],
    ['discord', 'webhookToken', 'discord.com/api/webhooks/123/abc-DEF', discord],
    ['discord', 'webhookId', 'discord://123/abc-DEF', discord],
    ['slack', 'webhookUrl', slack, { webhookUrl: slack }],
    [
      'telegram',
      'botToken',
      `https://api.telegram.org/bot${bot.botToken}/sendMessage?chat_id=${bot.chatId}`,
      bot,
    ],
    [
      'telegram',
      'chatId',
      `https://api.telegram.org/bot${bot.botToken}/sendMessage?chat_id=${bot.chatId}`,
      bot,
    ],
    ['ntfy', 'topic', 'https://ntfy.sh/alerts', { server: 'ntfy.sh', topic: 'alerts', https: 'true' }],
    ['ntfy', 'server', 'https://ntfy.sh/alerts', { server: 'ntfy.sh', topic: 'alerts' }],
    ['ntfy', 'token', 'https://ntfy.sh/alerts', { server: 'ntfy.sh', topic: 'alerts', token: '' }],
    [
      'ntfy',
      'server',
      'http://push.lan:8080/alerts',
      { server: 'push.lan:8080', topic: 'alerts', https: 'false' },
    ],
    [
      'gotify',
      'server',
      'https://push.example.com/g/message?token=Abc1',
      { server: 'push.example.com/g', token: 'Abc1' },
    ],
    [
      'gotify',
      'token',
      'http://push.lan/message?token=Abc1',
      { server: 'push.lan', token: 'Abc1', https: 'false' },
    ],
    [
      'json',
      'bearerToken',
      'https://example.com/hook',
      { webhookUrl: 'https://example.com/hook', bearerToken: '' },
    ],
  ])('%s, %s: %s is taken apart', (id, name, text, expected) => {
    expect(paste(id, name, text)).toEqual({ values: expect.objectContaining(expected), foreign: null });
  });

  it('stays as it is in the field that is meant for it', () => {
    const address = 'https://hooks.example.net/mx?x=1';
    expect(paste('json', 'webhookUrl', address).values.webhookUrl).toBe(address);
  });

  it('keeps what was typed elsewhere', () => {
    const { values } = paste('ntfy', 'topic', 'https://ntfy.sh/alerts', { token: 'tk_mine' });
    expect(values).toMatchObject({ topic: 'alerts' });
  });

  it('of another service is recognised, with that service’s form filled in', () => {
    const { foreign, values } = paste('ntfy', 'topic', 'https://discord.com/api/webhooks/123/abc-DEF');
    expect(foreign?.service.id).toBe('discord');
    expect(foreign?.fields).toMatchObject(discord);
    expect(values.topic).toContain('discord.com');
  });

  it.each(['https://example.com/anything', 'somescheme://whatever'])(
    '%s belongs to no service in particular',
    (text) => {
      expect(paste('discord', 'webhookId', text).foreign).toBeNull();
    },
  );
});

describe('what is typed', () => {
  it('is not mistaken for pasted, one letter after the other', () => {
    const address = 'https://discord.com/api/webhooks/1/a';
    expect(paste('discord', 'webhookId', `${address}b`, { webhookId: address }).values.webhookToken).toBe('');
  });

  it('is never trimmed or changed', () => {
    expect(paste('email', 'password', '  two blanks  ').values.password).toBe('  two blanks  ');
  });
});
