import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { hostAndPort, isHost, parseAddress, shownHost, writtenHost } from './address.ts';
import { decode, decodeTwice, encode, encodeTwice, isSendable, joinQuery, splitUrl } from './parts.ts';

const PUBLIC_SERVER = 'ntfy.sh';
const PRIORITIES = ['min', 'low', 'default', 'high', 'max'] as const;
const TOPIC = /^[A-Za-z0-9_-]{1,64}$/;
/** Apprise takes such a user for a token by itself. */
const SELF_EVIDENT_TOKEN = /^tk_[^ \t]+/i;

export const ntfy: NotificationService = {
  id: 'ntfy',
  label: 'ntfy',
  fields: [
    {
      name: 'server',
      label: 'Server',
      kind: 'text',
      default: PUBLIC_SERVER,
      placeholder: PUBLIC_SERVER,
      help: 'The public server, or your own: host, host:port, or its web address.',
      link: { label: 'Running a server of your own', url: 'https://docs.ntfy.sh/install/' },
    },
    {
      name: 'topic',
      label: 'Topic',
      kind: 'text',
      required: true,
      help: 'Letters, digits, - and _; or its address, like https://ntfy.sh/topic. Whoever guesses it can read along.',
      link: { label: 'How topics work', url: 'https://docs.ntfy.sh/publish/' },
    },
    {
      name: 'token',
      label: 'Auth token',
      kind: 'secret',
      placeholder: 'tk_…',
      help: 'Only where the topic is protected: an access token of the account.',
      link: { label: 'Access tokens', url: 'https://docs.ntfy.sh/publish/#access-tokens' },
    },
    {
      name: 'priority',
      label: 'Priority',
      kind: 'select',
      options: PRIORITIES,
      default: 'default',
      help: 'How loud it arrives on the phone.',
      link: { label: 'What each priority does', url: 'https://docs.ntfy.sh/publish/#message-priority' },
    },
    {
      name: 'tags',
      label: 'Tags',
      kind: 'text',
      placeholder: 'warning,mailbox',
      help: 'Separated by commas; names of emoji show as emoji before the title.',
      link: { label: 'Names of emoji', url: 'https://docs.ntfy.sh/emojis/' },
    },
    {
      name: 'https',
      label: 'Use HTTPS',
      kind: 'switch',
      default: 'true',
      help: 'For a server’s address that says neither http nor https.',
    },
  ],
  credential: { field: 'token', variable: 'APPRISE_CRED_NTFY' },

  build(fields) {
    const place = placeOf(fields);
    if (!place.ok) return place;
    const { host, port, secure, topic } = place.value;
    const token = fields.token ?? '';
    if (!isSendable(token)) return failure('invalid', 'has a character that cannot be sent', 'token');
    const priority = fields.priority || 'default';
    if (!(PRIORITIES as readonly string[]).includes(priority)) {
      return failure('invalid', `must be one of ${PRIORITIES.join(', ')}`, 'priority');
    }
    const tags = tagList(fields.tags ?? '');
    if (!isSendable(tags.join())) return failure('invalid', 'have a character that cannot be sent', 'tags');
    const query: [string, string][] = [];
    if (token !== '' && !SELF_EVIDENT_TOKEN.test(encode(token))) query.push(['auth', 'token']);
    if (priority !== 'default') query.push(['priority', priority]);
    if (tags.length > 0) query.push(['tags', tags.map(encodeTwice).join(',')]);
    const auth = token === '' ? '' : `${encode(token)}@`;
    return success(
      `${secure ? 'ntfys' : 'ntfy'}://${auth}${writtenHost(host, port)}/${topic}${joinQuery(query)}`,
    );
  },

  parse(url) {
    const parts = splitUrl(url);
    if (!parts || (parts.scheme !== 'ntfy' && parts.scheme !== 'ntfys')) return undefined;
    // Without a path the host itself is a topic on the public server.
    const topicOnly = parts.path.replaceAll('/', '') === '';
    if (topicOnly && (parts.user !== undefined || parts.port !== undefined)) return undefined;
    const topic = topicOnly ? parts.host : parts.path.replace(/^\/|\/$/g, '');
    const token = parts.user === undefined ? '' : decode(parts.user);
    if (!TOPIC.test(topic) || token === undefined || parts.password !== undefined) return undefined;
    if (!topicOnly && !isHost(parts.host)) return undefined;
    const query = new Map(parts.query);
    const known = ['auth', 'priority', 'tags'];
    if (query.size !== parts.query.length || [...query.keys()].some((key) => !known.includes(key)))
      return undefined;
    const auth = query.get('auth');
    // A user that is neither marked nor recognised as a token is a login, which this form does not have.
    if (token !== '' && auth !== 'token' && !SELF_EVIDENT_TOKEN.test(encode(token))) return undefined;
    if (auth !== undefined && (auth !== 'token' || token === '')) return undefined;
    const priority = query.get('priority') ?? 'default';
    const tags = (query.get('tags') ?? '').split(',').map(decodeTwice);
    if (!(PRIORITIES as readonly string[]).includes(priority) || tags.includes(undefined)) return undefined;
    return {
      server: topicOnly ? PUBLIC_SERVER : hostAndPort(shownHost(parts.host), parts.port),
      topic,
      token,
      priority,
      tags: tags.join(','),
      https: String(topicOnly || parts.scheme === 'ntfys'),
    };
  },

  fromAddress: (address) =>
    /^https?:\/\/ntfy\.sh(\/|$)/i.test(address) ? { fields: { topic: address } } : undefined,

  ownHost(fields) {
    const place = placeOf(fields);
    if (!place.ok || place.value.host === PUBLIC_SERVER) return undefined;
    return hostAndPort(place.value.host, place.value.port);
  },
};

interface Place {
  host: string;
  port: string | undefined;
  secure: boolean;
  topic: string;
}

/** The topic field also takes a whole address; the server field one that ends in the topic. */
function placeOf(fields: FieldValues): Result<Place> {
  const typed = (fields.topic ?? '').trim();
  const pasted = /^https?:\/\//i.test(typed);
  const address = parseAddress(
    pasted ? typed : fields.server?.trim() || PUBLIC_SERVER,
    pasted ? 'topic' : 'server',
  );
  if (!address.ok) return address;
  const { host, port, secure, path, query, user } = address.value;
  const fromPath = path.replace(/^\/|\/$/g, '');
  if (user !== undefined || query !== '') {
    return failure(
      'invalid',
      'must be an address without user name and parameters',
      pasted ? 'topic' : 'server',
    );
  }
  if (!pasted && fromPath !== '' && typed !== '' && typed !== fromPath) {
    return failure('invalid', 'must be an address without a path: ntfy answers at the top only', 'server');
  }
  const topic = pasted || typed === '' ? fromPath : typed;
  if (topic === '') return failure('required', 'is needed', 'topic');
  if (!TOPIC.test(topic)) {
    return failure('invalid', 'may have letters, digits, - and _ only, 64 at most', 'topic');
  }
  return success({ host, port, secure: secure ?? fields.https !== 'false', topic });
}

/** Apprise splits at the same characters. */
const tagList = (text: string): string[] => text.split(/[[\];,\s]+/).filter(Boolean);
