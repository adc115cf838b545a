import type {
  DescribedPart,
  ServiceCatalogue,
  ServiceDescription,
} from '../../src-shared/service-catalogue.ts';

const part = (role: DescribedPart['role'], name: string, label: string, more: Partial<DescribedPart> = {}) =>
  ({
    role,
    name,
    label,
    kind: 'string',
    required: role === 'token',
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
  }) satisfies DescribedPart;

const service = (
  schema: string,
  label: string,
  templates: string[],
  parts: DescribedPart[],
  more: Partial<ServiceDescription> = {},
): ServiceDescription => ({
  schema,
  schemes: [schema],
  label,
  setupUrl: `https://appriseit.com/services/${schema}/`,
  missing: null,
  templates,
  pasteOnly: [],
  parts: [
    ...parts,
    part('arg', 'overflow', 'Overflow Mode', {
      kind: 'choice',
      choices: ['split', 'truncate', 'upstream'],
      default: 'upstream',
    }),
    part('arg', 'verify', 'Verify SSL', { kind: 'bool', default: 'true' }),
  ],
  ...more,
});

const secret = { private: true };
const list: Partial<DescribedPart> = { kind: 'list', delim: [',', ' '] };

const SERVICES: ServiceDescription[] = [
  service(
    'bark',
    'Bark',
    ['{schema}://{host}/{targets}', '{schema}://{host}:{port}/{targets}'],
    [
      part('token', 'host', 'Hostname'),
      part('token', 'port', 'Port', { kind: 'int', min: 1, max: 65_535, required: false }),
      part('token', 'targets', 'Targets', { ...list, group: ['target_device'] }),
      part('arg', 'sound', 'Sound', { kind: 'choice', choices: ['alarm.caf', 'bell.caf'] }),
    ],
  ),
  service(
    'line',
    'Line',
    ['{schema}://{token}/{targets}'],
    [
      part('token', 'token', 'Access Token', secret),
      part('token', 'targets', 'Targets', { ...list, group: ['target_user'] }),
    ],
  ),
  service(
    'matrixs',
    'Matrix',
    ['{schema}://{token}', '{schema}://{user}:{password}@{host}/{targets}'],
    [
      part('token', 'token', 'Access Token', secret),
      part('token', 'user', 'Username'),
      part('token', 'password', 'Password', secret),
      part('token', 'host', 'Hostname'),
      part('token', 'targets', 'Targets', { ...list, group: ['target_room'] }),
    ],
    { schemes: ['matrixs', 'matrix'] },
  ),
  service(
    'mqtts',
    'MQTT Notification',
    ['{schema}://{host}/{targets}'],
    [part('token', 'host', 'Hostname')],
    {
      missing: 'Needs the Python package paho-mqtt.',
    },
  ),
  service(
    'rocket',
    'Rocket.Chat',
    ['{schema}://{webhook}@{host}'],
    [part('token', 'webhook', 'Webhook', secret), part('token', 'host', 'Hostname')],
    { pasteOnly: ['{schema}://{user}:{password}@{host}/{targets}'] },
  ),
  service(
    'twilio',
    'Twilio',
    ['{schema}://{account_sid}:{auth_token}@{from_phone}/{targets}'],
    [
      part('token', 'account_sid', 'Account SID', {
        ...secret,
        pattern: { source: '^AC[a-f0-9]+$', flags: 'i' },
      }),
      part('token', 'auth_token', 'Auth Token', secret),
      part('token', 'from_phone', 'From Phone No'),
      part('token', 'targets', 'Targets', { ...list, group: ['target_phone'] }),
    ],
  ),
];

/** A small part of what an installed Apprise describes; none where there is no Apprise. */
export const catalogue = (variant: string): ServiceCatalogue =>
  variant === 'nothing' || variant === 'empty' || variant === 'setup'
    ? { version: null, services: [] }
    : { version: '1.2.0', services: SERVICES };
