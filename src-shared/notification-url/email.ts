import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { hostAndPort, isHost, parseAddress } from './address.ts';
import { decode, decodeTwice, encode, encodeTwice, isSendable, joinQuery, splitUrl } from './parts.ts';

const DEFAULT_PORT = '587';
const SSL_PORT = '465';
const ENCRYPTIONS = ['automatic', 'starttls', 'ssl', 'off'] as const;
const ADDRESS = /^[^\s@<>,;:"'()[\]\\]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

export const email: NotificationService = {
  id: 'email',
  label: 'Email (SMTP)',
  fields: [
    { name: 'host', label: 'SMTP host', kind: 'text', required: true, placeholder: 'mail.example.com' },
    { name: 'port', label: 'Port', kind: 'number', default: DEFAULT_PORT },
    { name: 'user', label: 'User', kind: 'text' },
    { name: 'password', label: 'Password', kind: 'secret' },
    { name: 'from', label: 'From', kind: 'text', help: 'Empty: the user, where that is an address.' },
    {
      name: 'to',
      label: 'To',
      kind: 'text',
      required: true,
      help: 'Several addresses: separated by commas.',
    },
    {
      name: 'encryption',
      label: 'Encryption',
      kind: 'select',
      options: ENCRYPTIONS,
      default: 'automatic',
      help: 'Automatic: SSL on port 465, else STARTTLS.',
    },
  ],
  credential: { field: 'password', variable: 'APPRISE_CRED_SMTP' },

  build(fields) {
    const server = serverOf(fields);
    if (!server.ok) return server;
    const { host, port } = server.value;
    const user = (fields.user ?? '').trim();
    const password = fields.password ?? '';
    if (!isSendable(user)) return failure('invalid', 'has a character that cannot be sent', 'user');
    if (!isSendable(password)) return failure('invalid', 'has a character that cannot be sent', 'password');
    if (password !== '' && user === '') return failure('required', 'is needed with a password', 'user');
    const from = (fields.from ?? '').trim() || user;
    if (!ADDRESS.test(bareAddress(from)) || !isSendable(from)) {
      const code = from === '' ? 'required' : 'invalid';
      return failure(code, 'must be an e-mail address, for the user is none', 'from');
    }
    const to = recipients(fields.to ?? '');
    if (to.length === 0) return failure('required', 'is needed', 'to');
    const wrong = to.find(
      (address) => !ADDRESS.test(address) || !isSendable(address) || address.includes('%'),
    );
    if (wrong !== undefined)
      return failure('invalid', `has "${wrong}", which is not an e-mail address`, 'to');
    const encryption = fields.encryption || 'automatic';
    if (!(ENCRYPTIONS as readonly string[]).includes(encryption)) {
      return failure('invalid', `must be one of ${ENCRYPTIONS.join(', ')}`, 'encryption');
    }
    const mode = encryption === 'automatic' ? automatic(port) : encryption;
    const query: [string, string][] = mode === 'off' ? [] : [['mode', mode]];
    query.push(['from', encodeTwice(from)], ['to', to.map(encode).join(',')]);
    const login = user === '' ? '' : `${encode(user)}${password === '' ? '' : `:${encode(password)}`}@`;
    return success(
      `${mode === 'off' ? 'mailto' : 'mailtos'}://${login}${hostAndPort(host, port)}/${joinQuery(query)}`,
    );
  },

  parse(url) {
    const parts = splitUrl(url);
    if (!parts || (parts.scheme !== 'mailto' && parts.scheme !== 'mailtos')) return undefined;
    const query = new Map(parts.query);
    const known = ['mode', 'from', 'to'];
    if (query.size !== parts.query.length || [...query.keys()].some((key) => !known.includes(key)))
      return undefined;
    if (parts.path.replaceAll('/', '') !== '' || !isHost(parts.host) || parts.port === undefined)
      return undefined;
    const user = decode(parts.user ?? '');
    const password = decode(parts.password ?? '');
    const from = decodeTwice(query.get('from') ?? '');
    const to = decode(query.get('to') ?? '');
    const encryption = encryptionOf(parts.scheme, parts.port, query.get('mode'));
    if (user === undefined || password === undefined || !from || !to || encryption === undefined)
      return undefined;
    return { host: parts.host, port: parts.port, user, password, from, to, encryption };
  },

  ownHost(fields) {
    const server = serverOf(fields);
    return server.ok ? hostAndPort(server.value.host, server.value.port) : undefined;
  },
};

function serverOf(fields: FieldValues): Result<{ host: string; port: string }> {
  const address = parseAddress((fields.host ?? '').replace(/^(smtps?|mailtos?):\/\//i, ''), 'host');
  if (!address.ok) return address;
  const { host, path, query, user } = address.value;
  if (path.replaceAll('/', '') !== '' || query !== '' || user !== undefined) {
    return failure('invalid', 'must be a host name', 'host');
  }
  const typed = (fields.port ?? '').trim();
  const port = address.value.port ?? (typed === '' ? DEFAULT_PORT : typed);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    return failure('invalid', 'must be a number from 1 to 65535', 'port');
  }
  return success({ host, port: String(Number(port)) });
}

const automatic = (port: string): 'ssl' | 'starttls' => (port === SSL_PORT ? 'ssl' : 'starttls');

function encryptionOf(scheme: string, port: string, mode: string | undefined): string | undefined {
  // Apprise sends plain text over mailto:// whatever the mode says.
  if (scheme === 'mailto') return mode === undefined ? 'off' : undefined;
  if (mode !== 'ssl' && mode !== 'starttls') return undefined;
  return mode === automatic(port) ? 'automatic' : mode;
}

const recipients = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

const bareAddress = (from: string): string => /^[^<>"]*<([^<>]+)>$/.exec(from)?.[1] ?? from;
