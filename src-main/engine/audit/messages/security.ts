import { z } from 'zod';
import { fact, facts, paragraph } from './blocks.ts';
import { type Line, say, words } from './pieces.ts';
import { known } from './shapes.ts';
import { changedBy, type Template, template } from './template.ts';

const APP = [words('MXroute Manager')];
const count = known(z.number());
const moment = known(z.string());

/** App lock: how it was unlocked or locked. */
const lock = (told: Line, todo: Line): Template =>
  template({
    details: z.object({ reason: known(z.string()) }),
    tell: ({ details: { reason } }) => [
      [
        paragraph(say`${APP} ${told}`),
        ...facts(fact('Reason', reason === undefined ? undefined : say`${reason}`)),
      ],
    ],
    plainly: () => say`${APP} ${told}`,
    todo: () => todo,
  });

const attempts = z.object({ attempts: count, since: moment, until: moment });

const refused = (told: Line, todo: Line): Template =>
  template({
    details: attempts,
    tell: ({ details: { attempts: tries, since, until }, tools }) => [
      [
        paragraph(say`${APP} ${told}`),
        ...facts([
          ...fact(
            'Wrong passwords',
            tries === undefined ? undefined : say`${tools.number(tries)}${tools.since(since)}`,
          ),
          ...fact('No further attempt before', words(tools.time(until))),
        ]),
      ],
    ],
    plainly: () => say`${APP} ${told}`,
    todo: () => todo,
  });

const apiToken = (told: Line, todo: Line): Template =>
  template({
    details: z.object({ scope: known(z.string()), createdAt: moment, expiresAt: moment, lastUsedAt: moment }),
    tell: ({ details: { scope, createdAt, expiresAt, lastUsedAt }, subject, tools, event }) => [
      [
        paragraph(say`${subject}: ${told}`),
        ...facts([
          ...fact('Scope', scope === undefined ? undefined : say`${scope}`),
          ...fact('Created', words(tools.time(createdAt))),
          ...fact('Valid until', words(tools.time(expiresAt))),
          ...fact('Last used', words(tools.time(lastUsedAt))),
        ]),
        ...changedBy(event),
      ],
    ],
    plainly: (subject) => say`${subject}: ${told}`,
    todo: () => todo,
  });

export const SECURITY = {
  'auth.login': lock(
    say`was unlocked.`,
    say`nothing, if it was you; otherwise lock this computer and change the app lock’s password.`,
  ),
  'auth.login_failed': refused(
    say`was not unlocked: the password was wrong.`,
    say`if it was not you, find out who was at this computer and lock it when you leave.`,
  ),
  'auth.login_rate_limited': refused(
    say`takes no password for a while, after several wrong ones.`,
    say`wait, if it was you; otherwise look who is at this computer now.`,
  ),
  'auth.logout': lock(say`was locked.`, say`nothing; monitoring and alerts go on.`),
  'api_token.create': apiToken(
    say`a token for the local API was created.`,
    say`nothing, if it was you; otherwise revoke it in Settings → Local API at once.`,
  ),
  'api_token.revoke': apiToken(
    say`this token for the local API was revoked.`,
    say`give programs that used it another one; they are refused from now on.`,
  ),
};
