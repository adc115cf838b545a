import { success } from '../../../src-shared/result.ts';
import { createTurns } from '../in-turn.ts';
import type { EngineParts } from '../parts.ts';
import { saveSmtp } from '../smtp/save.ts';
import { sendSmtpTest } from '../smtp/send-test.ts';
import type { Calls } from './channels.ts';

/** Settings → Mailbox Password Reset. */
export function smtpCalls(parts: EngineParts): Pick<Calls, 'smtp.get' | 'smtp.save' | 'smtp.test'> {
  const { smtp } = parts;
  const inTurn = createTurns();
  return {
    'smtp.get': async () => success(await smtp.view()),
    'smtp.save': async (draft) => {
      // Keychain and database must be of the same save.
      const saved = await inTurn('save', () => saveSmtp(parts, draft));
      return saved.ok ? success(await smtp.view()) : saved;
    },
    'smtp.test': ({ to }) => sendSmtpTest(parts, to),
  };
}
