import { createHarness, type Harness } from './harness.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const TRANSIENT = { ok: false, permanent: false, reason: 'No answer in time.' } as const;
export const PERMANENT = { ok: false, permanent: true, reason: 'The server answered 401.' } as const;

/** Started, notifications on, dns.health_alert subscribed, and the named targets. */
export async function running(...labels: string[]): Promise<Harness & { ids: string[] }> {
  const harness = createHarness();
  harness.notifications.subscriptions.set(['dns.health_alert']);
  const ids: string[] = [];
  for (const label of labels) ids.push(harness.addTarget(label));
  harness.notifications.start();
  return Object.assign(harness, { ids });
}
export const list = (harness: Harness) => harness.notifications.deliveries.list();
export const titles = (harness: Harness) => harness.channel.sent.map(({ title }) => title);
