import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reach } from '../../../../src-main/engine/doctor/reach/connect.ts';
import { type Endpoint, endpointOf } from '../../../../src-main/engine/doctor/reach/endpoint.ts';
import { proxyVariable } from '../../../../src-main/engine/doctor/reach/proxy.ts';

describe('where a target’s messages are handed over', () => {
  const rows: [string, string | undefined][] = [
    ['json://nas.local/hook', 'nas.local:80 plain'],
    ['jsons://user:SECRET@nas.local:8443/hook?+X=SECRET', 'nas.local:8443 tls'],
    ['jsons://[fd00::1]/hook', 'fd00::1:443 tls'],
    ['jsons://nas.local/hook?verify=no', 'nas.local:443 tls unverified'],
    ['ntfys://tk_SECRET@ntfy.example.com/SECRET', 'ntfy.example.com:443 tls'],
    ['ntfys://SECRET-topic', 'ntfy.sh:443 tls'],
    ['ntfys://ntfy.sh/SECRET', 'ntfy.sh:443 tls'],
    ['gotify://gotify.local:8080/SECRET', 'gotify.local:8080 plain'],
    ['mmosts://chat.example.com:443/SECRET', 'chat.example.com:443 tls'],
    ['mmosts://chat.example.com/SECRET', undefined],
    ['mqtts://broker.local/topic', 'broker.local:8883 tls'],
    ['discord://SECRET/SECRET', 'discord.com:443 tls'],
    ['slack://SECRET/SECRET/SECRET', 'hooks.slack.com:443 tls'],
    ['tgram://SECRET/1', 'api.telegram.org:443 tls'],
    ['pover://SECRET@SECRET', 'api.pushover.net:443 tls'],
    ['https://discord.com/api/webhooks/1/SECRET', 'discord.com:443 tls'],
    ['https://SECRET.example.com/x', undefined],
    ['unknown://SECRET/SECRET', undefined],
    [
      'mailtos://me:SECRET@mail.example.com:587/?mode=starttls&from=a@b.c&to=d@e.f',
      'mail.example.com:587 plain',
    ],
    ['mailtos://me:SECRET@mail.example.com:465/?mode=ssl&to=d@e.f', 'mail.example.com:465 tls'],
    ['mailto://mail.example.com:25/?to=d@e.f', 'mail.example.com:25 plain'],
    ['mailtos://me:SECRET@example.com/?smtp=smtp.example.net&to=d@e.f', 'smtp.example.net:587 plain'],
    ['mailtos://me:SECRET@gmail.com', undefined],
    // Broken or odd: nothing is tried, nothing is shown, and the other targets are still looked at.
    ['mailtos://me:x@mail.example.com:587/?smtp=%&to=d@e.f', 'mail.example.com:587 plain'],
    ['mailtos://me:x@mail.example.com:587/?smtp=SECRET%20SECRET&to=d@e.f', undefined],
    ['mailto://SECRET%40SECRET:25/?to=d@e.f', undefined],
    ['ntfys://SECRET/topic?mode=cloud', undefined],
    ['json://nas.local:99999/hook', undefined],
    ['json://nas.local:0/hook', undefined],
    ['not a url', undefined],
  ];
  it.each(rows)('%s → %s', (url, expected) => {
    const found = endpointOf(url);
    const shown =
      found && `${found.host}:${found.port} ${found.encryption}${found.verify ? '' : ' unverified'}`;
    expect(shown).toBe(expected);
    expect(JSON.stringify(found ?? '')).not.toMatch(/SECRET/);
  });
});

const CLOUD: Endpoint = { host: 'discord.com', port: 443, encryption: 'tls', web: true, verify: true };

describe('a proxy stands in between', () => {
  it.each([
    ['HTTPS_PROXY', CLOUD, { HTTPS_PROXY: 'http://p:1' }, 'HTTPS_PROXY'],
    ['https_proxy', CLOUD, { https_proxy: 'http://p:1' }, 'https_proxy'],
    ['ALL_PROXY', CLOUD, { ALL_PROXY: 'http://p:1' }, 'ALL_PROXY'],
    ['only for http', CLOUD, { HTTP_PROXY: 'http://p:1' }, undefined],
    [
      'for a plain one',
      { ...CLOUD, encryption: 'plain' as const },
      { HTTP_PROXY: 'http://p:1' },
      'HTTP_PROXY',
    ],
    ['empty', CLOUD, { HTTPS_PROXY: '' }, undefined],
    ['excepted', CLOUD, { HTTPS_PROXY: 'x', NO_PROXY: 'localhost, discord.com' }, undefined],
    [
      'excepted with its domain',
      { ...CLOUD, host: 'a.b.lan' },
      { HTTPS_PROXY: 'x', NO_PROXY: '.b.lan' },
      undefined,
    ],
    ['all excepted', CLOUD, { HTTPS_PROXY: 'x', no_proxy: '*' }, undefined],
    ['another one excepted', CLOUD, { HTTPS_PROXY: 'x', NO_PROXY: 'cord.com' }, 'HTTPS_PROXY'],
    ['never for mail', { ...CLOUD, web: false }, { HTTPS_PROXY: 'x' }, undefined],
  ])('%s', (_, endpoint, variables, expected) => {
    expect(proxyVariable(endpoint, variables)).toBe(expected);
  });
});

describe('a connection to it', () => {
  const listen = async (): Promise<Endpoint> => {
    const server = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { host: '127.0.0.1', port, encryption: 'plain', web: true, verify: true };
  };

  it('can be opened', async () => {
    expect(await reach(await listen())).toBeNull();
  });
  it('is refused, not TLS, or not answered', async () => {
    const open = await listen();
    expect(await reach({ ...open, port: 9 })).toBe('it refuses the connection');
    expect(await reach({ ...open, encryption: 'tls' }, 200)).toBe('it does not answer within 5 seconds');
    expect(await reach({ ...open, host: 'does-not-exist.invalid' })).toBe('its name cannot be found');
  });
});
