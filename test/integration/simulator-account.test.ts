import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROUTES } from '../simulator/account-routes.ts';
import { type AccountServer, startAccountServer } from '../simulator/account-server.ts';
import { createFleet } from '../simulator/fleet.ts';
import { answerOf, type OpenApi, violations } from '../simulator/openapi-schema.ts';

const DESCRIPTION = new URL('../../../shared/reference/mxroute-openapi.yaml', import.meta.url);
const api: OpenApi | undefined = existsSync(DESCRIPTION)
  ? (parse(readFileSync(DESCRIPTION, 'utf8')) as OpenApi)
  : undefined;
const GET_PATHS = ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path);
const DOMAIN = 'atlas-legal.example';
let server: AccountServer;

beforeEach(async () => {
  server = await startAccountServer({ account: createFleet().account });
});
afterEach(() => server.close());

async function ask(path: string, init: { method?: string; body?: unknown; key?: string } = {}) {
  const { account } = server;
  const response = await fetch(`${server.url}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      'X-Server': account.server,
      'X-Username': account.username,
      'X-API-Key': init.key ?? account.apiKey,
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

const concrete = (path: string): string =>
  path
    .replace('{domain}', DOMAIN)
    .replace('{user}', 'office')
    .replace('{username}', 'x')
    .replace('{name}', 'x');

/** The described answer, or for errors that are described only in general, the common form. */
function schemaFor(path: string, status: number) {
  if (!api) return undefined;
  const described = answerOf(api, api.paths[path]?.get, status)?.content?.['application/json']?.schema;
  return described ?? (status >= 400 ? { $ref: '#/components/schemas/ErrorResponse' } : undefined);
}

const title = api
  ? 'answers as the official description says'
  : 'answers in the common form (skipped: the official description is not on this machine)';

describe(title, () => {
  it.each(GET_PATHS)('GET %s', async (path) => {
    const { status, body } = await ask(concrete(path));
    expect(status).toBe(path.startsWith('/reseller') ? 403 : 200);
    const schema = schemaFor(path, status);
    if (api && schema) expect(violations(api, schema, body)).toEqual([]);
    // The two quota answers come without the envelope, as MXroute gives them.
    else if (path.startsWith('/quota')) expect(body).toMatchObject({ username: server.account.username });
    else expect(body).toMatchObject({ success: status === 200 });
  });

  it('serves every path that is described, and no other', () => {
    const served = new Set(ROUTES.map(({ method, path }) => `${method} ${path}`));
    const described = Object.entries(api?.paths ?? {}).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((key) => ['get', 'post', 'patch', 'delete'].includes(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.filter((operation) => operation.startsWith('GET') && !served.has(operation))).toEqual(
      [],
    );
    if (api) expect([...served].filter((operation) => !described.includes(operation))).toEqual([]);
    expect(served.size).toBeGreaterThan(25);
  });

  it.each([
    ['no such domain', '/domains/{domain}', '/domains/foreign.example', 404],
    ['no verification key', '/verification-key', '/verification-key', 500],
  ])('%s', async (_name, described, path, status) => {
    server.account.verificationKey = null;
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    const schema = schemaFor(described, status);
    if (api && schema) expect(violations(api, schema, answer.body)).toEqual([]);
    expect(answer.body).toMatchObject({ success: false, error: { message: expect.any(String) } });
  });

  it('the check itself finds what is wrong', () => {
    const schemas = {
      X: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'string', nullable: true } } },
    } as const;
    const own: OpenApi = { paths: {}, components: { schemas: { ...schemas }, responses: {} } };
    const check = (value: unknown) => violations(own, { $ref: '#/components/schemas/X' }, value);
    expect(check({ a: 1, b: null })).toEqual([]);
    expect(check({ a: 1.5, b: 'x' })).toEqual(['$.a is 1.5, not whole']);
    expect(check({ b: 1, c: 2 })).toEqual(['$.a is missing', '$.b is no string', '$.c is not described']);
  });
});

describe('the simulated account', () => {
  it('refuses wrong credentials', async () => {
    expect(await ask('/domains', { key: 'wrong' })).toMatchObject({
      status: 401,
      body: { success: false, error: { code: 'UNAUTHORIZED' } },
    });
  });

  it('counts down its limit and refuses beyond it', async () => {
    server.limits.reads = 3;
    const answers = [];
    for (let each = 0; each < 4; each++) answers.push(await ask('/domains'));
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['2', '1', '0', '0']);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('remembers what was written', async () => {
    const accounts = `/domains/${DOMAIN}/email-accounts`;
    const body = { username: 'new', password: 'Secret123', quota: 2048 };
    expect((await ask(accounts, { method: 'POST', body })).status).toBe(201);
    expect((await ask(accounts, { method: 'POST', body })).status).toBe(409);
    expect((await ask(`${accounts}/new`, { method: 'PATCH', body: { quota: 4096 } })).status).toBe(200);
    expect((await ask(`${accounts}/new`)).body.data).toMatchObject({ quota: 4096, usage: 0, limit: 9600 });
    expect((await ask(`${accounts}/new`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`${accounts}/new`)).status).toBe(404);
    await ask(`/domains/${DOMAIN}/mail-status`, { method: 'PATCH', body: { enabled: false } });
    expect((await ask(`/domains/${DOMAIN}`)).body.data.mail_hosting).toBe(false);
    expect((await ask('/domains', { method: 'POST', body: { domain: 'new.example' } })).status).toBe(201);
    expect((await ask('/domains/new.example', { method: 'DELETE' })).status).toBe(204);
    expect((await ask('/domains')).body.data).not.toContain('new.example');
  });

  it('shows the spam lists of the account through every domain', async () => {
    const entry = '*@trusted.example';
    await ask(`/domains/${DOMAIN}/spam/whitelist`, { method: 'POST', body: { entry } });
    expect((await ask('/domains/pixelforge.example/spam/whitelist')).body.data).toContain(entry);
    await ask(`/domains/${DOMAIN}/spam/whitelist/${encodeURIComponent(entry)}`, { method: 'DELETE' });
    expect((await ask('/domains/pixelforge.example/spam/whitelist')).body.data).not.toContain(entry);
  });
});
