import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { email } from '../../src-shared/notification-url/email.ts';
import { withResetSmtp } from '../../src-shared/notification-url/reset-smtp.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { type Mail, type MailOptions, type MailReceiver, startMailServer } from '../support/delivery.ts';
import { ALERT, startWorker, type Trust, trustOwnAuthority, urlOf, type Worker } from './services-support.ts';

const USER = 'me+x@example.com';
const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => index + 32));
const PASSWORDS = [
  ASCII,
  ' both ends ',
  '100%25 %2F %',
  'p@ss:w/ord?#&=',
  'Grüße',
  '漢字',
  '🚨 ñ',
  '`$(x)"\\',
];

let trust: Trust;
let server: MailReceiver | undefined;
beforeAll(async () => {
  trust = await trustOwnAuthority();
});
afterAll(() => trust.remove());
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe.each(await apprisePythons())('Apprise $version', (found) => {
  let worker: Worker;
  beforeAll(async () => {
    worker = await startWorker(found);
  });
  afterAll(() => worker.engine.stop());

  const fields = (port: number) => ({
    host: '127.0.0.1',
    port: String(port),
    from: 'Alerts <alerts@example.com>',
    to: 'you@example.com',
  });
  const receiver = async (options: MailOptions): Promise<MailReceiver> => {
    server = await startMailServer(options);
    return server;
  };
  /** The mails that arrive at a server of this kind. */
  async function mails(options: MailOptions, more: Record<string, string>): Promise<Mail[]> {
    const { port, mails } = await receiver(options);
    expect(await worker.send(urlOf('email', { ...fields(port), ...more }))).toMatchObject({ ok: true });
    return mails;
  }

  it('off: plain, with sender, recipient, subject and every line of the text', async () => {
    const [mail, ...more] = await mails({}, { encryption: 'off' });
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'alerts@example.com', to: ['you@example.com'], secure: false });
    const { from, subject, type, text } = taken(mail);
    expect([from, subject]).toEqual(['Alerts <alerts@example.com>', ALERT.title]);
    expect(type).toMatch(/^text\/plain/);
    expect(text.trim().split(/\r?\n/)).toEqual(ALERT.body.split('\n'));
  });

  it('several recipients each get it', async () => {
    const all = await mails({}, { encryption: 'off', to: 'you@example.com, a+b@example.org;c@example.net' });
    expect(all.flatMap(({ to }) => to).sort()).toEqual([
      'a+b@example.org',
      'c@example.net',
      'you@example.com',
    ]);
  });

  it('From: the user, where nothing else is said', async () => {
    const login = { user: USER, password: 'p' };
    const [mail] = await mails(login, { ...login, from: '', encryption: 'off' });
    expect(mail?.from).toBe(USER);
  });

  it.each(['Müller, 100% <alerts@example.com>', '漢字 <alerts@example.com>'])('From %s', async (from) => {
    const [mail] = await mails({}, { encryption: 'off', from });
    expect(mail?.from).toBe('alerts@example.com');
    expect(taken(mail).from.replace(/"/g, '')).toBe(from);
  });

  it('STARTTLS where the certificate is trusted', async () => {
    const [mail] = await mails({ tls: trust.certificate }, {});
    expect(mail?.secure).toBe(true);
  });

  it('SSL from the first byte', async () => {
    const [mail] = await mails({ tls: trust.certificate, implicitTls: true }, { encryption: 'ssl' });
    expect(mail?.secure).toBe(true);
  });

  it('automatic is SSL on port 465 and STARTTLS on every other', () => {
    expect(urlOf('email', fields(465))).toMatch(/^mailtos:.*mode=ssl/);
    expect(urlOf('email', fields(587))).toMatch(/^mailtos:.*mode=starttls/);
  });

  it('STARTTLS that is not offered: nothing is sent, the password least of all', async () => {
    const { port, mails } = await receiver({ user: USER, password: 'p' });
    const url = urlOf('email', { ...fields(port), user: USER, password: 'p', encryption: 'starttls' });
    expect(await worker.send(url)).toMatchObject({ ok: false });
    expect(mails).toEqual([]);
  });

  it.each(PASSWORDS)('the password %s', async (password) => {
    const [mail] = await mails({ user: USER, password }, { user: USER, password, encryption: 'off' });
    expect(mail?.user).toBe(USER);
  });

  it.each(['plain', 'dom\\user', 'ü@example.com', '100%'])('the user %s', async (user) => {
    const [mail] = await mails({ user, password: 'p' }, { user, password: 'p', encryption: 'off' });
    expect(mail?.user).toBe(user);
  });

  it('the settings of Mailbox Password Reset, as they are when it is sent', async () => {
    const password = 'p@ss:/% ü';
    const { port, mails } = await receiver({ user: USER, password, tls: trust.certificate });
    const stored = email.build({ useResetSmtp: 'true', to: 'you@example.com,b@example.org' });
    const smtp = {
      host: '127.0.0.1',
      port,
      user: USER,
      password,
      from: 'Portal <portal@example.com>',
      useTls: true,
    };
    const url = withResetSmtp(stored.ok ? stored.value : '', smtp);
    expect(url.ok && (await worker.send(url.value))).toMatchObject({ ok: true });
    expect(mails.map(({ from, to, user, secure }) => ({ from, to, user, secure }))).toEqual([
      { from: 'portal@example.com', to: ['you@example.com'], user: USER, secure: true },
      { from: 'portal@example.com', to: ['b@example.org'], user: USER, secure: true },
    ]);
  });

  it('mailto:// with mode=starttls: encrypted, or told before that this Apprise would not', async () => {
    const { port, mails } = await receiver({ user: USER, password: 'p', tls: trust.certificate });
    const login = `${encodeURIComponent(USER)}:p`;
    const url = `mailto://${login}@127.0.0.1:${port}/?mode=starttls&from=a@example.com&to=b@example.com`;
    const outcome = await worker.send(url);
    expect(mails.map(({ secure }) => secure)).toEqual(worker.old ? [] : [true]);
    if (worker.old)
      expect(outcome).toMatchObject({
        ok: false,
        permanent: true,
        reason: expect.stringMatching(/mailtos:/),
      });
  });
});

interface Taken {
  from: string;
  subject: string;
  type: string;
  text: string;
}

/** A mail of one part, taken apart. */
function taken(mail: Mail | undefined): Taken {
  const raw = mail?.raw ?? '';
  const end = raw.search(/\r?\n\r?\n/);
  const head = raw.slice(0, end).replace(/\r?\n[ \t]+/g, ' ');
  const line = (name: string) => words(new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '');
  const coding = line('Content-Transfer-Encoding').toLowerCase();
  const body = raw.slice(end).trimStart();
  const text = coding === 'base64' ? fromBase64(body) : coding === 'quoted-printable' ? quoted(body) : body;
  return { from: line('From'), subject: line('Subject'), type: line('Content-Type'), text };
}

const fromBase64 = (coded: string): string => Buffer.from(coded, 'base64').toString('utf8');

const quoted = (coded: string): string =>
  Buffer.from(
    coded
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** RFC 2047 encoded words. */
const words = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_all, coded: string) => fromBase64(coded))
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_all, coded: string) => quoted(coded.replaceAll('_', ' ')));
