import { createEngine, type Engine } from '../../../src-main/engine/engine.ts';
import { type Helper, startHelper } from '../helpers/client.ts';
import { root, temporaryFolder } from './workspace.ts';

export interface DeliveryBench {
  engine: Engine;
  receiver: Helper;
  /** Apprise URL of the receiver at this path. */
  url(path: string): string;
  addTarget(path: string): Promise<string>;
  /** Records an event that goes to every target. */
  alert(number: number): void;
  alerts(from: number, to: number): void;
  close(): Promise<void>;
}

/**
 * The engine as `run` puts it together, its real Apprise worker, and a receiver in a process of its own.
 * @param digest whether many alerts are joined, as they are unless a person switches it off.
 */
export async function startDelivery(digest: boolean): Promise<DeliveryBench> {
  const receiver = startHelper(root, 'receiver-process.ts');
  const address = await receiver.ask<string>('start');
  const folder = temporaryFolder();
  const engine = await createEngine({ dataDir: folder.path, shell: 'headless', processEnvironment: {} });
  const { notifications, settings, audit, db } = engine.parts;
  settings.set('notifications.enabled', true);
  settings.set('notifications.digest', digest);
  notifications.subscriptions.add(['mailbox.quota_alert']);
  await engine.start();

  const url = (path: string) => `json://${address}${path}`;
  const record = (number: number) =>
    audit.record({
      action: 'mailbox.quota_alert',
      accountId: null,
      actor: 'monitor',
      target: `alert-${number}@bench.example`,
      details: {
        threshold: 90,
        mailboxes: [
          {
            mailbox: `alert-${number}@bench.example`,
            domain: 'bench.example',
            value: 950,
            limit: 1_000,
            percent: 95,
            since: '2026-01-05T12:00:00.000Z',
          },
        ],
      },
    });
  return {
    engine,
    receiver,
    url,
    async addTarget(path) {
      const saved = await notifications.saveTarget({
        label: path.slice(1),
        service: 'custom',
        url: url(path),
        store: 'database',
      });
      if (!saved.ok) throw new Error(saved.message);
      return saved.value.id;
    },
    alert: (number) => void db.transaction(() => record(number)).immediate(),
    alerts: (from, to) =>
      void db.transaction(() => {
        for (let number = from; number < to; number++) record(number);
      })(),
    async close() {
      await engine.stop(0);
      receiver.stop();
      folder.remove();
    },
  };
}
