import type { FieldValues, NotificationService } from '../notification-services.ts';
import { failure, success } from '../result.ts';
import { decode, encode, isSendable, joinQuery, splitUrl } from './parts.ts';

const WEBHOOK_ADDRESS =
  /^https?:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/(\d+)\/([\w-]+)\/?(?:\?.*)?$/i;
/** Longer messages arrive in several parts: Discord refuses what is over its limit. */
const OVERFLOW: [string, string] = ['overflow', 'split'];

/** @returns the two parts of a webhook's address as Discord shows it. */
export function discordWebhook(address: string): FieldValues | undefined {
  const match = WEBHOOK_ADDRESS.exec(address.trim());
  return match ? { webhookId: match[1] ?? '', webhookToken: match[2] ?? '' } : undefined;
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
      help: 'Paste the whole webhook address here: it fills both fields.',
    },
    { name: 'webhookToken', label: 'Webhook token', kind: 'secret', required: true },
  ],
  credential: { field: 'webhookToken', variable: 'APPRISE_CRED_DISCORD' },

  build(fields) {
    const pasted = discordWebhook(fields.webhookId ?? '') ?? discordWebhook(fields.webhookToken ?? '');
    const id = pasted?.webhookId ?? (fields.webhookId ?? '').trim();
    const token = pasted?.webhookToken ?? fields.webhookToken ?? '';
    if (id === '') return failure('required', 'is needed', 'webhookId');
    if (!/^\d{1,32}$/.test(id))
      return failure('invalid', 'must be the number in the webhook address', 'webhookId');
    if (token === '') return failure('required', 'is needed', 'webhookToken');
    if (!isSendable(token)) return failure('invalid', 'has a character that cannot be sent', 'webhookToken');
    return success(`discord://${id}/${encode(token)}${joinQuery([OVERFLOW])}`);
  },

  parse(url) {
    const pasted = discordWebhook(url);
    if (pasted) return /\?/.test(url) ? undefined : pasted;
    const parts = splitUrl(url);
    if (parts?.scheme !== 'discord' || parts.user !== undefined || parts.port !== undefined) return undefined;
    const token = /^\/([^/]+)\/?$/.exec(parts.path)?.[1];
    const decoded = token === undefined ? undefined : decode(token);
    if (decoded === undefined || !/^\d{1,32}$/.test(parts.host)) return undefined;
    if (parts.query.some(([key, value]) => key !== OVERFLOW[0] || value !== OVERFLOW[1])) return undefined;
    return { webhookId: parts.host, webhookToken: decoded };
  },

  ownHost: () => undefined,
};
