import type { Engine } from '../../src-main/engine/engine.ts';
import { AUDIT_ACTION_NAMES, isRecorded } from '../../src-shared/audit-actions.ts';
import type { IpcInput } from '../../src-shared/ipc/contract.ts';
import type { SettingKey } from '../../src-shared/settings.ts';
import type { Truth } from './world/truth.ts';

/** What a person does once: the account, one target, every event ticked, and how often to look. */
export async function setUp(
  engine: Engine,
  { account }: Truth,
  intervals: Partial<Record<SettingKey, number>>,
): Promise<void> {
  const { server, username, apiKey } = account;
  await must(engine, 'account.save', { server, username, apiKey });
  await must(engine, 'targets.save', {
    label: 'Hook',
    service: 'custom',
    url: 'json://192.0.2.99/hook',
    store: 'database',
  });
  const { db, notifications } = engine.parts;
  db.transaction(() => notifications.subscriptions.set(AUDIT_ACTION_NAMES.filter(isTold)))();
  await must(engine, 'settings.set', { key: 'notifications.enabled', value: true });
  for (const [key, value] of Object.entries(intervals)) await must(engine, 'settings.set', { key, value });
}

const isTold = (name: (typeof AUDIT_ACTION_NAMES)[number]): boolean =>
  isRecorded(name) || !name.startsWith('notification.');

type Channel = Parameters<Engine['call']>[0];

async function must<C extends Channel>(engine: Engine, channel: C, input: IpcInput<C>): Promise<void> {
  const result = await engine.call(channel, input);
  if (!result.ok) throw new Error(`${channel}: ${result.message}`);
}
