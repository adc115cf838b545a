import type { FieldValues } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { discordWebhook } from './discord.ts';
import { findService, type Recognised, recognise } from './registry.ts';

/** Web addresses that Apprise takes as they are; every other one is somebody's webhook. */
const NATIVE =
  /^https:\/\/(hooks\.slack\.com\/services|outlook\.office\.com\/webhook|[\w.-]+\.webhook\.office\.com|chat\.googleapis\.com|maker\.ifttt\.com|api\.flock\.com|webexapis\.com|api\.ciscospark\.com|open\.feishu\.cn|oapi\.dingtalk\.com|media\.guilded\.gg|discord(app)?\.com)\//i;

/**
 * What a person pasted, as an Apprise URL and its form: an Apprise URL, a Discord webhook's address,
 * `https://ntfy.sh/topic`, or any webhook with http:// or https://.
 */
export function pasted(text: string): Result<{ url: string } & Recognised> {
  const address = text.trim();
  if (/^https?:\/\/ntfy\.sh\//i.test(address)) return built('ntfy', { topic: address });
  const webhook = discordWebhook(address);
  if (webhook && !address.includes('?')) return built('discord', webhook);
  if (/^https?:\/\//i.test(address) && !NATIVE.test(address)) return built('json', { webhookUrl: address });
  return built('custom', { url: address });
}

function built(id: string, typed: FieldValues): Result<{ url: string } & Recognised> {
  const built = findService(id)?.build(typed);
  if (!built?.ok) return { ...(built ?? UNUSABLE), field: 'url' };
  const found = recognise(built.value);
  return found ? success({ url: built.value, ...found }) : UNUSABLE;
}

const UNUSABLE = failure('invalid', 'URL is not one that Apprise understands.', 'url');
