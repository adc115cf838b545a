import { createEngine } from '../../../src-main/engine/engine.ts';
import { AUDIT_ACTION_NAMES, actionDefinition } from '../../../src-shared/audit-actions.ts';

/** A world to be at home in, as test/e2e/support/world.ts starts it. */
export interface Home {
  dataDir: string;
  env: Record<string, string>;
  account: { server: string; username: string; apiKey: string };
  /** Apprise URL of a webhook. */
  target: string;
}

/** A data folder as a person has it: account and target in the keychain, both scans done, everything subscribed. */
export async function seed({ dataDir, env, account, target }: Home): Promise<void> {
  const engine = await createEngine({ dataDir, shell: 'headless', processEnvironment: env });
  const { lock, notifications, settings, scans } = engine.parts;
  const must = <T extends { ok: boolean }>(what: string, result: T): void => {
    if (!result.ok) throw new Error(`${what}: ${JSON.stringify(result)}`);
  };
  lock.tryAcquire();
  notifications.start();
  must('account', await engine.call('account.save', account));
  must('setting', settings.set('notifications.enabled', true));
  notifications.subscriptions.add(AUDIT_ACTION_NAMES.filter((name) => !actionDefinition(name).neverNotified));
  const draft = { label: 'Webhook', service: 'custom', url: target, store: 'keychain' } as const;
  must('target', await notifications.saveTarget(draft));
  for (const run of await scans.scanNow('all').runs) must(run.monitor, run);
  await notifications.drain(10_000, 'empty');
  await engine.stop(0);
}
