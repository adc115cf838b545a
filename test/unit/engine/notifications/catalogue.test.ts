import { describe, expect, it } from 'vitest';
import {
  createCatalogue,
  toDescriptions,
} from '../../../../src-main/engine/notifications/apprise/catalogue.ts';
import { toPattern } from '../../../../src-main/engine/notifications/apprise/patterns.ts';
import { CHAT } from './editor-world.ts';

const told: unknown[] = [];
const log = { log: (...line: unknown[]) => void told.push(line) };
const one = (more: object, details: object = {}) =>
  toDescriptions([{ ...CHAT, ...more, details: { ...CHAT.details, ...details } }], log)[0];
const parts = (description: ReturnType<typeof one>) =>
  description?.parts.map(({ role, name }) => `${role} ${name}`) ?? [];

describe('what Apprise says about its services', () => {
  it('becomes a description with the encrypted scheme first', () => {
    expect(one({})).toMatchObject({
      schema: 'chats',
      schemes: ['chats', 'chat'],
      label: 'Chat',
      setupUrl: 'https://appriseit.com/services/chat/',
      missing: null,
      templates: CHAT.details.templates,
      pasteOnly: [],
    });
  });

  it('an entry that cannot be read is dropped alone, and told without its content', () => {
    told.length = 0;
    const broken = {
      ...CHAT,
      service_name: 'Broken',
      details: { templates: 'none', tokens: { secret: 'x' } },
    };
    const found = toDescriptions([null, 7, broken, CHAT], log);
    expect(found.map(({ label }) => label)).toEqual(['Chat']);
    expect(told).toHaveLength(3);
    expect(told[2]).toEqual([
      'warn',
      expect.any(String),
      { service: 'Broken', problem: expect.stringContaining('details') },
    ]);
  });

  it.each([null, undefined, 'x', {}])('%j is no list of services', (described) =>
    expect(toDescriptions(described, log)).toEqual([]),
  );

  it.each([
    [['ntfy'], ['ntfys']],
    [['json'], ['jsons']],
    [null, ['discord']],
    [['gotify'], ['gotifys']],
    [null, 'pover'],
    [null, ['tgram']],
    [['mailto'], ['mailtos']],
  ])('services with a form of their own are left out: %j %j', (protocols, secure_protocols) =>
    expect(one({ protocols, secure_protocols })).toBeUndefined(),
  );

  it('Slack stays with its bot’s token only: webhooks have their own form', () => {
    const slack = one(
      { service_name: 'Slack', protocols: null, secure_protocols: ['slack'] },
      {
        templates: [
          '{schema}://{token_a}/{token_b}',
          '{schema}://{access_token}/',
          '{schema}://{access_token}/{host}',
        ],
        tokens: {
          ...CHAT.details.tokens,
          token_a: { name: 'A', type: 'string', private: true },
          token_b: { name: 'B', type: 'string', private: true },
          access_token: { name: 'OAuth Access Token', type: 'string', private: true },
        },
      },
    );
    expect(slack).toMatchObject({
      label: 'Slack (bot)',
      templates: ['{schema}://{access_token}/', '{schema}://{access_token}/{host}'],
    });
    expect(parts(slack).filter((text) => text.startsWith('token'))).toEqual([
      'token host',
      'token access_token',
    ]);
  });

  it.each([
    [
      { packages_required: ['paho-mqtt >= 2.1.0'] },
      'It needs the Python package paho-mqtt >= 2.1.0, which Apprise does not find on this computer.',
    ],
    [
      { packages_required: [], details: 'A local Microsoft Windows  environment is required.' },
      'A local Microsoft Windows environment is required.',
    ],
    [null, 'Apprise cannot use it on this computer.'],
  ])('what it lacks is a sentence: %j', (requirements, missing) =>
    expect(one({ enabled: false, requirements })?.missing).toBe(missing),
  );

  it('mends the slips of old releases, and leaves to Paste URL what no form can say', () => {
    const tokens = {
      ...CHAT.details.tokens,
      port: { name: 'Port', type: 'int' },
      a: { name: 'A', type: 'string' },
      b: { name: 'B', type: 'string' },
    };
    const templates = [
      '{schema}://{a}{b}',
      '{schema}://{user}@{host}:{a}/',
      '{schema}://{host}/{a}:{port}',
      '{schema}://{a}/{unknown}',
      '{schema}://{a}/{a}',
      'web://{a}',
    ];
    expect(one({}, { templates, tokens })).toMatchObject({
      templates: ['{schema}://{a}/{b}', '{schema}://{user}@{host}/{a}/', '{schema}://{host}:{port}/{a}'],
      pasteOnly: ['{schema}://{a}/{unknown}', '{schema}://{a}/{a}', 'web://{a}'],
    });
  });
});

describe('tokens and options', () => {
  it('an option that only names a token again is left out', () => {
    const described = one(
      {},
      {
        args: {
          ...CHAT.details.args,
          login: { alias_of: 'user' },
          both: { alias_of: ['password', 'apikey'] },
          pass: { name: 'Password', type: 'string', map_to: 'password' },
          noise: { alias_of: 'sound' },
          lost: { alias_of: 'nowhere' },
        },
      },
    );
    expect(parts(described)).toEqual([
      'token host',
      'token user',
      'token password',
      'token apikey',
      'arg sound',
      'arg verify',
    ]);
  });

  it('an option for a token that no template has is kept, as that token is described', () => {
    const described = one(
      {},
      {
        tokens: {
          ...CHAT.details.tokens,
          topic: { name: 'Topic', type: 'string', private: true, map_to: 'topic' },
        },
        args: { to: { alias_of: 'topic' }, again: { alias_of: 'topic' } },
      },
    );
    expect(described?.parts.find(({ name }) => name === 'to')).toMatchObject({
      role: 'arg',
      label: 'Topic',
      private: true,
    });
    expect(parts(described)).not.toContain('arg again');
  });

  it('what the outbox does itself is not offered; the universal options come last', () => {
    const universal = (name: string, label: string, type = 'bool') =>
      [name, { name: label, type, map_to: name }] as const;
    const described = one(
      {},
      {
        args: Object.fromEntries([
          universal('rto', 'Socket Read Timeout', 'float'),
          universal('retry', 'Service Retry', 'int'),
          universal('wait', 'Inter-Retry Wait', 'float'),
          universal('store', 'Persistent Storage'),
          universal('optional', 'Optional Service'),
          universal('redirect', 'Follow Redirects'),
          universal('verify', 'Verify SSL'),
          universal('sound', 'Sound', 'string'),
        ]),
      },
    );
    expect(parts(described).filter((text) => text.startsWith('arg'))).toEqual([
      'arg sound',
      'arg verify',
      'arg rto',
    ]);
    // A service's own option of that name.
    expect(parts(one({}, { args: { retry: { name: 'Emergency retry', type: 'int' } } }))).toContain(
      'arg retry',
    );
  });

  it('timeouts and cutting are at what this app does by default', () => {
    const args = {
      rto: { name: 'Socket Read Timeout', type: 'float', default: 4.0 },
      overflow: {
        name: 'Overflow Mode',
        type: 'choice:string',
        values: ['split', 'truncate', 'upstream'],
        default: 'upstream',
      },
    };
    expect(one({}, { args })?.parts.filter(({ role }) => role === 'arg')).toMatchObject([
      { name: 'overflow', default: 'truncate' },
      { name: 'rto', default: null },
    ]);
  });

  it.each([
    ['Access Token', true],
    ['API Key', true],
    ['Webhook', true],
    ['Webhook Path', true],
    ['Idempotency-Key', false],
    ['Target User', false],
  ])('%s is a secret even where Apprise does not say so: %s', (label, secret) =>
    expect(
      one({}, { args: { x: { name: label, type: 'string', private: false } } })?.parts.at(-1),
    ).toMatchObject({
      label,
      private: secret,
    }),
  );

  it('a default that the form itself would refuse is none', () => {
    const args = { x: { name: 'X', type: 'choice:string', values: ['a'], default: 'b' } };
    expect(one({}, { args })?.parts.at(-1)).toMatchObject({ default: null, choices: ['a'] });
  });
});

describe('patterns for JavaScript', () => {
  it.each([
    [['^[a-z]+$', 'i'], { source: '^[a-z]+$', flags: 'i' }],
    [['^(?P<key>[0-9]+)$', null], { source: '^(?<key>[0-9]+)$', flags: '' }],
    [['(?i)\\A[a-z]+\\Z', ''], { source: '^[a-z]+$', flags: 'i' }],
    [['^a|b$', ''], { source: '^(?:^a|b$)', flags: '' }],
    [['[a-z', 'i'], null],
    [['^a ++b$', 'x'], null],
    [[null, null], null],
    [null, null],
  ])('%j → %j', (regex, pattern) => expect(toPattern(regex)).toEqual(pattern));
});

describe('asking', () => {
  const source = () => {
    const state = {
      asked: 0,
      path: '/a',
      version: '1.2.0' as string | null,
      services: [CHAT] as unknown[] | null,
    };
    return {
      state,
      catalogue: createCatalogue(
        {
          services: async () => {
            state.asked += 1;
            return state.services;
          },
          status: () => ({ path: state.path, version: state.version }),
        },
        log,
      ),
    };
  };

  it('happens once for each Apprise, also when several ask at once', async () => {
    const { state, catalogue } = source();
    const both = await Promise.all([catalogue.list(), catalogue.list()]);
    expect(both[0]).toMatchObject({ version: '1.2.0', services: [{ schema: 'chats' }] });
    await catalogue.find('chats');
    expect(state.asked).toBe(1);
    state.version = '2.1.0';
    expect((await catalogue.list()).version).toBe('2.1.0');
    state.path = '/b';
    await catalogue.list();
    expect(state.asked).toBe(3);
  });

  it('without an Apprise there are no services, and it is asked again next time', async () => {
    const { state, catalogue } = source();
    state.services = null;
    state.version = null;
    expect(await catalogue.list()).toEqual({ version: null, services: [] });
    state.services = [CHAT];
    state.version = '1.2.0';
    expect((await catalogue.list()).services).toHaveLength(1);
  });
});
