import type { NotificationService } from '../notification-services.ts';
import { failure, success } from '../result.ts';
import { splitUrl } from './parts.ts';

/** The case counts: Slack writes the first two in capitals. */
const PARTS = /^([A-Z0-9]{1,64})\/([A-Z0-9]{1,64})\/([A-Za-z0-9]{1,128})$/;
const WEBHOOK = /^(?:https?:\/\/)?hooks\.slack\.com\/services\/([^?#]*?)\/?(?:\?([^#]*))?$/i;
/** Other kinds of webhook, which newer releases of Apprise take as they are. */
const WORKFLOW = /^https:\/\/hooks\.slack(?:-gov)?\.com\/(?:workflows|triggers|services)\//i;
const SLACK = /^https?:\/\/(?:[\w-]+\.)*slack(?:-gov)?\.com(?:\/|$)/i;

interface Webhook {
  /** `A/B/C`. */
  parts: string;
  /** Raw, without the question mark. */
  query: string;
}

function webhookOf(address: string): Webhook | undefined {
  const [, parts = '', query = ''] = WEBHOOK.exec(address.trim()) ?? [];
  return PARTS.test(parts) ? { parts, query } : undefined;
}

export const slack: NotificationService = {
  id: 'slack',
  label: 'Slack',
  fields: [
    {
      name: 'webhookUrl',
      label: 'Incoming webhook URL',
      kind: 'secret',
      required: true,
      placeholder: 'https://hooks.slack.com/services/…',
      sample: 'https://hooks.slack.com/services/T0/B0/MxmTokenStandIn',
      help: 'The whole address. It belongs to one channel, chosen when the webhook is made in Slack.',
      link: { label: 'Incoming webhooks', url: 'https://api.slack.com/messaging/webhooks' },
    },
  ],

  build(fields) {
    const typed = (fields.webhookUrl ?? '').trim();
    if (typed === '') return failure('required', 'is needed', 'webhookUrl');
    const webhook = webhookOf(typed);
    if (!webhook) {
      return failure(
        'invalid',
        'must be like https://hooks.slack.com/services/T…/B…/… as Slack shows it',
        'webhookUrl',
      );
    }
    if (webhook.query !== '')
      return failure('invalid', 'must be without parameters: delete the ? and what follows', 'webhookUrl');
    return success(`slack://${webhook.parts}`);
  },

  parse(url) {
    const pasted = /^https?:/i.test(url) ? webhookOf(url) : undefined;
    if (pasted) return pasted.query === '' ? { webhookUrl: addressOf(pasted.parts) } : undefined;
    const parts = splitUrl(url);
    if (parts?.scheme !== 'slack' || parts.user !== undefined || parts.port !== undefined) return undefined;
    const found = `${parts.host}${parts.path.replace(/\/$/, '')}`;
    return PARTS.test(found) && parts.query.length === 0 ? { webhookUrl: addressOf(found) } : undefined;
  },

  fromAddress(address) {
    const webhook = webhookOf(address);
    if (webhook?.query === '') return { fields: { webhookUrl: addressOf(webhook.parts) } };
    if (webhook) return { url: `slack://${webhook.parts}/?${webhook.query}` };
    if (WORKFLOW.test(address) && !WEBHOOK.test(address)) return { url: address };
    return SLACK.test(address)
      ? { problem: 'is no incoming webhook of Slack: that begins with https://hooks.slack.com/services/' }
      : undefined;
  },

  ownHost: () => undefined,
};

const addressOf = (parts: string): string => `https://hooks.slack.com/services/${parts}`;
