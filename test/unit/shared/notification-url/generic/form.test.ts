import { describe, expect, it } from 'vitest';
import { isAsked } from '../../../../../src-shared/notification-services.ts';
import {
  NOT_SET,
  SCHEMA_FIELD,
  TEMPLATE_FIELD,
} from '../../../../../src-shared/notification-url/generic/field-names.ts';
import { genericService } from '../../../../../src-shared/notification-url/generic/generic-service.ts';
import { sampleOf } from '../../../../../src-shared/notification-url/generic/sample.ts';
import { CHOSEN, described, IN_QUERY, NOTHING_TO_ASK, part, SERVER, TWO_WAYS } from './described.ts';

const field = (service: ReturnType<typeof genericService>, name: string) =>
  service.fields.find((one) => one.name === name);
const refused = (service: ReturnType<typeof genericService>, fields: Record<string, string>) => {
  const built = service.build(fields);
  return built.ok ? built.value : { field: built.field, message: built.message };
};

describe('the form of a service', () => {
  const server = genericService(SERVER);
  const hook = genericService(TWO_WAYS);

  it('asks what no template leaves out, and leaves the rest free', () => {
    expect(server.fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(['host']);
  });

  it('has no template choice where one form holds them all', () => {
    expect(field(server, TEMPLATE_FIELD)).toBeUndefined();
    expect(genericService(NOTHING_TO_ASK).fields).toEqual([]);
  });

  it('offers the ways in by their fullest templates, and asks for each its own fields', () => {
    const choice = field(hook, TEMPLATE_FIELD);
    expect(choice).toMatchObject({
      kind: 'select',
      required: true,
      options: ['{schema}://{botname}@{webhook_a}/{webhook_b}', '{schema}://{access_token}/{targets}'],
      default: '{schema}://{botname}@{webhook_a}/{webhook_b}',
    });
    const asked = (template: string) =>
      hook.fields.filter((one) => isAsked(one, { [TEMPLATE_FIELD]: template })).map(({ name }) => name);
    expect(asked(choice?.options?.[0] ?? '')).toEqual([TEMPLATE_FIELD, 'botname', 'webhook_a', 'webhook_b']);
    expect(asked(choice?.options?.[1] ?? '')).toEqual([TEMPLATE_FIELD, 'access_token', 'targets']);
  });

  it('never shows a list of keys: it is a secret like one key', () => {
    const bark = genericService(
      described(
        'bark',
        ['{host}/{targets}'],
        [
          part('host', 'Hostname', { required: true }),
          part('targets', 'Keys', { kind: 'list', private: true, delim: ['/'] }),
        ],
      ),
    );
    expect(field(bark, 'targets')).toMatchObject({ kind: 'secret', help: 'Several: separated by commas.' });
    const built = bark.build({ host: 'example.com', targets: 'one/1, two' });
    expect(built).toEqual({ ok: true, value: 'bark://example.com/one%2F1/two' });
    expect(built.ok && bark.parse(built.value)).toMatchObject({ targets: 'one/1,two' });
  });

  it('has a kind for each kind of value', () => {
    const kinds = Object.fromEntries(server.fields.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({
      [SCHEMA_FIELD]: 'select',
      host: 'text',
      port: 'number',
      password: 'secret',
      targets: 'list',
      'arg.mode': 'select',
      'arg.cc': 'list',
      'arg.batch': 'switch',
      'arg.pin': 'secret',
      // They may hold a login.
      'pairs.headers': 'secret',
    });
  });

  it('folds the options away, with their defaults; one without a default can be left to the service', () => {
    expect(
      server.fields.filter(({ name }) => /^(arg|pairs)\./.test(name)).every(({ advanced }) => advanced),
    ).toBe(true);
    expect(field(server, 'arg.mode')).toMatchObject({ options: ['fast', 'slow'], default: 'slow' });
    expect(field(server, 'arg.sound')).toMatchObject({
      options: [NOT_SET, 'bell', 'horn'],
      default: NOT_SET,
    });
    expect(field(server, 'arg.verify')).toMatchObject({ default: 'true' });
  });

  it('says what a list takes', () => {
    expect(field(server, 'targets')?.help).toBe('Channel (#…), Person (@…). Several: separated by commas.');
  });

  it('offers the encrypted scheme first, and hides a choice between mere names', () => {
    expect(field(server, SCHEMA_FIELD)).toMatchObject({ options: ['chats', 'chat'], default: 'chats' });
    expect(field(server, SCHEMA_FIELD)?.advanced).toBeUndefined();
    const named = genericService({ ...NOTHING_TO_ASK, schemes: ['desk', 'o365'] });
    expect(field(named, SCHEMA_FIELD)?.advanced).toBe(true);
  });

  it('tells fields of the same name apart', () => {
    const twice = genericService(
      described(
        'twice',
        ['{a}/{b}'],
        [part('a', 'Token'), part('b', 'Token'), part('b', 'Other', { role: 'arg' })],
      ),
    );
    expect(twice.fields.map(({ label }) => label)).toEqual(['Token (a)', 'Token (b)', 'Other']);
  });

  it('knows a secret of the right shape where the real one is not at hand', () => {
    for (const name of ['webhook_a', 'access_token']) {
      const sample = field(hook, name)?.sample ?? '';
      expect(sample).not.toBe('');
    }
    expect(hook.build({ webhook_a: field(hook, 'webhook_a')?.sample ?? '', webhook_b: 'B' })).toMatchObject({
      ok: true,
    });
  });

  it('has no variable of its own: nobody can say which of its secrets that would hold', () => {
    expect(server.credential).toBeUndefined();
  });
});

describe('what is wrong is said at its field', () => {
  const server = genericService(SERVER);
  const hook = genericService(TWO_WAYS);
  it.each([
    [{}, 'host', 'Hostname is needed.'],
    [
      { host: 'https://example.com/x' },
      'host',
      'Hostname must be a host name, without https:// and without a path.',
    ],
    [{ host: 'h', port: '70000' }, 'port', 'Port must be a number from 1 to 65535.'],
    [{ host: 'h', port: 'x' }, 'port', 'Port must be a whole number from 1 to 65535.'],
    [{ host: 'h', user: 'bob' }, 'password', 'Password is needed with User Name.'],
    [{ host: 'h', password: 'x' }, 'user', 'User Name is needed with Password.'],
    [{ host: 'h', user: 'a\nb', password: 'x' }, 'user', 'User Name has a character that cannot be sent.'],
    [{ host: 'h', [SCHEMA_FIELD]: 'ftp' }, SCHEMA_FIELD, 'Scheme must be one of chats, chat.'],
    [{ host: 'h', 'arg.mode': 'odd' }, 'arg.mode', 'Mode must be one of fast, slow.'],
    [{ host: 'h', 'arg.rate': '11' }, 'arg.rate', 'Rate must be a number from 0 to 10.'],
    [
      { host: 'h', 'pairs.headers': 'no colon' },
      'pairs.headers',
      'HTTP Header must be like Name: value; several are separated by semicolons.',
    ],
  ])('%j → %s', (fields, name, message) => expect(refused(server, fields)).toEqual({ field: name, message }));

  it('a value of another form than the service’s is not quoted: it may be a secret', () => {
    expect(refused(hook, { webhook_a: 'no/slash', webhook_b: 'B' })).toEqual({
      field: 'webhook_a',
      message: 'Token A does not have the form that this service expects.',
    });
  });

  it('an unknown way in is refused', () => {
    expect(refused(hook, { [TEMPLATE_FIELD]: 'nonsense' })).toMatchObject({ field: TEMPLATE_FIELD });
  });

  it('what was typed for another way in does not count', () => {
    expect(
      refused(hook, {
        [TEMPLATE_FIELD]: '{schema}://{access_token}/{targets}',
        access_token: 'xox-1',
        webhook_a: '???',
      }),
    ).toBe('hook://xox-1/');
  });
});

describe('a URL that can be read in two ways', () => {
  it('is not shown where that would put a secret into an open field', () => {
    const service = genericService(
      described(
        'odd',
        ['{key}/{secret}', '{room}/{note}/{extra}'],
        [
          part('key', 'Key', { private: true }),
          part('secret', 'Secret', { private: true }),
          part('room', 'Room'),
          part('note', 'Note'),
          part('extra', 'Extra'),
        ],
      ),
    );
    expect(service.parse('odd://a/b')).toMatchObject({ key: 'a', secret: 'b' });
    const clash = genericService(
      described(
        'odd',
        ['{room}/{note}', '{key}/{secret}'],
        [
          part('key', 'Key', { private: true }),
          part('secret', 'Secret', { private: true }),
          part('room', 'Room'),
          part('note', 'Note'),
        ],
      ),
    );
    expect(clash.parse('odd://a/b')).toMatchObject({ key: 'a', secret: 'b' });
  });
});

describe('optional tokens with a choice', () => {
  const log = genericService(CHOSEN);
  it('can be left out', () => {
    expect(log.build({ facility: NOT_SET, level: '' })).toEqual({ ok: true, value: 'log://' });
    expect(log.build({ facility: 'mail', level: '3' })).toEqual({ ok: true, value: 'log://mail/3' });
    expect(refused(log, { facility: NOT_SET, level: '3' })).toEqual({
      field: 'facility',
      message: 'Facility is needed with Level.',
    });
  });
});

describe('a template with a query', () => {
  it('takes options after it', () => {
    expect(genericService(IN_QUERY).parse('cloud://p/a?keyfile=k&batch=yes')).toMatchObject({
      keyfile: 'k',
      'arg.batch': 'true',
    });
  });
});

describe('sample values', () => {
  it.each([
    '^[A-Z0-9]{32}$',
    '^(bot)?(?<key>[0-9]+:[a-z0-9_-]+)$',
    '^(?:(?=.{3,16}$)[A-Z0-9.-]+|[0-9]{6})$',
    '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    '^\\+?[0-9\\s)(+-]+$',
    '^hlk_[A-Za-z0-9]+$',
    '^[^\\s].{1,24}$',
    '^[1-9][0-9]*$',
  ])('%s', (source) => {
    const value = sampleOf({ source, flags: 'i' });
    if (source.includes('(?='))
      return expect(value === undefined || new RegExp(source, 'i').test(value)).toBe(true);
    expect(value).toMatch(new RegExp(source, 'i'));
  });

  it('are none where none is known', () => {
    expect(sampleOf(null)).toBeUndefined();
    expect(sampleOf({ source: '^(?!a)a$', flags: '' })).toBeUndefined();
  });
});
