import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../e2e/support/world.ts';
import { type CliResult, runCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

const BROKEN = 'studio-lumen.example';
const OTHER = 'atlas-legal.example';
/** Everything that must never be read on a terminal or in the log. */
const SECRETS = {
  bearer: 'sesame-bearer-4711',
  second: 'sesame-second-4712',
  moved: 'sesame-moved-4713',
  smtp: 'sesame-smtp-4714',
  environment: 'sesame-env-4715',
  typed: 'sesame-typed-4716',
};

let world: World;
let dataDir: string;
let env: Record<string, string>;
let said: string;

beforeEach(async () => {
  world = await startWorld();
  const { username, server, apiKey } = world.fleet.account;
  dataDir = tempFolder('mxm-cli-targets-');
  env = { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey };
  said = '';
});
afterEach(() => world.close());

const cli = async (line: string, stdin?: string): Promise<CliResult> => {
  const result = await runCli(line.split(' '), { dataDir, env, ...(stdin === undefined ? {} : { stdin }) });
  said += result.stdout + result.stderr;
  return result;
};
const json = async <T = { id: string; [key: string]: unknown }>(line: string, stdin?: string): Promise<T> => {
  const { stdout, stderr, status } = await cli(`${line} --json`, stdin);
  expect(stderr, `${line}: ${stdout}`).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as T;
};
const hook = () => `json --field webhookUrl=http://${world.receiver.address}/hook`;
const authorization = () => world.receiver.received.at(-1)?.headers.authorization;

describe('a target from fields, on the command line alone', () => {
  it('add, test, edit, duplicate, move: what arrives is right, and no secret is ever shown', async () => {
    const { id } = await json(
      `targets add --label Hook --service ${hook()} --field bearerToken=- --store database`,
      `${SECRETS.bearer}\n`,
    );
    expect((await cli(`targets test ${id}`)).status).toBe(0);
    expect(authorization()).toBe(`Bearer ${SECRETS.bearer}`);

    const edited = await json(
      `targets edit ${id} --label Renamed --min-severity failure --events dns.health_alert`,
    );
    expect(edited).toMatchObject({
      id,
      label: 'Renamed',
      minimumSeverity: 'failure',
      events: ['dns.health_alert'],
    });
    await cli(`targets test ${id}`);
    expect(authorization(), 'the secret stayed').toBe(`Bearer ${SECRETS.bearer}`);
    await json(`targets edit ${id} --field bearerToken=-`, `${SECRETS.second}\n`);
    await cli(`targets test ${id}`);
    expect(authorization()).toBe(`Bearer ${SECRETS.second}`);

    const copy = await json(`targets duplicate ${id}`);
    expect(copy).toMatchObject({ enabled: false });
    expect(copy.id).not.toBe(id);
    await cli(`targets test ${copy.id}`);
    expect(authorization(), 'a copy has its secret').toBe(`Bearer ${SECRETS.second}`);

    const early = await cli(`targets move ${id} --store env`);
    expect(early.status, 'the token is not there yet').toBe(3);
    appendFileSync(join(dataDir, '.env'), `APPRISE_CRED_JSON=${SECRETS.second}\n`);
    expect(await json(`targets move ${id} --store env`)).toMatchObject({
      store: 'env',
      envVariable: 'APPRISE_CRED_JSON',
      label: 'Renamed',
      minimumSeverity: 'failure',
    });
    await cli(`targets test ${id}`);
    expect(authorization()).toBe(`Bearer ${SECRETS.second}`);

    await json(`targets edit ${id} --url - --store database --events all`, `${targetUrl(SECRETS.moved)}\n`);
    await cli(`targets test ${id}`);
    expect(authorization()).toBe(`Bearer ${SECRETS.moved}`);
    expect(await json(`targets list`)).toMatchObject([{ id, events: null }, { id: copy.id }]);

    const refused = await cli(
      `targets add --label X --service ${hook()} --field bearerToken=${SECRETS.typed}`,
    );
    expect([refused.status, refused.stdout]).toEqual([64, '']);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    await cli(`targets add ${SECRETS.typed}`);
    await cli(`targets add --label X --service discord --field ${SECRETS.typed}`);
    expectNoSecret();
  });
});

describe('the services that can be built', () => {
  it('lists own ones and those of the installed Apprise, each with its fields', async () => {
    const { appriseVersion, services } = await json<{
      appriseVersion: string;
      services: { id: string; source: string; fields: { name: string; kind: string }[] }[];
    }>('targets services');
    expect(appriseVersion).toMatch(/^\d+\.\d+/);
    expect(services.filter(({ source }) => source === 'own')).toHaveLength(9);
    expect(services.filter(({ source }) => source === 'apprise').length).toBeGreaterThan(60);
    const matrix = services.find(({ id }) => id === 'apprise:matrixs');
    expect(matrix?.fields.some(({ kind }) => kind === 'secret')).toBe(true);
    const { stdout } = await cli('targets services rocket');
    expect(stdout).toMatch(/apprise:rockets? +Rocket/);
  });
});

describe('mute, deliveries, smtp, messages', () => {
  it('a muted domain is not told about, others are; the list shows until when', async () => {
    await json(`targets add --label Hook --service ${hook()} --store database`);
    await cli('settings set notifications.enabled true');
    await cli('monitor');
    const before = world.receiver.received.length;
    const muted = await json<{ subject: string; until: string }>(`mute ${BROKEN} --hours 2`);
    expect(muted.subject).toBe(BROKEN);
    expect(Date.parse(muted.until) - Date.now()).toBeGreaterThan(6_000_000);
    world.dns.removeRecord(BROKEN, 'MX');
    world.dns.removeRecord(OTHER, 'MX');
    await cli('monitor dns');
    const told = JSON.stringify(world.receiver.received.slice(before).map(({ body }) => body));
    expect(told).toContain(OTHER);
    expect(told).not.toContain(BROKEN);
    expect(await json('mute list')).toMatchObject([{ subject: BROKEN }]);
    expect((await cli(`mute remove ${BROKEN}`)).status).toBe(0);
    expect(await json('mute list')).toEqual([]);
    expect((await cli('mute nobody-knows.example --hours 2')).status).toBe(3);
  });

  it('send-again goes out with the next run; --limit shows as many as asked for', async () => {
    await json(`targets add --label Hook --service ${hook()} --store database`);
    await cli('settings set notifications.enabled true');
    await cli('monitor');
    const all = await json<{ id: number; status: string }[]>('deliveries');
    expect(all.length).toBeGreaterThan(1);
    const limited = await json<{ id: number }[]>('deliveries --limit 1');
    expect(limited.map(({ id }) => id)).toEqual([all[0]?.id]);
    const before = world.receiver.received.length;
    expect((await cli(`deliveries send-again ${all[0]?.id}`)).status).toBe(0);
    await cli('monitor usage');
    expect(world.receiver.received.length - before).toBe(1);
    expect((await cli('deliveries send-again 999999')).status).toBe(3);
  });

  it('smtp: set, password from standard input, never shown; the environment wins and is named', async () => {
    const set = await cli('smtp set host mail.example.com user reset@example.com from reset@example.com');
    expect([set.status, set.stderr]).toEqual([0, 'There is a user, but no password.\n']);
    const withPassword = await json('smtp password --store database', `${SECRETS.smtp}\n`);
    expect(withPassword).toMatchObject({ host: 'mail.example.com', password: 'database', problems: [] });
    const shown = await cli('smtp show');
    expect(shown.stdout).toMatch(/password +in the database/);
    env = {
      ...env,
      RESET_SMTP_PASSWORD: SECRETS.environment,
      RESET_SMTP_HOST: '127.0.0.1',
      RESET_SMTP_PORT: '9',
    };
    expect((await cli('smtp')).stdout).toMatch(/host +127\.0\.0\.1 +set by environment \(RESET_SMTP_HOST\)/);
    const test = await cli('smtp test you@example.com --json');
    expect(test.status).toBe(2);
    expect(JSON.parse(test.stdout)).toMatchObject({ ok: false, error: expect.stringMatching(/./) });
    expect(JSON.stringify(await json('events --limit 1'))).toContain('smtp.send_failed');
    await cli(`smtp set password ${SECRETS.typed}`);
    await cli(`smtp password ${SECRETS.typed}`);
    expectNoSecret();
  });

  it('previews every alert as it is sent', async () => {
    const preview = await json<{ title: string; body: string; markdown: string; severity: string }>(
      'messages preview mailbox.delete',
    );
    expect(preview.title).toBe('[MXroute Manager] Mailbox deleted: sales@example.com');
    expect(preview.body).toMatch(/^sales@example\.com was deleted[\s\S]*What to do: /);
    expect((await cli('messages preview mailbox.delete --markdown')).stdout).toContain('**What to do:**');
    expect((await cli('messages preview nosuch')).status).toBe(64);
    expect((await cli('icon show')).stdout).toMatch(/none: services show their own/);
  });
});

const targetUrl = (token: string) => `json://${world.receiver.address}/hook?+Authorization=Bearer%20${token}`;

function expectNoSecret(): void {
  const logs = readdirSync(join(dataDir, 'logs')).map((name) =>
    readFileSync(join(dataDir, 'logs', name), 'utf8'),
  );
  for (const secret of Object.values(SECRETS)) {
    expect(said.includes(secret), `${secret} on the terminal`).toBe(false);
    expect(logs.join().includes(secret), `${secret} in the log`).toBe(false);
  }
}
