import { z } from 'zod';
import { MONITORS, type MonitorName } from '../../../../src-shared/monitors.ts';
import { bullets, fact, facts, paragraph, type Section } from './blocks.ts';
import { code, type Line, say, strong, text, words } from './pieces.ts';
import { serverLine } from './settings.ts';
import { known } from './shapes.ts';
import { type Template, template } from './template.ts';

const NAMES: Record<MonitorName, string> = {
  dns: 'DNS health monitoring',
  usage: 'Mailbox usage monitoring',
  watch: 'The account watch',
  quota: 'Account storage monitoring',
};
/** The log may hold what another version monitored. */
const monitorName = (monitor: string | undefined): string => {
  const known = MONITORS.find((name) => name === monitor);
  return known === undefined ? 'Monitoring' : NAMES[known];
};

const run = z.object({
  monitor: known(z.string()),
  message: known(z.string()),
  since: known(z.string()),
  /** Scans in a row that could not run. */
  scans: known(z.number()),
});

const monitorFailed: Template = template({
  details: run,
  tell: ({ details: { monitor, message, since, scans }, tools }) => [
    [
      paragraph(say`${strong(monitorName(monitor))} cannot run${tools.since(since)}.`),
      ...facts([
        ...fact('Reason', message === undefined ? undefined : text(message)),
        ...(scans !== undefined && scans > 1 ? fact('Scans in a row', words(tools.number(scans))) : []),
        [words('Until it runs again, problems stay unseen.')],
      ]),
    ],
  ],
  plainly: (subject) => say`${subject}: monitoring cannot run. Until it runs again, problems stay unseen.`,
  todo: () =>
    say`check this computer’s network, and the account’s server, user name and API key in Settings.`,
});

const monitorRecovered: Template = template({
  details: run,
  tell({ details: { monitor, since }, tools }): Section[] {
    const before = tools.since(since);
    const was = before.text === '' ? [] : say` It could not${before}.`;
    return [[paragraph(say`${strong(monitorName(monitor))} runs again.${was}`)]];
  },
  plainly: (subject) => say`${subject}: monitoring runs again.`,
  todo: () => say`nothing; what happened meanwhile is told by its next scan.`,
});

const sendFailed: Template = template({
  details: z.object({
    reason: known(z.string()),
    /** Headline of the event that did not get through. */
    alert: known(z.string()),
    /** How many a digest joined that did not get through. */
    alerts: known(z.number()),
    attempts: known(z.number()),
  }),
  tell: ({ details: { reason, alert, alerts, attempts }, event, tools }) => [
    [
      paragraph(
        say`${strong(event.target || 'A target without a name')} did not get ${alert === undefined ? [words(alerts === undefined ? 'an alert' : `${tools.number(alerts)} alerts`)] : say`the alert “${alert}”`}.`,
      ),
      ...facts([
        ...fact('Reason', reason === undefined ? undefined : text(reason)),
        ...(attempts !== undefined && attempts > 1 ? fact('Attempts', words(tools.number(attempts))) : []),
      ]),
    ],
  ],
  plainly: (subject) => say`${subject} did not get an alert.`,
  todo: () => say`mend the target’s address or login, send it a test, then send the alert again from Logs.`,
});

const smtpFailed: Template = template({
  details: z.object({
    host: known(z.string()),
    port: known(z.number()),
    to: known(z.string()),
    reason: known(z.string()),
  }),
  tell({ details: { host, port, to, reason }, subject }): Section[] {
    const server = serverLine(host, port);
    const who: Line = server.length === 0 ? [subject] : server;
    return [
      [
        paragraph(say`${who} did not take a message.`),
        ...facts([
          ...fact('Reason', reason === undefined ? undefined : text(reason)),
          ...fact('To', to === undefined ? undefined : code(to)),
        ]),
      ],
    ];
  },
  plainly: (subject) => say`${subject}: a message could not be sent through the SMTP settings.`,
  todo: () =>
    say`correct host, port, user or password under Settings → Mailbox Password Reset, then press Send test.`,
});

/** Sent with empty details; the log's own event has how each target did. */
const testMessage: Template = template({
  details: z.object({ delivered: known(z.array(z.string())), failed: known(z.array(z.string())) }),
  tell({ details: { delivered, failed } }): Section[] {
    if (!delivered && !failed)
      return [
        [paragraph(say`This is a test. If you can read it, alerts from MXroute Manager reach you here.`)],
      ];
    const named = (one: string) => ({ line: say`${one}` });
    const list = (label: string, names: string[] | undefined) =>
      names === undefined || names.length === 0
        ? []
        : [[paragraph([words(label)]), ...bullets(names, named)] as const];
    return [
      [paragraph(say`A test was sent.`)],
      ...list('Delivered to:', delivered),
      ...list('Not delivered to:', failed),
    ];
  },
  plainly: () => say`This is a test. If you can read it, alerts from MXroute Manager reach you here.`,
  todo: (details) =>
    details?.failed && details.failed.length > 0
      ? say`mend what is not delivered to, then send the test again.`
      : undefined,
});

export const SYSTEM = {
  'smtp.send_failed': smtpFailed,
  'notification.test': testMessage,
  'notification.send_failed': sendFailed,
  'monitor.failed': monitorFailed,
  'monitor.recovered': monitorRecovered,
};
