import type { NotificationService } from '../notification-services.ts';
import { failure, success } from '../result.ts';
import { isSendable, splitUrl } from './parts.ts';

const SHAPE = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;

export const custom: NotificationService = {
  id: 'custom',
  label: 'Custom Apprise URL',
  fields: [
    {
      name: 'url',
      label: 'URL',
      kind: 'secret',
      required: true,
      placeholder: 'service://…',
      help: 'Any URL that Apprise understands.',
      link: { label: 'All services and their URLs', url: 'https://appriseit.com/services/' },
    },
  ],
  credential: { field: 'url', variable: 'APPRISE_CRED_CUSTOM' },

  build(fields) {
    // Blanks around a pasted URL are never part of it: inside of one they are refused.
    const url = (fields.url ?? '').trim();
    if (url === '') return failure('required', 'is needed', 'url');
    if (!SHAPE.test(url) || !isSendable(url)) {
      return failure('invalid', 'must be one URL without blanks, such as gotify://host/token', 'url');
    }
    const guessed = guess(url);
    return guessed === undefined ? success(url) : failure('invalid', guessed, 'url');
  },

  parse: (url) => (SHAPE.test(url) ? { url } : undefined),

  /** Decided from the scheme, in mask.ts: a form with one field tells nothing. */
  ownHost: () => undefined,
};

/** Where Apprise would choose the recipient by itself. */
function guess(url: string): string | undefined {
  const [, scheme = '', rest = ''] = /^(tgram|ntfys?):\/\/(.*)$/i.exec(url) ?? [];
  if (scheme === '' || /[?&;]to=[^&]/i.test(rest)) return undefined;
  const [, ...path] = (rest.split('?', 1)[0] ?? '').split('/').filter(Boolean);
  if (path.length > 0) return undefined;
  if (/^tgram$/i.test(scheme))
    return 'must name the chat after the bot token: without one Apprise would guess who to write to';
  // A lone word is a topic on the public server, and meant; an address is somebody's own.
  const parts = splitUrl(url);
  const word = parts?.user === undefined && parts?.port === undefined && !parts?.host.includes('.');
  return word ? undefined : 'must end with the topic: without one Apprise would send to ntfy.sh';
}
