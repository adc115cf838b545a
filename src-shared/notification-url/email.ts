import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { hostAndPort, isHost, parseAddress, shownHost, writtenHost } from './address.ts';
import { ENCRYPTIONS, emailFields, SUBMISSION_PORT } from './email-fields.ts';
import { decode, decodeTwice, encode, encodeTwice, isSendable, joinQuery, splitUrl } from './parts.ts';
import { parseReset, resetReference } from './reset-reference.ts';

const SSL_PORT = '465';
/** What the form shows in the fields that are not asked. */
const WITHOUT_SERVER: FieldValues = {
  host: '',
  port: SUBMISSION_PORT,
  user: '',
  password: '',
  encryption: 'automatic',
};
const ADDRESS = /^[^\s@<>,;:"'()[\]\\]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

export const email: NotificationService = {
  id: 'email',
  label: 'Email (SMTP)',
  fields: emailFields,
  credential: { field: 'password', variable: 'APPRISE_CRED_SMTP' },

  build(fields) {
    if (fields.useResetSmtp === 'true') return buildReset(fields);
    const server = serverOf(fields);
    if (!server.ok) return server;
    const { host, port } = server.value;
    const user = (fields.user ?? '').trim();
    const password = fields.password ?? '';
    if (!isSendable(user)) return failure('invalid', 'has a character that cannot be sent', 'user');
    if (!isSendable(password)) return failure('invalid', 'has a character that cannot be sent', 'password');
    if (password !== '' && user === '') return failure('required', 'is needed with a password', 'user');
    const from = senderOf(fields, user);
    if (!from.ok) return from;
    const to = recipients(fields);
    if (!to.ok) return to;
    const encryption = fields.encryption || 'automatic';
    if (!(ENCRYPTIONS as readonly string[]).includes(encryption)) {
      return failure('invalid', `must be one of ${ENCRYPTIONS.join(', ')}`, 'encryption');
    }
    const mode = encryption === 'automatic' ? automatic(port) : encryption;
    const query: [string, string][] = mode === 'off' ? [] : [['mode', mode]];
    // Named once more, Apprise takes host and user as they are; else it has ideas of its own about known providers.
    query.push(['smtp', encode(bareHost(host))]);
    query.push(['from', encodeTwice(from.value)], ['to', to.value.map(encode).join(',')]);
    const login = user === '' ? '' : `${encode(user)}${password === '' ? '' : `:${encode(password)}`}@`;
    return success(
      `${mode === 'off' ? 'mailto' : 'mailtos'}://${login}${writtenHost(host, port)}/${joinQuery(query)}`,
    );
  },

  parse(url) {
    const reset = parseReset(url);
    if (reset) return formOfReset(reset);
    const parts = splitUrl(url);
    if (!parts || (parts.scheme !== 'mailto' && parts.scheme !== 'mailtos')) return undefined;
    const query = new Map(parts.query);
    const known = ['mode', 'smtp', 'from', 'to'];
    if (query.size !== parts.query.length || [...query.keys()].some((key) => !known.includes(key)))
      return undefined;
    if (parts.path.replaceAll('/', '') !== '' || !isHost(parts.host) || parts.port === undefined)
      return undefined;
    const smtp = query.get('smtp');
    if (smtp !== undefined && decode(smtp) !== bareHost(shownHost(parts.host))) return undefined;
    const user = decode(parts.user ?? '');
    const password = decode(parts.password ?? '');
    const from = decodeTwice(query.get('from') ?? '');
    const to = decode(query.get('to') ?? '');
    const encryption = encryptionOf(parts.scheme, parts.port, query.get('mode'));
    if (user === undefined || password === undefined || !from || !to || encryption === undefined)
      return undefined;
    const { port } = parts;
    return { useResetSmtp: 'false', host: shownHost(parts.host), port, user, password, from, to, encryption };
  },

  ownHost(fields) {
    if (fields.useResetSmtp === 'true') return undefined;
    const server = serverOf(fields);
    return server.ok ? hostAndPort(server.value.host, server.value.port) : undefined;
  },
};

function serverOf(fields: FieldValues): Result<{ host: string; port: string }> {
  const address = parseAddress((fields.host ?? '').replace(/^(smtps?|mailtos?):\/\//i, ''), 'host');
  if (!address.ok) return address;
  const { host, path, query, user } = address.value;
  // Newer Apprise drops a host with _ and takes the one of the user's address instead.
  if (host.includes('_')) return failure('invalid', 'must be a host name, which has no _', 'host');
  if (path.replaceAll('/', '') !== '' || query !== '' || user !== undefined) {
    return failure('invalid', 'must be a host name', 'host');
  }
  const typed = (fields.port ?? '').trim();
  const port = address.value.port ?? (typed === '' ? SUBMISSION_PORT : typed);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    return failure('invalid', 'must be a number from 1 to 65535', 'port');
  }
  return success({ host, port: String(Number(port)) });
}

/** Python connects to IPv6 addresses without their brackets. */
const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

const automatic = (port: string): 'ssl' | 'starttls' => (port === SSL_PORT ? 'ssl' : 'starttls');

function encryptionOf(scheme: string, port: string, mode: string | undefined): string | undefined {
  // Apprise sends plain text over mailto:// whatever the mode says.
  if (scheme === 'mailto') return mode === undefined ? 'off' : undefined;
  if (mode !== 'ssl' && mode !== 'starttls') return undefined;
  return mode === automatic(port) ? 'automatic' : mode;
}

const formOfReset = (reset: FieldValues): FieldValues => ({
  ...WITHOUT_SERVER,
  ...reset,
  useResetSmtp: 'true',
});

/** Only the recipients, and the sender where it is not that of the settings. */
function buildReset(fields: FieldValues): Result<string> {
  const from = (fields.from ?? '').trim() === '' ? success('') : senderOf(fields, '');
  if (!from.ok) return from;
  const to = recipients(fields);
  return to.ok ? success(resetReference(from.value, to.value)) : to;
}

function senderOf(fields: FieldValues, user: string): Result<string> {
  const typed = (fields.from ?? '').trim();
  const from = typed || user;
  if (from === '') return failure('required', 'is needed without a user', 'from');
  if (ADDRESS.test(bareAddress(from)) && isSendable(from)) return success(from);
  return failure(
    'invalid',
    typed === ''
      ? 'is needed: the user is no e-mail address'
      : 'must be an e-mail address, like alerts@example.com or Name <alerts@example.com>',
    'from',
  );
}

function recipients(fields: FieldValues): Result<string[]> {
  const to = (fields.to ?? '').split(/[\s,;]+/).filter(Boolean);
  if (to.length === 0) return failure('required', 'is needed', 'to');
  const wrong = to.find((address) => !ADDRESS.test(address) || !isSendable(address) || address.includes('%'));
  return wrong === undefined
    ? success(to)
    : failure('invalid', `has "${wrong}", which is not an e-mail address`, 'to');
}

const bareAddress = (from: string): string => /^[^<>"]*<([^<>]+)>$/.exec(from)?.[1] ?? from;
