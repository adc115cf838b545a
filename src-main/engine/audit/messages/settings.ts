import { z } from 'zod';
import { settingWords } from '../../../../src-shared/setting-labels.ts';
import { isSettingKey } from '../../../../src-shared/settings.ts';
import { bullets, fact, facts, paragraph } from './blocks.ts';
import { code, type Line, say, words } from './pieces.ts';
import { known } from './shapes.ts';
import { changedBy, type Template, template } from './template.ts';

const NOTHING = say`nothing, if it was you; otherwise open Settings and put it back.`;

/** `changed`: keys of settings, or words such as "target removed" and "account added". Never values. */
const changes = z.object({ changed: z.array(z.string()).min(1) });

const settingsUpdate: Template = template({
  details: changes,
  tell: ({ details: { changed }, subject, event }) => {
    const [only] = changed;
    const single = changed.length === 1 && only !== undefined;
    // A setting says what changed by itself; "Phone" does not.
    if (single && isSettingKey(only))
      return [[paragraph(say`${named(only)} was changed.`), ...changedBy(event)]];
    if (single) return [[paragraph(say`${subject}: ${happened(only)}.`), ...changedBy(event)]];
    return [
      [
        paragraph(say`${subject} were changed:`),
        ...bullets(changed, (name) => ({ line: named(name) })),
        ...changedBy(event),
      ],
    ];
  },
  plainly: (subject) => say`${subject}: settings were changed.`,
  todo: () => NOTHING,
});

const named = (name: string): Line =>
  isSettingKey(name) ? say`“${words(settingWords(name))}”` : say`${name}`;

/** "target removed" → "the target was removed"; "account": its data were changed. */
function happened(change: string): Line {
  if (change === 'account') return say`the account’s data were changed`;
  if (change === 'notification events') return say`which events are notified was changed`;
  const alerts = /^alerts (no longer )?(muted.*)$/.exec(change);
  if (alerts) return say`alerts about it are ${words(alerts[1] ?? '')}${alerts[2] ?? ''}`;
  const match = /^(account|target) (.+)$/.exec(change);
  return match ? say`the ${match[1] ?? ''} was ${match[2] ?? ''}` : say`${change} was changed`;
}

const smtpTest: Template = template({
  details: z.object({
    host: known(z.string()),
    port: known(z.number()),
    to: known(z.string()),
    durationMs: known(z.number()),
  }),
  tell: ({ details: { host, port, to, durationMs }, event, tools }) => {
    const server = serverLine(host, port);
    return [
      [
        paragraph(say`${server.length === 0 ? [words('The SMTP server')] : server} took the test message.`),
        ...facts([
          ...fact('To', to === undefined ? undefined : code(to)),
          ...fact('Took', durationMs === undefined ? undefined : words(`${tools.number(durationMs)} ms`)),
        ]),
        ...changedBy(event),
      ],
    ];
  },
  plainly: () => say`The SMTP settings were tested.`,
  todo: () => say`look whether the message is in that mailbox, or in its spam folder.`,
});

export const serverLine = (host: string | undefined, port: number | undefined): Line =>
  host === undefined || host === '' ? [] : [code(port === undefined ? host : `${host}:${port}`)];

const lockChanges: Record<string, string> = { set: 'set', changed: 'changed', removed: 'removed' };

const lockPassword: Template = template({
  details: z.object({ change: known(z.enum(['set', 'changed', 'removed'])) }),
  tell: ({ details: { change = 'changed' }, event }) => [
    [
      paragraph(say`The password of the app lock was ${words(lockChanges[change] ?? 'changed')}.`),
      ...changedBy(event),
    ],
  ],
  plainly: () => say`The password of the app lock was changed.`,
  todo: () => say`nothing, if it was you; otherwise somebody else uses this computer under your name.`,
});

export const SETTINGS_MESSAGES = {
  'settings.update': settingsUpdate,
  'settings.admin_password_update': lockPassword,
  'settings.smtp_test': smtpTest,
};
