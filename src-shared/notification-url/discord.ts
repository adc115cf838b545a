import type { NotificationService } from '../notification-services.ts';
import { failure, success } from '../result.ts';
import { decode, encode, isSendable, joinQuery, splitUrl } from './parts.ts';

/** Also with the endings that Discord has for senders made for Slack or GitHub. */
const WEBHOOK =
  /^(?:https?:\/\/)?(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/(\d{1,32})\/([\w-]+)(?:\/(?:slack|github)?)?(?:\?([^#]*))?$/i;
const DISCORD = /^https?:\/\/(?:[\w-]+\.)*discord(?:app)?\.(?:com|gg)(?:\/|$)/i;
/** Longer messages arrive in several parts: Discord refuses what is over its limit. */
const OVERFLOW: [string, string] = ['overflow', 'split'];

interface Webhook {
  webhookId: string;
  webhookToken: string;
  /** Raw; what only matters to other senders is left out. */
  query: string;
}

function webhookOf(address: string): Webhook | undefined {
  const [, webhookId, webhookToken, query = ''] = WEBHOOK.exec(address.trim()) ?? [];
  if (webhookId === undefined || webhookToken === undefined) return undefined;
  const kept = query.split('&').filter((pair) => pair !== '' && !/^wait=/i.test(pair));
  return { webhookId, webhookToken, query: kept.join('&') };
}

export const discord: NotificationService = {
  id: 'discord',
  label: 'Discord',
  fields: [
    {
      name: 'webhookId',
      label: 'Webhook ID',
      kind: 'text',
      required: true,
      help: 'Paste the whole webhook address here: it fills both fields. In Discord: the channel’s settings, Integrations, Webhooks.',
      link: {
        label: 'How to create a webhook',
        url: 'https://support.discord.com/hc/en-us/articles/228383668-Intro-to-Webhooks',
      },
    },
    {
      name: 'webhookToken',
      label: 'Webhook token',
      kind: 'secret',
      required: true,
      help: 'The last part of the webhook address.',
    },
  ],
  credential: { field: 'webhookToken', variable: 'APPRISE_CRED_DISCORD' },

  build(fields) {
    const typedId = (fields.webhookId ?? '').trim();
    const field = webhookOf(typedId) ? 'webhookId' : 'webhookToken';
    const pasted = webhookOf(typedId) ?? webhookOf(fields.webhookToken ?? '');
    if (pasted && pasted.query !== '')
      return failure('invalid', 'has parameters, which only Paste URL can keep', field);
    const id = pasted?.webhookId ?? typedId;
    const token = pasted?.webhookToken ?? fields.webhookToken ?? '';
    if (id === '') return failure('required', 'is needed', 'webhookId');
    if (!/^\d{1,32}$/.test(id))
      return failure('invalid', 'must be the number in the webhook address', 'webhookId');
    if (token === '') return failure('required', 'is needed', 'webhookToken');
    if (!isSendable(token)) return failure('invalid', 'has a character that cannot be sent', 'webhookToken');
    return success(`discord://${id}/${encode(token)}${joinQuery([OVERFLOW])}`);
  },

  parse(url) {
    const pasted = /^https?:/i.test(url) ? webhookOf(url) : undefined;
    if (pasted) {
      const { webhookId, webhookToken } = pasted;
      return /\?/.test(url) ? undefined : { webhookId, webhookToken };
    }
    const parts = splitUrl(url);
    if (parts?.scheme !== 'discord' || parts.user !== undefined || parts.port !== undefined) return undefined;
    const token = /^\/([^/]+)\/?$/.exec(parts.path)?.[1];
    const decoded = token === undefined ? undefined : decode(token);
    if (decoded === undefined || !/^\d{1,32}$/.test(parts.host)) return undefined;
    if (parts.query.some(([key, value]) => key !== OVERFLOW[0] || value !== OVERFLOW[1])) return undefined;
    return { webhookId: parts.host, webhookToken: decoded };
  },

  fromAddress(address) {
    const webhook = webhookOf(address);
    if (webhook) {
      const { webhookId, webhookToken, query } = webhook;
      if (query === '') return { fields: { webhookId, webhookToken } };
      // Discord's own name for it, and Apprise's.
      const known = query.replace(/(^|&)thread_id=/i, '$1thread=');
      return { url: `discord://${webhookId}/${webhookToken}/?${known}&${OVERFLOW.join('=')}` };
    }
    return DISCORD.test(address)
      ? { problem: 'is no webhook of Discord: that has /api/webhooks/ in it, from the channel’s settings' }
      : undefined;
  },

  ownHost: () => undefined,
};
