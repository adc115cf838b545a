import type { FieldValues } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { decode } from './parts.ts';

/** What Telegram's own addresses say: of a bot (api.telegram.org), of a chat (t.me, web.telegram.org). */

export const BOT_TOKEN = /^\d{1,32}:[A-Za-z0-9_-]{1,128}$/;
const CHAT_NUMBER = /^-?[1-9]\d{0,31}$/;
/** A channel's or public group's; a person has no chat by that name. */
const CHAT_NAME = /^@[A-Za-z][A-Za-z0-9_]{3,31}$/;

const API = /^(?:https?:\/\/)?api\.telegram\.org\/bot([^/?#]+)(?:\/[^?#]*)?(?:\?([^#]*))?$/i;
const SHORT = /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/(.*)$/i;
const WEB = /^(?:https?:\/\/)?web\.telegram\.org\/([a-z]\/)?[^#]*#(.*)$/i;

export const BOT_PAGE =
  'is the address of the bot itself: what is needed is its token, like 123456789:AAE…, which @BotFather shows';

/** `https://api.telegram.org/bot<token>/sendMessage?chat_id=…`; the chat is empty where it has none. */
export function botLink(text: string): FieldValues | undefined {
  const [, token = '', query = ''] = API.exec(text.trim()) ?? [];
  const botToken = decode(token) ?? '';
  if (!BOT_TOKEN.test(botToken)) return undefined;
  return { botToken, chatId: new URLSearchParams(query).get('chat_id') ?? '' };
}

/** Any address of Telegram; of a chat, a bot or a page. */
export const isTelegramAddress = (text: string): boolean =>
  SHORT.test(text) || /^(?:https?:\/\/)?(?:[\w-]+\.)?telegram\.(?:org|me|dog)(?:\/|$)/i.test(text);

export const isBotPage = (text: string): boolean => /bot$/i.test(shortName(text) ?? '');

/** @returns a number, or `@name`; what is wrong with it as the rest of a sentence. */
export function chatOf(text: string): Result<string> {
  const typed = text.trim();
  if (typed === '')
    return failure('required', 'is needed: without one Apprise would guess who to write to', 'chatId');
  if (CHAT_NUMBER.test(typed) || CHAT_NAME.test(typed)) return success(typed);
  const invitation = /^(?:\+|joinchat\/)/.test(SHORT.exec(typed)?.[1] ?? '');
  if (invitation)
    return failure('invalid', 'is an invitation: the chat’s number is needed, like -1001234567890', 'chatId');
  if (isBotPage(typed))
    return failure('invalid', 'is the bot itself: the number of the chat with you is needed', 'chatId');
  const linked = fromShort(typed) ?? fromWeb(typed);
  return linked === undefined
    ? failure('invalid', 'must be a number like -1001234567890, or the @name of a channel', 'chatId')
    : success(linked);
}

const shortName = (text: string): string | undefined =>
  /^([A-Za-z]\w{3,31})\/?(?:\?.*)?$/.exec(SHORT.exec(text.trim())?.[1] ?? '')?.[1];

/** `t.me/c/1234567890/5` is a message in a private channel or group; `t.me/name` a public one. */
function fromShort(text: string): string | undefined {
  const number = /^c\/(\d+)(?:\/|$)/.exec(SHORT.exec(text)?.[1] ?? '')?.[1];
  if (number !== undefined) return `-100${number}`;
  const name = shortName(text);
  return name === undefined ? undefined : `@${name}`;
}

/** The client at /k/ leaves the -100 of channels out, which then look like groups: only what is sure is taken. */
function fromWeb(text: string): string | undefined {
  const [, client = '', rest = ''] = WEB.exec(text) ?? [];
  const chat = /^(-?\d+|@\w+)/.exec(rest)?.[1] ?? '';
  if (CHAT_NAME.test(chat)) return chat;
  if (!CHAT_NUMBER.test(chat)) return undefined;
  return /^k\//i.test(client) && /^-/.test(chat) && !/^-100\d{10,}$/.test(chat) ? undefined : chat;
}
