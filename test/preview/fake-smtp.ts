import { failure } from '../../src-shared/result.ts';
import type { Answers, World } from './fake-world.ts';
import { iconOf, smtpOf } from './smtp-data.ts';

type Channel = 'smtp.get' | 'smtp.save' | 'smtp.test' | 'icon.get';

export function smtpAnswers(world: World): Answers<Channel> {
  let smtp = smtpOf(world.variant);
  return {
    'smtp.get': () => smtp,
    'smtp.save': ({ password, store, ...draft }) => {
      if (Number(draft.port) > 65_535)
        return failure('invalid', 'Port must be at most 65535 (port).', 'smtp.port');
      smtp = {
        ...smtp,
        ...draft,
        port: Number(draft.port),
        password: password === '' ? null : store,
        store,
        problems: draft.host === '' ? ['SMTP host is missing.'] : [],
      };
      return smtp;
    },
    'smtp.test': ({ to }) =>
      to.includes('nobody')
        ? {
            ok: false,
            durationMs: 412,
            error: '550 5.1.1 nobody@example.com: the server knows no such mailbox. Check the address.',
          }
        : { ok: true, durationMs: 1184, error: null },
    'icon.get': () => iconOf(world.variant),
  };
}
