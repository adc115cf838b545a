import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pasted } from '../../src-shared/notification-url/paste.ts';
import { apprisePythons } from '../support/apprise-pythons.ts';
import { type Receiver, startReceiver } from '../support/delivery.ts';
import {
  ALERT,
  type Arrived,
  asJson,
  type SecureReceiver,
  startSecureReceiver,
  startWorker,
  type Trust,
  trustOwnAuthority,
  urlOf,
  type Worker,
} from './services-support.ts';

let trust: Trust;
let open: Receiver;
let secure: SecureReceiver;
beforeAll(async () => {
  trust = await trustOwnAuthority();
  open = await startReceiver();
  secure = await startSecureReceiver(trust.certificate);
});
afterAll(async () => {
  await open.close();
  await secure.close();
  trust.remove();
});

/** As a person sees a header: the bytes are UTF-8. */
const header = ({ headers }: Pick<Arrived, 'headers'>, name: string): string =>
  Buffer.from(String(headers[name] ?? ''), 'latin1').toString('utf8');

const TOKENS = [
  String.fromCharCode(...Array.from({ length: 94 }, (_, index) => index + 33)),
  'a b  c',
  '100%25 %2F %',
  'Grüße-ñ-漢字-🚨',
];
const oddToken = fc
  .string({ unit: 'binary-ascii', minLength: 1, maxLength: 30 })
  .filter((text) => /^[\x20-\x7e]+$/.test(text) && text.trim() === text);

describe.each(await apprisePythons())('Apprise $version', (found) => {
  let worker: Worker;
  beforeAll(async () => {
    worker = await startWorker(found);
  });
  afterAll(() => worker.engine.stop());

  const last = (): Arrived => {
    const request = open.received.at(-1);
    if (!request) throw new Error('nothing arrived');
    return { ...request, json: asJson(request.body) };
  };
  const arrives = async (url: string): Promise<Arrived> => {
    const before = open.received.length;
    expect(await worker.send(url)).toEqual({ ok: true, ms: expect.any(Number) });
    expect(open.received.length - before).toBe(1);
    return last();
  };
  const arrivesSecurely = async (url: string): Promise<Arrived> => {
    const before = secure.arrived.length;
    expect(await worker.send(url)).toMatchObject({ ok: true });
    const [request, ...more] = secure.arrived.slice(before);
    expect(more).toEqual([]);
    if (!request) throw new Error('nothing arrived');
    return request;
  };
  const http = () => `http://127.0.0.1:${open.port}`;

  describe('JSON Webhook', () => {
    it('title, text and kind of the alert as they were', async () => {
      const { method, path, json } = await arrives(urlOf('json', { webhookUrl: `${http()}/hook` }));
      expect([method, path]).toEqual(['POST', '/hook']);
      expect(json).toMatchObject({ title: ALERT.title, message: ALERT.body, type: 'failure' });
    });

    it('over HTTPS, where the certificate is trusted', async () => {
      const webhookUrl = `https://127.0.0.1:${secure.port}/hook?a=1`;
      const request = await arrivesSecurely(urlOf('json', { webhookUrl, bearerToken: 'x' }));
      expect([request.path, request.headers.authorization]).toEqual(['/hook?a=1', 'Bearer x']);
    });

    it.each(TOKENS)('a bearer token, %s', async (bearerToken) => {
      const request = await arrives(urlOf('json', { webhookUrl: `${http()}/ok`, bearerToken }));
      expect(header(request, 'authorization')).toBe(`Bearer ${bearerToken}`);
    });

    it('any token, in a header of any name', async () => {
      await fc.assert(
        fc.asyncProperty(
          oddToken,
          fc.constantFrom('X-Api-Key', 'Authorization', 'x.y_z~1'),
          async (token, name) => {
            const authHeader = `${name}: ${token}`;
            const request = await arrives(urlOf('json', { webhookUrl: `${http()}/ok`, authHeader }));
            expect(request.headers[name.toLowerCase()]).toBe(token);
          },
        ),
        { numRuns: 25 },
      );
    });

    it.each(TOKENS)('an own header, %s', async (token) => {
      const fields = { webhookUrl: `${http()}/ok`, authHeader: `X-Auth: ${token}` };
      expect(header(await arrives(urlOf('json', fields)), 'x-auth')).toBe(token);
    });

    it('a login in the address', async () => {
      const webhookUrl = `${http().replace('//', '//me%40x:p%3Ass@')}/ok`;
      const { headers } = await arrives(urlOf('json', { webhookUrl }));
      expect(headers.authorization).toBe(`Basic ${Buffer.from('me@x:p:ss').toString('base64')}`);
    });

    it.each([
      '/a/b/',
      '/a//b',
      '/a%20b;c',
      '/ü/漢',
      '/hook/?x=1&y=%2B%25%26',
      '/last/?token=a+b',
      '/',
      '/a,b@c:d',
    ])('path and parameters of %s', async (path) => {
      const request = await arrives(urlOf('json', { webhookUrl: `${http()}${path}`, authHeader: 'X-A: a' }));
      const [sent, expected] = [new URL(request.path, 'http://x'), new URL(path, 'http://x')];
      expect(decodeURIComponent(sent.pathname)).toBe(decodeURIComponent(expected.pathname));
      expect([...sent.searchParams]).toEqual([...expected.searchParams]);
    });
  });

  describe('ntfy', () => {
    const fields = () => ({ server: `127.0.0.1:${open.port}`, topic: 'mail_1', https: 'false' });

    it('topic, title, text, priority and tags', async () => {
      const { headers, json } = await arrives(
        urlOf('ntfy', { ...fields(), priority: 'max', tags: 'warning, mailbox' }),
      );
      expect(json).toMatchObject({ topic: 'mail_1', title: ALERT.title, message: ALERT.body });
      expect(headers['x-priority']).toBe('max');
      expect(String(headers['x-tags']).split(',').sort()).toEqual(['mailbox', 'warning']);
      expect(headers.authorization).toBeUndefined();
    });

    it.each(['tk_abc', 'tk_%2F+ü', ...TOKENS])('an auth token, %s', async (token) => {
      expect(header(await arrives(urlOf('ntfy', { ...fields(), token })), 'authorization')).toBe(
        `Bearer ${token}`,
      );
    });

    it('any auth token', async () => {
      await fc.assert(
        fc.asyncProperty(oddToken, async (token) => {
          const request = await arrives(urlOf('ntfy', { ...fields(), token }));
          expect(request.headers.authorization).toBe(`Bearer ${token}`);
        }),
        { numRuns: 25 },
      );
    });

    it('a server of one’s own over HTTPS', async () => {
      const server = `https://127.0.0.1:${secure.port}`;
      const request = await arrivesSecurely(
        urlOf('ntfy', { server, topic: 't', token: 'tk_a', https: 'false' }),
      );
      expect(request.json).toMatchObject({ topic: 't' });
      expect(request.headers.authorization).toBe('Bearer tk_a');
    });
  });

  describe('Gotify', () => {
    const fields = () => ({ server: '127.0.0.1', port: String(open.port), https: 'false' });

    it('token, title and text', async () => {
      const request = await arrives(urlOf('gotify', { ...fields(), token: 'AbC.d-e_F' }));
      expect(request.path).toBe('/message');
      expect(request.headers['x-gotify-key']).toBe('AbC.d-e_F');
      expect(request.json).toMatchObject({ title: ALERT.title, message: ALERT.body, priority: 5 });
    });

    it('below a path', async () => {
      const request = await arrives(
        urlOf('gotify', { ...fields(), server: '127.0.0.1/push/v1.0/', token: 'A' }),
      );
      expect(request.path).toBe('/push/v1.0/message');
      expect(request.headers['x-gotify-key']).toBe('A');
    });

    it('a pasted push address', async () => {
      const found = pasted(`http://127.0.0.1:${open.port}/sub/message?token=Ab.c`);
      const request = await arrives(found.ok ? found.value.url : found.message);
      expect([request.path, request.headers['x-gotify-key']]).toEqual(['/sub/message', 'Ab.c']);
    });

    it('a priority in an address of one’s own', async () => {
      const { json } = await arrives(`${urlOf('gotify', { ...fields(), token: 'A' })}?priority=8`);
      expect(json.priority).toBe(8);
    });

    it('any token that has no blank and no slash', async () => {
      const token = fc.stringMatching(/^[\x21-\x7e]{1,20}$/).filter((text) => !/[/\\]/.test(text));
      await fc.assert(
        fc.asyncProperty(token, async (text) => {
          const request = await arrives(urlOf('gotify', { ...fields(), token: text }));
          expect(request.headers['x-gotify-key']).toBe(text);
        }),
        { numRuns: 40 },
      );
    });

    it('over HTTPS', async () => {
      const server = `https://127.0.0.1:${secure.port}/sub`;
      const request = await arrivesSecurely(urlOf('gotify', { server, token: 'A' }));
      expect([request.path, request.headers['x-gotify-key']]).toEqual(['/sub/message', 'A']);
    });
  });
});
