import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, success } from '../result.ts';
import { splitUrl } from './parts.ts';

/** pushover.net/api: all of its keys and tokens look like this. */
const KEY = /^[A-Za-z0-9]{30}$/;
const SHAPE = 'must be 30 letters and digits';
const API_ADDRESS = /^https?:\/\/api\.pushover\.net\/1\/messages\.(?:json|xml)\?(.*)$/i;
const PUSHOVER = /^https?:\/\/(?:[\w-]+\.)?pushover\.net(?:\/|$)/i;

export const pushover: NotificationService = {
  id: 'pushover',
  label: 'Pushover',
  fields: [
    {
      name: 'userKey',
      label: 'User key',
      kind: 'secret',
      required: true,
      sample: 'uMxmTokenStandIn00000000000000',
      help: 'Top right after logging in to pushover.net; begins with u. A group’s key, which begins with g, works too.',
      link: { label: 'Your user key', url: 'https://pushover.net/' },
    },
    {
      name: 'apiToken',
      label: 'API token',
      kind: 'secret',
      required: true,
      sample: 'aMxmTokenStandIn00000000000000',
      help: 'Of an application that you create there once, for this app; begins with a.',
      link: { label: 'Create an application', url: 'https://pushover.net/apps/build' },
    },
  ],
  credential: { field: 'apiToken', variable: 'APPRISE_CRED_PUSHOVER', beside: ['userKey'] },

  build(fields) {
    const user = (fields.userKey ?? '').trim();
    const token = (fields.apiToken ?? '').trim();
    if (user === '') return failure('required', 'is needed', 'userKey');
    if (!KEY.test(user)) return failure('invalid', SHAPE, 'userKey');
    if (token === '') return failure('required', 'is needed', 'apiToken');
    if (!KEY.test(token)) return failure('invalid', SHAPE, 'apiToken');
    // Apprise takes them either way and Pushover refuses every message.
    if (/^a/.test(user) && /^[ug]/.test(token))
      return failure('swapped', 'is an API token, and the API token a user key: swap them', 'userKey');
    return success(`pover://${user}@${token}`);
  },

  parse(url) {
    const parts = splitUrl(url);
    if (parts?.scheme !== 'pover' || parts.password !== undefined || parts.port !== undefined)
      return undefined;
    const user = parts.user ?? '';
    if (!KEY.test(user) || !KEY.test(parts.host) || parts.query.length > 0) return undefined;
    return parts.path.replaceAll('/', '') === '' ? { userKey: user, apiToken: parts.host } : undefined;
  },

  fromAddress(address) {
    const fields = fromApi(address);
    if (fields) return { fields };
    return PUSHOVER.test(address)
      ? { problem: 'is a page of Pushover: choose Pushover under Build and enter the two keys that it shows' }
      : undefined;
  },

  ownHost: () => undefined,
};

function fromApi(address: string): FieldValues | undefined {
  const query = new URLSearchParams(API_ADDRESS.exec(address)?.[1] ?? '');
  const [userKey, apiToken] = [query.get('user'), query.get('token')];
  const onlyThese = [...query.keys()].every((key) => /^(user|token|message|title)$/.test(key));
  return userKey && apiToken && onlyThese ? { userKey, apiToken } : undefined;
}
