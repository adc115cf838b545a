import { type DoctorCheck, fail, fixTarget, named, pass, skip } from './check.ts';

const NO_TARGET = 'No target is enabled.';
/** What the address lacks, not what is wrong with it. */
const NOT_OF_THE_SECRET = new Set(['smtp_incomplete', 'bad_template']);

/** From the engine to the service. */
export const targetChecks: readonly DoctorCheck[] = [
  {
    id: 'delivery-engine',
    label: 'Delivery engine',
    fix: { screen: 'notifications', section: 'Delivery engine' },
    run: async ({ notifications }) => {
      const engine = await notifications.deliveryEngine();
      if (engine.state === 'missing')
        return fail('Apprise was not found.', engine.remedy ?? 'Install Apprise.');
      if (engine.state === 'starting') return skip('Apprise is being looked for or installed right now.');
      const how = engine.state === 'command' ? ', run once per message' : '';
      return pass(
        `Apprise ${engine.version ?? ''} at ${engine.path ?? 'an unknown place'}${how}. ${engine.warnings.join(' ')}`.trim(),
      );
    },
  },
  {
    id: 'targets-accepted',
    label: 'Target addresses are accepted',
    fix: fixTarget(undefined),
    run: async ({ notifications, enabledTargets }) => {
      if (enabledTargets.length === 0) return skip(NO_TARGET);
      const verdicts = await Promise.all(
        enabledTargets.map(async (target) => ({
          target,
          accepted: target.address.ok ? await notifications.apprise.accepts(target.address.value) : undefined,
        })),
      );
      const bad = verdicts.flatMap(({ target, accepted }) => {
        const { address, problem, name } = target;
        if (!address.ok && address.code === 'bad_template')
          return [{ target, line: [name, address.message] as const }];
        if (accepted === false)
          return [{ target, line: [name, 'Apprise does not accept the address.'] as const }];
        return address.ok && problem !== null ? [{ target, line: [name, problem] as const }] : [];
      });
      if (bad.length > 0)
        return fail(
          named(bad.map(({ line }) => line)),
          'Edit the target and generate its URL again.',
          fixTarget(bad[0]?.target),
        );
      const asked = verdicts.filter(({ accepted }) => accepted === true).length;
      if (asked === 0) return skip('Apprise could not be asked.');
      return pass(`Apprise accepts ${asked} of ${enabledTargets.length}.`);
    },
  },
  {
    id: 'tokens',
    label: 'Tokens and passwords are there',
    fix: fixTarget(undefined),
    run: ({ enabledTargets }) => {
      if (enabledTargets.length === 0) return skip(NO_TARGET);
      const bad = enabledTargets.flatMap((target) =>
        target.address.ok || NOT_OF_THE_SECRET.has(target.address.code)
          ? []
          : [{ target, message: target.address.message }],
      );
      if (bad.length > 0)
        return fail(
          named(bad.map(({ target, message }) => [target.name, message])),
          'Set the variable in .env of the data folder, unlock the keychain, or edit the target and enter the secret again.',
          fixTarget(bad[0]?.target),
        );
      const variables = enabledTargets.flatMap(({ store, envVariable }) =>
        store === 'env' && envVariable !== null ? [envVariable] : [],
      );
      return pass(
        variables.length === 0
          ? 'No enabled target needs a variable.'
          : `Set, and of the right shape: ${[...new Set(variables)].join(', ')}.`,
      );
    },
  },
  {
    id: 'smtp',
    label: 'SMTP settings are complete',
    fix: { screen: 'settings', section: 'Mailbox Password Reset' },
    run: async ({ smtp, enabledTargets }) => {
      const users = enabledTargets.filter(({ usesResetSmtp }) => usesResetSmtp);
      if (users.length === 0)
        return skip('No enabled target uses the SMTP settings of Mailbox Password Reset.');
      const { problems, host, port } = await smtp.view();
      return problems.length === 0
        ? pass(`${host}, port ${port}.`)
        : fail(
            problems.join(' '),
            'Complete them under Settings → Mailbox Password Reset, then press Send test.',
          );
    },
  },
];
