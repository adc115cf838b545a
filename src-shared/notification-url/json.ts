import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { type Address, hostAndPort, isHost, parseAddress, shownHost, writtenHost } from './address.ts';
import { decode, decodeTwice, encode, encodeTwice, isSendable, joinQuery, splitUrl } from './parts.ts';

const HEADER_NAME = /^[A-Za-z0-9!#$&'*^_`|~.-]+$/;
/** Apprise drops a path's last slash unless the whole URL ends in one; this parameter it ignores. */
const KEEP_SLASH: [string, string] = ['slash', '/'];

export const json: NotificationService = {
  id: 'json',
  label: 'JSON Webhook',
  fields: [
    {
      name: 'webhookUrl',
      label: 'Webhook URL',
      kind: 'text',
      required: true,
      placeholder: 'https://example.com/hook',
      help: 'Gets every alert as JSON by POST: title, message and type. Its own parameters are kept.',
      link: { label: 'What the webhook receives', url: 'https://appriseit.com/services/json/' },
    },
    {
      name: 'bearerToken',
      label: 'Bearer token',
      kind: 'secret',
      excludes: ['authHeader'],
      help: 'Sent as “Authorization: Bearer …”. Empty: none.',
    },
    {
      name: 'authHeader',
      label: 'Auth header',
      kind: 'secret',
      placeholder: 'Name: value',
      excludes: ['bearerToken'],
      help: 'Any other header that the webhook asks for, such as “X-Api-Key: …”. Not together with a bearer token.',
    },
    {
      name: 'https',
      label: 'Use HTTPS',
      kind: 'switch',
      default: 'true',
      help: 'For an address that says neither http nor https.',
    },
  ],
  credential: { field: 'bearerToken', variable: 'APPRISE_CRED_JSON' },

  build(fields) {
    const address = parseAddress(fields.webhookUrl ?? '', 'webhookUrl');
    if (!address.ok) return address;
    const header = headerOf(fields, address.value);
    if (!header.ok) return header;
    const path = encodePath(address.value.path);
    if (!path.ok) return path;
    const query = encodeQuery(address.value.query);
    if (!query.ok) return query;
    const pairs = [...query.value];
    if (header.value) pairs.unshift([`+${encodeTwice(header.value.name)}`, encodeTwice(header.value.value)]);
    if (pairs.length > 0 && /.\/$/.test(path.value)) pairs.push(KEEP_SLASH);
    const scheme = (address.value.secure ?? fields.https !== 'false') ? 'jsons' : 'json';
    return success(
      `${scheme}://${writtenHost(address.value.host, address.value.port)}${path.value}${joinQuery(pairs)}`,
    );
  },

  parse(url) {
    const parts = splitUrl(url);
    if (!parts || (parts.scheme !== 'json' && parts.scheme !== 'jsons') || !isHost(parts.host))
      return undefined;
    if (parts.user !== undefined) return undefined;
    const pairs = parts.query.filter(([key, value]) => key !== KEEP_SLASH[0] || value !== KEEP_SLASH[1]);
    const headers = pairs.filter(([key]) => key.startsWith('+'));
    const parameters = pairs.filter(([key]) => key.startsWith('-'));
    if (headers.length > 1 || headers.length + parameters.length < pairs.length) return undefined;
    const path = decodePath(parts.path);
    const query = decodeQuery(parameters);
    const header = headers[0]?.map((text, index) => decodeTwice(index === 0 ? text.slice(1) : text));
    if (path === undefined || query === undefined || header?.includes(undefined)) return undefined;
    const [name = '', value = ''] = header ?? [];
    const bearer = name.toLowerCase() === 'authorization' && value.startsWith('Bearer ');
    const secure = parts.scheme === 'jsons';
    return {
      webhookUrl: `${secure ? 'https' : 'http'}://${hostAndPort(shownHost(parts.host), parts.port)}${path}${query}`,
      bearerToken: bearer ? value.slice('Bearer '.length) : '',
      authHeader: header && !bearer ? `${name}: ${value}` : '',
      https: String(secure),
    };
  },

  ownHost(fields) {
    const address = parseAddress(fields.webhookUrl ?? '', 'webhookUrl');
    return address.ok ? hostAndPort(address.value.host, address.value.port) : undefined;
  },
};

interface Header {
  name: string;
  value: string;
}

/** One header at most; a login in the pasted address becomes the header that a browser would send for it. */
function headerOf(fields: FieldValues, address: Address): Result<Header | undefined> {
  const token = fields.bearerToken ?? '';
  const typed = fields.authHeader ?? '';
  const login = address.user !== undefined || address.password !== undefined;
  if (!isSendable(token)) return failure('invalid', 'has a character that cannot be sent', 'bearerToken');
  if (!isSendable(typed)) return failure('invalid', 'has a character that cannot be sent', 'authHeader');
  if (token !== '' && typed !== '')
    return failure('conflict', 'must be empty with a bearer token', 'authHeader');
  if (login && (token !== '' || typed !== '')) {
    return failure('conflict', 'has a login of its own: give that or a header, not both', 'webhookUrl');
  }
  if (login) return basic(address);
  if (token !== '') return success({ name: 'Authorization', value: `Bearer ${token}` });
  if (typed === '') return success(undefined);
  const match = /^([^:]*?)\s*:\s?(.*)$/.exec(typed);
  if (!match || !HEADER_NAME.test(match[1] ?? '') || (match[2] ?? '').trim() === '') {
    return failure('invalid', 'must be like Name: value', 'authHeader');
  }
  return success({ name: match[1] ?? '', value: match[2] ?? '' });
}

function basic({ user = '', password = '' }: Address): Result<Header> {
  const login = `${decode(user) ?? user}:${decode(password) ?? password}`;
  const bytes = String.fromCharCode(...new TextEncoder().encode(login));
  return success({ name: 'Authorization', value: `Basic ${btoa(bytes)}` });
}

/** Apprise folds double slashes and splits at semicolons unless they are encoded; an encoded slash it cannot send. */
function encodePath(path: string): Result<string> {
  const segments = path.split('/').map(decode);
  if (segments.some((segment) => segment === undefined || segment.includes('/'))) {
    return failure('invalid', 'has a percent-encoding in its path that Apprise cannot send', 'webhookUrl');
  }
  const encoded = segments.map((segment) => encode(segment ?? ''));
  return success(
    encoded.reduce((done, segment, index) => {
      if (index === 0) return segment;
      const doubled = index > 1 && done.endsWith('/');
      return `${done}${doubled ? '%2F' : '/'}${segment}`;
    }, ''),
  );
}

function decodePath(path: string): string | undefined {
  const segments = path.replaceAll('%2F', '/').split('/').map(decode);
  return segments.includes(undefined)
    ? undefined
    : segments.map((segment) => readable(segment ?? '')).join('/');
}

function encodeQuery(query: string): Result<[string, string][]> {
  if (query === '') return success([]);
  const pairs = query.split('&').map((text): [string | undefined, string | undefined] => {
    const [key = '', ...value] = text.split('=');
    return [fromForm(key), fromForm(value.join('='))];
  });
  const keys = pairs.map(([key]) => key);
  if (pairs.some(([key, value]) => key === undefined || key === '' || value === undefined)) {
    return failure('invalid', 'has a broken parameter', 'webhookUrl');
  }
  if (new Set(keys).size < keys.length) {
    return failure('invalid', 'repeats a parameter, which Apprise cannot send', 'webhookUrl');
  }
  return success(pairs.map(([key = '', value = '']) => [`-${encodeTwice(key)}`, encodeTwice(value)]));
}

function decodeQuery(pairs: readonly (readonly [string, string])[]): string | undefined {
  const decoded = pairs.map(([key, value]) => [decodeTwice(key.slice(1)), decodeTwice(value)] as const);
  if (decoded.some(([key, value]) => key === undefined || value === undefined)) return undefined;
  return joinQuery(decoded.map(([key = '', value = '']) => [encode(key), encode(value)] as const));
}

const fromForm = (text: string): string | undefined => decode(text.replaceAll('+', ' '));

/** The encoding that a browser's address bar would show back. */
const readable = (segment: string): string =>
  encode(segment).replace(/%(40|3A|2B|2C|21|24|26|3D)/g, (hex) => decode(hex) ?? hex);
