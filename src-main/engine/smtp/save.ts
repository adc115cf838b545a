import type { SmtpDraft } from '../../../src-shared/ipc/drafts.ts';
import { type Result, success } from '../../../src-shared/result.ts';
import { SETTINGS } from '../../../src-shared/settings.ts';
import type { EngineParts } from '../parts.ts';
import { changeSettings } from '../settings/change.ts';
import { type PasswordPlan, planPassword } from './password-plan.ts';
import { checkTyped } from './problems.ts';
import { SMTP_KEYS } from './smtp-settings.ts';

const FIELDS = Object.keys(SMTP_KEYS) as (keyof typeof SMTP_KEYS)[];

/** As it will be stored, so that what the environment sets is not refused for a blank or a number typed as text. */
const tidied = (field: keyof typeof SMTP_KEYS, typed: unknown): unknown => {
  const parsed = SETTINGS[SMTP_KEYS[field]].schema.safeParse(typed);
  return parsed.success ? parsed.data : typed;
};

type Settled = Exclude<PasswordPlan, { kind: 'move' }>;

/** All of the form or nothing of it; the failure's `field` is one of the form's. Recorded by key, never by value. */
export async function saveSmtp(parts: EngineParts, draft: SmtpDraft): Promise<Result<null>> {
  const typed = checkTyped(draft, draft.password ?? '');
  if (!typed.ok) return typed;
  const plan = await planned(parts, draft);
  if (!plan.ok) return plan;
  const { password } = parts.smtp;
  const before = password.chosen();
  const intoKeychain = plan.value.kind === 'put' && plan.value.store === 'keychain';
  const kept =
    intoKeychain && plan.value.kind === 'put' ? await password.keep(plan.value.password) : undefined;
  if (kept && !kept.ok) return kept;
  const stored = store(parts, draft, plan.value, () => kept?.value());
  if (!stored.ok) return stored;
  await password.tidy(before);
  return success(null);
}

async function planned(
  { smtp }: EngineParts,
  { password: typed, store: wanted }: SmtpDraft,
): Promise<Result<Settled>> {
  const { password } = smtp;
  const state = { chosen: password.chosen(), variable: password.variable() };
  const plan = await planPassword({ typed, wanted }, state, async () => {
    const found = await password.stored();
    return found.ok ? found.value : undefined;
  });
  if (!plan.ok || plan.value.kind !== 'move') return plan as Result<Settled>;
  const found = await password.stored();
  if (!found.ok) return { ...found, field: 'store' };
  return success({ kind: 'put', store: plan.value.store, password: found.value });
}

function store(
  parts: EngineParts,
  draft: SmtpDraft,
  plan: Settled,
  undo: () => Promise<void> | undefined,
): Result<null> {
  const changes = FIELDS.map((field) => [SMTP_KEYS[field], tidied(field, draft[field])] as const);
  const undone = () =>
    void undo()?.catch((error: unknown) =>
      parts.log.log('warn', 'the keychain did not take back the SMTP password', { error }),
    );
  try {
    const saved = changeSettings(parts, changes, () =>
      plan.kind !== 'keep' && parts.smtp.password.commit(plan) ? ['SMTP password'] : [],
    );
    if (saved.ok) return success(null);
    undone();
    return { ...saved, field: saved.field?.replace(/^smtp\./, '') };
  } catch (error) {
    undone();
    throw error;
  }
}
