import type { NotificationService } from '../notification-services.ts';
import { failure, success } from '../result.ts';
import { isSendable } from './parts.ts';

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
    return success(url);
  },

  parse: (url) => (SHAPE.test(url) ? { url } : undefined),

  /** Decided from the scheme, in mask.ts: a form with one field tells nothing. */
  ownHost: () => undefined,
};
