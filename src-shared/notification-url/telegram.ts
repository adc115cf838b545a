import type { NotificationService } from '../notification-services.ts';
import { failure, type Result, success } from '../result.ts';
import { decode, encode } from './parts.ts';
import { BOT_PAGE, BOT_TOKEN, botLink, chatOf, isBotPage, isTelegramAddress } from './telegram-links.ts';

/** The colon of the token makes it no ordinary URL; Apprise knows. */
const URL_SHAPE = /^tgram:\/\/(?:bot)?(\d+(?::|%3A)[A-Za-z0-9_-]+)\/([^/?#]+)\/?$/i;

export const telegram: NotificationService = {
  id: 'telegram',
  label: 'Telegram',
  fields: [
    {
      name: 'botToken',
      label: 'Bot token',
      kind: 'secret',
      required: true,
      placeholder: '123456789:AAE…',
      sample: '123456789:MxmTokenStandIn',
      help: 'Write /newbot to @BotFather in Telegram; the answer has it.',
      link: { label: 'How to create a bot', url: 'https://core.telegram.org/bots/features#botfather' },
    },
    {
      name: 'chatId',
      label: 'Chat ID',
      kind: 'text',
      required: true,
      placeholder: '-1001234567890',
      help: 'Write to the bot, or add it to the group; getUpdates then shows the chat’s number. Or a channel’s @name, with the bot as its administrator.',
      link: { label: 'How to find the chat ID', url: 'https://appriseit.com/services/telegram/' },
    },
  ],
  credential: { field: 'botToken', variable: 'APPRISE_CRED_TELEGRAM' },

  build(fields) {
    const link = botLink(fields.botToken ?? '') ?? botLink(fields.chatId ?? '');
    const token = tokenOf(link?.botToken ?? fields.botToken ?? '');
    if (!token.ok) return token;
    const typed = botLink(fields.chatId ?? '') ? '' : (fields.chatId ?? '').trim();
    const chat = chatOf(typed === '' ? (link?.chatId ?? '') : typed);
    return chat.ok ? success(`tgram://${token.value}/${encode(chat.value)}`) : chat;
  },

  parse(url) {
    const [, token = '', chat = ''] = URL_SHAPE.exec(url) ?? [];
    const botToken = decode(token) ?? '';
    const chatId = decode(chat) ?? '';
    if (!BOT_TOKEN.test(botToken)) return undefined;
    const canonical = chatOf(chatId);
    return canonical.ok && canonical.value === chatId ? { botToken, chatId } : undefined;
  },

  fromAddress(address) {
    const link = botLink(address);
    if (link && link.chatId !== '') return { fields: link };
    if (link) return { problem: 'names no chat: choose Telegram under Build and give the Chat ID as well' };
    if (!isTelegramAddress(address)) return undefined;
    return isBotPage(address)
      ? { problem: BOT_PAGE }
      : { problem: 'names no bot: choose Telegram under Build and give its token and the chat' };
  },

  ownHost: () => undefined,
};

function tokenOf(text: string): Result<string> {
  const token = text.trim().replace(/^bot(?=\d)/i, '');
  if (token === '') return failure('required', 'is needed', 'botToken');
  if (BOT_TOKEN.test(token)) return success(token);
  if (isBotPage(token)) return failure('invalid', BOT_PAGE, 'botToken');
  return failure('invalid', 'must be like 123456789:AAE…, as @BotFather shows it', 'botToken');
}
