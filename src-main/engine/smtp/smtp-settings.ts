import type { ResetSmtp } from '../../../src-shared/notification-url/reset-smtp.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';
import type { SettingKey } from '../../../src-shared/settings.ts';
import type { SmtpView } from '../../../src-shared/views/smtp.ts';
import type { SecretStore } from '../../../src-shared/views/targets.ts';
import type { Keychain } from '../ports.ts';
import type { SettingsStore } from '../settings/store.ts';
import { PASSWORD_VARIABLE } from './password-plan.ts';
import type { PasswordStore } from './password-store.ts';
import { missing, type SmtpFields } from './problems.ts';

/** Field of the form → setting. */
export const SMTP_KEYS = {
  host: 'smtp.host',
  port: 'smtp.port',
  user: 'smtp.user',
  from: 'smtp.from',
  useTls: 'smtp.useTls',
} as const satisfies Record<string, SettingKey>;

const UNSET = `The variable ${PASSWORD_VARIABLE} is not set in the environment or in .env.`;

export interface SmtpSettings {
  view(): Promise<SmtpView>;
  fields(): SmtpFields;
  /** All that is needed to send, as it is now; what is missing, as sentences. Never logged: it has the password. */
  resolve(): Promise<Result<ResetSmtp>>;
  readonly password: PasswordStore;
}

/** Settings → Mailbox Password Reset: a mail server that e-mail targets may use as well. */
export function createSmtpSettings(
  settings: SettingsStore,
  password: PasswordStore,
  keychain: Keychain,
): SmtpSettings {
  const fields = (): SmtpFields => ({
    host: settings.get('smtp.host'),
    port: settings.get('smtp.port'),
    user: settings.get('smtp.user'),
    from: settings.get('smtp.from'),
    useTls: settings.get('smtp.useTls'),
  });
  const fromEnvironment = (): Record<string, string> => {
    const set = Object.entries(SMTP_KEYS).flatMap(([field, key]) => {
      const { source, environment } = settings.view(key);
      return source === 'environment' && environment ? [[field, environment] as const] : [];
    });
    if (password.variable() !== undefined) set.push(['password', PASSWORD_VARIABLE]);
    return Object.fromEntries(set);
  };
  /** An unusable variable is skipped, and told. */
  const unusable = (): string[] =>
    Object.values(SMTP_KEYS).flatMap((key) => {
      const { label, problem } = settings.view(key);
      return problem === undefined ? [] : [`${label}: ${problem}`];
    });
  const passwordPlace = (): SecretStore | null => {
    if (password.variable() !== undefined) return 'env';
    const chosen = password.chosen();
    return chosen === 'env' ? null : chosen;
  };
  const lacking = (found: Result<string>): string[] => {
    if (!found.ok) return [found.message, ...missing(fields(), true)];
    return password.chosen() === 'env'
      ? missing(fields(), found.value !== '', UNSET)
      : missing(fields(), found.value !== '');
  };

  return {
    fields,
    password,
    async view() {
      const [found, state] = await Promise.all([password.read(), keychain.state()]);
      return {
        ...fields(),
        password: passwordPlace(),
        store: password.chosen(),
        fromEnvironment: fromEnvironment(),
        problems: [...lacking(found), ...unusable()],
        keychain: { usable: state.usable, reason: state.usable ? null : state.reason },
      };
    },
    async resolve() {
      const found = await password.read();
      // A locked keychain may be unlocked: whoever sends must know that this passes.
      if (!found.ok) return found;
      const problems = lacking(found);
      if (problems.length > 0)
        return failure('smtp_incomplete', `Settings → Mailbox Password Reset: ${problems.join(' ')}`);
      return success({ ...fields(), password: found.value });
    },
  };
}
