import { describe, expect, it } from 'vitest';
import { fieldErrors, fieldSentence, revealableUrl } from '../../../../src-renderer/lib/field-errors.ts';
import { initialValues } from '../../../../src-renderer/lib/service-fields.ts';
import { findService, SERVICES } from '../../../../src-shared/notification-url/registry.ts';

const service = (id: string) => {
  const found = findService(id);
  if (found === undefined) throw new Error(`no service ${id}`);
  return found;
};
const errors = (id: string, typed: Record<string, string> = {}, keeps = false) =>
  fieldErrors(service(id), { ...initialValues(service(id)), ...typed }, keeps);

describe('what is wrong with a form', () => {
  it.each([
    ['ntfy', ['topic']],
    ['json', ['webhookUrl']],
    ['discord', ['webhookId', 'webhookToken']],
    ['slack', ['webhookUrl']],
    ['gotify', ['server', 'token']],
    ['pushover', ['userKey', 'apiToken']],
    ['telegram', ['botToken', 'chatId']],
    ['custom', ['url']],
  ])('%s, left empty: said at %j, all at once', (id, names) => {
    expect(Object.keys(errors(id)).sort()).toEqual([...names].sort());
  });

  it('is a sentence that begins with the field’s name', () => {
    expect(errors('pushover').apiToken).toBe('API token is needed.');
    expect(fieldSentence('Topic', 'is needed')).toBe('Topic is needed.');
    expect(fieldSentence('Server', 'Enter the server.')).toBe('Enter the server.');
  });

  it('names the field with a wrong value besides those that are empty', () => {
    const found = errors('email', { host: 'not a host' });
    expect(found.host).toMatch(/^SMTP host /);
    expect(found.to).toBe('To is needed.');
  });

  it('asks for nothing that the reset SMTP settings have', () => {
    expect(errors('email', { useResetSmtp: 'true', to: 'a@b.example' })).toEqual({});
    expect(Object.keys(errors('email', { useResetSmtp: 'true' }))).toEqual(['to']);
  });

  it('is nothing where an address in another field says it all', () => {
    expect(errors('ntfy', { server: 'https://ntfy.sh/alerts' })).toEqual({});
  });
});

describe('editing a stored target', () => {
  const OPEN: Record<string, Record<string, string>> = {
    ntfy: { topic: 'alerts' },
    json: { webhookUrl: 'https://example.com/hook' },
    discord: { webhookId: '123' },
    slack: {},
    gotify: { server: 'push.example.com' },
    pushover: {},
    telegram: { chatId: '-100123' },
    email: { host: 'mail.example.com', user: 'a@b.example', to: 'c@d.example' },
    custom: {},
  };

  it.each(SERVICES.map(({ id }) => id))('%s: empty secrets are complete', (id) => {
    expect(errors(id, OPEN[id], true)).toEqual({});
  });

  it('still judges what is not secret', () => {
    expect(Object.keys(errors('discord', { webhookId: 'no number' }, true))).toEqual(['webhookId']);
    expect(Object.keys(errors('telegram', { chatId: 'nobody' }, true))).toEqual(['chatId']);
  });

  it('judges a new secret that was typed', () => {
    expect(Object.keys(errors('telegram', { chatId: '-100123', botToken: 'no token' }, true))).toEqual([
      'botToken',
    ]);
  });

  it('reveals a URL only where all of it was typed here', () => {
    const stored = { webhookId: '123', webhookToken: '' };
    expect(revealableUrl(service('discord'), stored, true)).toBeNull();
    expect(revealableUrl(service('discord'), { ...stored, webhookToken: 'abc' }, true)).toContain(
      'discord://123/abc',
    );
  });
});
