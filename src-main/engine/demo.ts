import { z } from 'zod';
import type { ReceivedAlert } from '../../src-shared/views/notifications.ts';
import type { EngineParts } from './parts.ts';
import { changeSettings } from './settings/change.ts';

/**
 * The demo's own webhook receiver, told by its launcher. Everything else about the demo is the simulated account
 * on the other side of the ordinary API and DNS: the engine does not know that it is a demo.
 */
const RECEIVER = 'MXM_DEMO_RECEIVER';
const TIMEOUT_MS = 2_000;

const received = z.array(
  z.object({
    at: z.union([z.number(), z.string()]),
    body: z.object({ title: z.string(), message: z.string(), type: z.string() }).loose(),
  }),
);

/** Adds the receiver as a target and switches notifications on, where the data folder has no target yet. */
export async function prepareDemo(parts: EngineParts): Promise<void> {
  const { environment, notifications, log } = parts;
  const receiver = environment.get(RECEIVER);
  if (receiver) await import('./demo-history.ts').then(({ seedDemoHistory }) => seedDemoHistory(parts));
  if (!receiver || (await notifications.listTargets()).length > 0) return;
  const url = receiver.replace(/^http/, 'json').replace(/\/*$/, '/alerts');
  const saved = await notifications.saveTarget({
    label: 'Demo webhook',
    service: 'custom',
    url,
    store: 'database',
  });
  if (saved.ok) changeSettings(parts, [['notifications.enabled', true]]);
  else log.log('warn', 'The demo webhook could not be added', { reason: saved.message });
}

/** What the receiver got, newest first; nothing where there is no demo, or where it is being closed. */
export async function fetchReceived({ environment }: EngineParts): Promise<ReceivedAlert[]> {
  const receiver = environment.get(RECEIVER);
  if (!receiver) return [];
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(new URL('/__received', receiver), { signal, redirect: 'error' });
    const alerts = received.parse(await answer.json()).map(({ at, body }) => ({
      at: new Date(at).toISOString(),
      title: body.title,
      body: body.message,
      type: body.type,
    }));
    return alerts.reverse();
  } catch {
    return [];
  }
}
