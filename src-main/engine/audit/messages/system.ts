import { z } from 'zod';
import type { AuditEvent } from '../../../../src-shared/audit-event.ts';
import { shortened, type TextTools } from './text.ts';

const MONITORS: Record<string, string> = {
  dns: 'DNS health monitoring',
  usage: 'Mailbox usage monitoring',
  watch: 'The account watch',
};

const run = z.object({
  monitor: z.string().catch(''),
  message: z.string().catch(''),
  since: z.string().optional(),
});

export function monitorFailed(event: AuditEvent, tools: TextTools): string | undefined {
  const { monitor, message, since } = run.catch({ monitor: '', message: '' }).parse(event.details);
  const name = MONITORS[monitor] ?? 'Monitoring';
  return [
    `${name} cannot run${tools.since(since)}.`,
    ...(message === '' ? [] : [`Reason: ${shortened(message, 500)}`]),
    'Until it runs again, problems stay unseen.',
    'What to do: open MXroute Manager and check the account’s credentials and the network.',
  ].join('\n');
}

export function monitorRecovered(event: AuditEvent, tools: TextTools): string | undefined {
  const { monitor, since } = run.catch({ monitor: '', message: '' }).parse(event.details);
  const name = MONITORS[monitor] ?? 'Monitoring';
  const before = tools.since(since);
  return `${name} runs again.${before === '' ? '' : ` It could not${before}.`}`;
}

const failed = z.object({
  reason: z.string().catch(''),
  alert: z.string().optional(),
  attempts: z.number().catch(0),
});

export function sendFailed(event: AuditEvent): string | undefined {
  const parsed = failed.safeParse(event.details);
  if (!parsed.success) return undefined;
  const { reason, alert, attempts } = parsed.data;
  return [
    `${alert ? `The alert “${alert}”` : 'An alert'} could not be delivered to ${event.target || 'a target without a name'}.`,
    ...(reason === '' ? [] : [`Reason: ${reason}`]),
    ...(attempts > 1 ? [`Attempts: ${attempts}.`] : []),
  ].join('\n');
}

export const testMessage = (): string =>
  'This is a test. If you can read it, alerts from MXroute Manager reach you here.';
