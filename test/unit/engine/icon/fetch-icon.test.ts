import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchIcon, LARGEST_BYTES } from '../../../../src-main/engine/icon/fetch-icon.ts';
import { isPrivateHost } from '../../../../src-main/engine/icon/private-host.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/logo.png`;
}

const body = (content: Buffer | string, type: string) =>
  serve((_, response) => response.setHeader('Content-Type', type).end(content));

describe('the picture at the address', () => {
  it.each([
    ['PNG', PNG, 'image/png'],
    ['JPEG', Buffer.from('ffd8ffe000104a4649460001', 'hex'), 'image/jpeg'],
    ['GIF', Buffer.from('GIF89a\x01\x00'), 'image/gif'],
    ['WebP', Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 ', 'latin1'), 'image/webp'],
  ])('%s is shown, whatever the server calls it', async (_, content, type) => {
    expect(await fetchIcon(await body(content, 'application/octet-stream'))).toEqual({
      ok: true,
      dataUrl: `data:${type};base64,${content.toString('base64')}`,
    });
  });

  const html = '<!doctype html><script>alert(1)</script>';
  const svg = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  it.each([
    ['a page that calls itself a picture', html, 'image/png', /not a picture: a PNG, JPEG, GIF or WebP/],
    ['an SVG, which can hold a program', svg, 'image/svg+xml', /SVG picture.*use a PNG/],
    ['an SVG that calls itself a PNG', svg, 'image/png', /SVG picture.*use a PNG/],
    ['nothing', '', 'image/png', /not a picture/],
    ['more than 1 MB', Buffer.concat([PNG, Buffer.alloc(LARGEST_BYTES)]), 'image/png', /larger than 1 MB/],
  ])('%s is refused', async (_, content, type, problem) => {
    expect(await fetchIcon(await body(content, type))).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });

  it.each([
    ['404', 404, /There is no picture at this address \(404\)/],
    ['403', 403, /The server answered 403 instead of a picture/],
    ['500', 500, /The server answered 500 instead of a picture/],
  ])('%s is told', async (_, status, problem) => {
    const url = await serve((_request, response) => response.writeHead(status).end(PNG));
    expect(await fetchIcon(url)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
  });

  it('a server that hangs, refuses or hangs up, and a name that does not exist', async () => {
    expect(await fetchIcon(await serve(() => {}), 100)).toMatchObject({
      problem: expect.stringMatching(/did not answer within 10 seconds/),
    });
    expect(await fetchIcon(await serve((request) => request.destroy()))).toMatchObject({
      problem: expect.stringMatching(/closed the connection/),
    });
    expect(await fetchIcon('http://127.0.0.1:9/logo.png')).toMatchObject({ ok: false });
    expect(await fetchIcon('https://does-not-exist.invalid/logo.png')).toEqual({
      ok: false,
      problem: 'The server’s name could not be found.',
    });
  });

  it('says that services must be able to reach a private host', async () => {
    expect(await fetchIcon('http://127.0.0.1:9/logo.png')).toMatchObject({
      problem: expect.stringMatching(/Services on the internet must be able to reach it/),
    });
  });

  it('a redirect is followed, as services do', async () => {
    const url = await serve((request, response) =>
      request.url === '/moved.png'
        ? response.end(PNG)
        : response.writeHead(302, { Location: '/moved.png' }).end(),
    );
    expect(await fetchIcon(url)).toMatchObject({ ok: true });
  });
});

describe('hosts that nobody outside can reach', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.5',
    '169.254.0.1',
    '100.64.0.1',
    '[::1]',
    '[fd00::1]',
    '[fe80::1]',
    'localhost',
    'nas',
    'nas.local',
    'box.lan',
    'app.home.arpa',
  ])('%s', (host) => expect(isPrivateHost(host)).toBe(true));
  it.each(['example.com', '172.32.0.1', '8.8.8.8', '[2001:db8::1]', '100.128.0.1', 'local.example.com'])(
    'not %s',
    (host) => expect(isPrivateHost(host)).toBe(false),
  );
});
