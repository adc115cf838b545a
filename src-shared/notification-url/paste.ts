import type { FieldValues, FromAddress } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { findService, type Recognised, recognise, SERVICES } from './registry.ts';

/** Web addresses of services without a form of ours that Apprise takes as they are; every other is somebody's webhook. */
const NATIVE =
  /^https:\/\/(outlook\.office\.com\/webhook|[\w.-]+\.webhook\.office\.com|chat\.googleapis\.com|maker\.ifttt\.com|api\.flock\.com|webexapis\.com|api\.ciscospark\.com|open\.feishu\.cn|oapi\.dingtalk\.com|media\.guilded\.gg)\//i;

export type Pasted = { url: string } & Recognised;

/**
 * What a person pasted, as an Apprise URL and its form: an Apprise URL, a web address of one of the services
 * (a webhook of Discord or Slack, a bot's link, `https://ntfy.sh/topic`), or any webhook with http:// or https://.
 * Failures are sentences at the field `url`.
 */
export function pasted(text: string): Result<Pasted> {
  const address = text.trim();
  const web = /^https?:\/\//i.test(address);
  const found = fromServices(
    web || /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`,
  );
  if (found) return found;
  if (web && !NATIVE.test(address)) return built('json', { webhookUrl: address });
  if (/^[^\s:/@]+(:\d{1,5})?(\/\S*)?$/.test(address) && /[.:]/.test(address)) {
    return failure(
      'invalid',
      'URL must start with https:// or http://, or with a service like gotify://.',
      'url',
    );
  }
  return built('custom', { url: address });
}

function fromServices(address: string): Result<Pasted> | undefined {
  for (const service of SERVICES) {
    const found: FromAddress | undefined = service.fromAddress?.(address);
    if (!found) continue;
    if ('problem' in found) return failure('invalid', `URL ${found.problem}.`, 'url');
    return 'url' in found ? built('custom', { url: found.url }) : built(service.id, found.fields);
  }
  return undefined;
}

function built(id: string, typed: FieldValues): Result<Pasted> {
  const built = findService(id)?.build(typed);
  if (!built?.ok) return { ...(built ?? UNUSABLE), field: 'url' };
  const found = recognise(built.value);
  return found ? success({ url: built.value, ...found }) : UNUSABLE;
}

const UNUSABLE = failure('invalid', 'URL is not one that Apprise understands.', 'url');
