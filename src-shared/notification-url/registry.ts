import type { FieldValues, NotificationService } from '../notification-services.ts';
import { custom } from './custom.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { gotify } from './gotify.ts';
import { json } from './json.ts';
import { ntfy } from './ntfy.ts';
import { pushover } from './pushover.ts';
import { slack } from './slack.ts';
import { telegram } from './telegram.ts';

/** In the order in which the builder offers them. Adding a service is one file and one line here. */
export const SERVICES: readonly NotificationService[] = [
  ntfy,
  json,
  discord,
  slack,
  gotify,
  pushover,
  telegram,
  email,
  custom,
].map(inSentences);

/** The pages on which one finds the values, for the allow-list of addresses that the window may open. */
export const SERVICE_LINKS: readonly string[] = [
  ...new Set(SERVICES.flatMap(({ fields }) => fields.flatMap(({ link }) => link?.url ?? []))),
];

/** The files say "is needed": together with the field's label that is a sentence. */
function inSentences(service: NotificationService): NotificationService {
  return {
    ...service,
    build(fields) {
      const result = service.build(fields);
      if (result.ok) return result;
      const label = service.fields.find(({ name }) => name === result.field)?.label ?? service.label;
      return { ...result, message: `${label} ${result.message}.` };
    },
  };
}

export const findService = (id: string): NotificationService | undefined =>
  SERVICES.find((service) => service.id === id);

export interface Recognised {
  service: NotificationService;
  fields: FieldValues;
}

/** The service whose form holds all that the URL says; the custom form holds any URL. */
export function recognise(url: string): Recognised | undefined {
  for (const service of SERVICES) {
    const fields = service.parse(url.trim());
    if (fields) return { service, fields };
  }
  return undefined;
}
