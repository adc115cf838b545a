import type { DescribedPart, ServiceDescription } from '../../../../../src-shared/service-catalogue.ts';

/** Services as Apprise describes them, one for each shape that its templates have. */

export const part = (name: string, label: string, more: Partial<DescribedPart> = {}): DescribedPart => ({
  role: 'token',
  name,
  label,
  kind: 'string',
  required: false,
  private: false,
  default: null,
  choices: [],
  delim: [],
  prefix: '',
  group: [],
  min: null,
  max: null,
  pattern: null,
  ...more,
});

export const described = (
  schema: string,
  templates: string[],
  parts: DescribedPart[],
  more: Partial<ServiceDescription> = {},
): ServiceDescription => ({
  schema,
  schemes: [schema],
  label: schema.toUpperCase(),
  setupUrl: null,
  missing: null,
  templates: templates.map((text) => `{schema}://${text}`),
  pasteOnly: [],
  parts,
  ...more,
});

const PORT = part('port', 'Port', { kind: 'int', min: 1, max: 65_535 });
const LIST = part('targets', 'Targets', { kind: 'list', delim: ['/'], group: ['channel', 'person'] });
const OPTIONS: DescribedPart[] = [
  part('mode', 'Mode', { role: 'arg', kind: 'choice', choices: ['fast', 'slow'], default: 'slow' }),
  part('sound', 'Sound', { role: 'arg', kind: 'choice', choices: ['bell', 'horn'] }),
  part('cc', 'Carbon Copy', { role: 'arg', kind: 'list', delim: [',', ' '] }),
  part('batch', 'Batch', { role: 'arg', kind: 'bool', default: 'false' }),
  part('verify', 'Verify SSL', { role: 'arg', kind: 'bool', default: 'true' }),
  part('rate', 'Rate', { role: 'arg', kind: 'float', min: 0, max: 10 }),
  part('note', 'Note', { role: 'arg' }),
  part('pin', 'Pin Secret', { role: 'arg', private: true }),
  part('headers', 'HTTP Header', { role: 'pairs', prefix: '+' }),
  part('payload', 'Payload', { role: 'pairs', prefix: ':' }),
];

/** Everything that a server of one's own may have. */
export const SERVER = described(
  'chats',
  [
    '{host}',
    '{host}:{port}',
    '{user}:{password}@{host}',
    '{user}:{password}@{host}:{port}',
    '{user}:{password}@{host}:{port}/{targets}',
    '{user}:{password}@{host}/{targets}',
    '{host}/{targets}',
    '{host}:{port}/{targets}',
  ],
  [
    part('host', 'Hostname', { required: true }),
    PORT,
    part('user', 'User Name'),
    part('password', 'Password', { private: true }),
    LIST,
    part('channel', 'Channel', { prefix: '#' }),
    part('person', 'Person', { prefix: '@' }),
    ...OPTIONS,
  ],
  { schemes: ['chats', 'chat'] },
);

/** Two ways in, which share a token. */
export const TWO_WAYS = described(
  'hook',
  [
    '{botname}@{webhook_a}/{webhook_b}',
    '{webhook_a}/{webhook_b}',
    '{access_token}/{targets}',
    '{access_token}/',
  ],
  [
    part('botname', 'Bot Name'),
    part('webhook_a', 'Token A', { private: true, pattern: { source: '^[A-Z0-9]+$', flags: 'i' } }),
    part('webhook_b', 'Token B', { private: true, pattern: { source: '^[A-Z0-9]+$', flags: 'i' } }),
    part('access_token', 'Access Token', {
      private: true,
      pattern: { source: '^xox-[A-Z0-9-]+$', flags: 'i' },
    }),
    LIST,
  ],
);

/** A sender whose `@` Apprise splits at. */
export const MAIL = described(
  'mailer',
  ['{apikey}:{from_email}', '{apikey}:{from_email}/{targets}'],
  [part('apikey', 'API Key', { private: true }), part('from_email', 'Source Email'), LIST],
);

export const WITH_PATH = described(
  'notes',
  ['{host}/{token}', '{host}:{port}/{token}', '{host}{path}{token}', '{host}:{port}{path}{token}'],
  [part('host', 'Hostname'), PORT, part('path', 'Path'), part('token', 'Token', { private: true })],
);

export const IN_QUERY = described(
  'cloud',
  ['{project}/{targets}?keyfile={keyfile}'],
  [part('project', 'Project'), LIST, part('keyfile', 'Key File', { private: true }), ...OPTIONS],
);

export const NOTHING_TO_ASK = described('desk', [''], []);

export const CHOSEN = described(
  'log',
  ['', '{facility}', '{facility}/{level}'],
  [
    part('facility', 'Facility', { kind: 'choice', choices: ['user', 'mail'], default: 'user' }),
    part('level', 'Level', { kind: 'int', min: 0, max: 7 }),
  ],
);

export const ALL = [SERVER, TWO_WAYS, MAIL, WITH_PATH, IN_QUERY, NOTHING_TO_ASK, CHOSEN];
