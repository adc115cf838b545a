import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { hostAndPort, isHost, parseAddress, shownHost, writtenHost } from './address.ts';
import { decode, encode, splitUrl } from './parts.ts';

/** It travels in a header and, in the URL, as one piece of a path. */
const TOKEN = /^[\x21-\x7e]+$/;
const SUB_PATH = /^(\/[A-Za-z0-9._~-]+)*$/;
/** As in Gotify's own examples. */
const PUSH_ADDRESS = /^(https?:\/\/[^/?#]+(?:\/[^?#]*)?)\/message\?token=([^&#]+)$/i;

export const gotify: NotificationService = {
  id: 'gotify',
  label: 'Gotify',
  fields: [
    {
      name: 'server',
      label: 'Server',
      kind: 'text',
      required: true,
      placeholder: 'gotify.example.com',
      help: 'Host or web address of your Gotify, with its path where it has one: example.com/gotify.',
    },
    {
      name: 'port',
      label: 'Port',
      kind: 'number',
      help: 'Empty: 443 with HTTPS, 80 without.',
    },
    {
      name: 'token',
      label: 'Application token',
      kind: 'secret',
      required: true,
      help: 'In Gotify under Apps: create an application and copy its token, which begins with A.',
      link: { label: 'Applications and tokens', url: 'https://gotify.net/docs/pushmsg' },
    },
    {
      name: 'https',
      label: 'Use HTTPS',
      kind: 'switch',
      default: 'true',
      help: 'For a server’s address that says neither http nor https.',
    },
  ],
  credential: { field: 'token', variable: 'APPRISE_CRED_GOTIFY' },

  build(fields) {
    const place = placeOf(fields);
    if (!place.ok) return place;
    const { host, port, secure, path } = place.value;
    const token = fields.token || place.value.token;
    if (token === '') return failure('required', 'is needed', 'token');
    if (!TOKEN.test(token) || /[/\\]/.test(token)) {
      return failure('invalid', 'may have letters, digits and signs only, no blank and no slash', 'token');
    }
    return success(`${secure ? 'gotifys' : 'gotify'}://${writtenHost(host, port)}${path}/${encode(token)}`);
  },

  parse(url) {
    const parts = splitUrl(url);
    if (!parts || (parts.scheme !== 'gotify' && parts.scheme !== 'gotifys')) return undefined;
    if (!isHost(parts.host) || parts.user !== undefined || parts.query.length > 0) return undefined;
    const [, path = '', last = ''] = /^((?:\/[^/]+)*)\/([^/]+)\/?$/.exec(parts.path) ?? [];
    const token = decode(last);
    if (!token || !TOKEN.test(token) || /[/\\]/.test(token) || !SUB_PATH.test(path)) return undefined;
    const server = `${shownHost(parts.host)}${path}`;
    return { server, port: parts.port ?? '', token, https: String(parts.scheme === 'gotifys') };
  },

  fromAddress(address) {
    const [, server = '', token = ''] = PUSH_ADDRESS.exec(address) ?? [];
    return server === '' ? undefined : { fields: { server, token: decode(token) ?? token } };
  },

  ownHost(fields) {
    const place = placeOf(fields);
    return place.ok ? hostAndPort(place.value.host, place.value.port) : undefined;
  },
};

interface Place {
  host: string;
  port: string | undefined;
  secure: boolean;
  path: string;
  /** From a pasted push address; empty where there is none. */
  token: string;
}

function placeOf(fields: FieldValues): Result<Place> {
  const pasted = PUSH_ADDRESS.exec((fields.server ?? '').trim());
  const address = parseAddress(pasted?.[1] ?? fields.server ?? '', 'server');
  if (!address.ok) return address;
  const { host, secure, user, query } = address.value;
  const path = address.value.path.replace(/\/+$/, '');
  if (user !== undefined || query !== '')
    return failure('invalid', 'must be an address without user name and parameters', 'server');
  if (!SUB_PATH.test(path))
    return failure('invalid', 'may have letters, digits, - . _ and ~ only in its path', 'server');
  const typed = (fields.port ?? '').trim();
  if (typed !== '' && (!/^\d{1,5}$/.test(typed) || Number(typed) < 1 || Number(typed) > 65_535))
    return failure('invalid', 'must be a number from 1 to 65535', 'port');
  const port = typed === '' ? address.value.port : String(Number(typed));
  if (address.value.port !== undefined && port !== address.value.port)
    return failure('conflict', `is not the ${address.value.port} of the server’s address`, 'port');
  const token = decode(pasted?.[2] ?? '') ?? '';
  return success({ host, port, secure: secure ?? fields.https !== 'false', path, token });
}
