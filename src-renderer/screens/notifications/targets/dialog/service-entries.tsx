import {
  type Icon,
  IconBellRinging,
  IconBrandDiscord,
  IconBrandSlack,
  IconBrandTelegram,
  IconDeviceMobileMessage,
  IconLink,
  IconMail,
  IconPlug,
  IconServer,
  IconWebhook,
} from '@tabler/icons-react';
import { SERVICES } from '../../../../../src-shared/notification-url/registry.ts';
import type { ServiceDescription } from '../../../../../src-shared/service-catalogue.ts';
import type { ServiceEntry } from '../../../../lib/service-search.ts';

/** What each service is for, in one line and one shape. */
const OWN: Record<string, { icon: Icon; hint: string }> = {
  ntfy: { icon: IconBellRinging, hint: 'Push to phones, on ntfy.sh or your own server' },
  json: { icon: IconWebhook, hint: 'Any web address that takes JSON' },
  discord: { icon: IconBrandDiscord, hint: 'A channel, through its webhook' },
  slack: { icon: IconBrandSlack, hint: 'A channel, through an incoming webhook' },
  gotify: { icon: IconServer, hint: 'Push from your own Gotify server' },
  pushover: { icon: IconDeviceMobileMessage, hint: 'Push to phones and desktops' },
  telegram: { icon: IconBrandTelegram, hint: 'A chat or group, through your bot' },
  email: { icon: IconMail, hint: 'Any mail server, or the one for password resets' },
  custom: { icon: IconLink, hint: 'Any URL that Apprise understands' },
};

export const serviceIcon = (id: string): Icon => OWN[id]?.icon ?? IconPlug;

export const OWN_ENTRIES: readonly ServiceEntry[] = SERVICES.map(({ id, label }) => ({
  id,
  label,
  hint: OWN[id]?.hint ?? '',
  schemes: [],
  missing: null,
}));

export const entryOf = ({ schema, schemes, label, missing }: ServiceDescription): ServiceEntry => ({
  id: `apprise:${schema}`,
  label,
  hint: `${schema}://`,
  schemes,
  missing,
});
