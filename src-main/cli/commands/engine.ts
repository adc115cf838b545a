import type { DeliveryEngine, InstallStep } from '../../../src-shared/views/delivery-engine.ts';
import type { Engine } from '../../engine/engine.ts';
import { noMore, parse } from '../args.ts';
import { type Command, CommandFailure, type Context } from '../command.ts';
import { json, table } from '../output.ts';
import { UsageError } from '../usage.ts';

const STEP: Record<InstallStep, string> = {
  environment: 'creating the Python environment',
  downloading: 'downloading',
  installing: 'installing',
  checking: 'checking that it works',
};

/** `engine [status|install]`: what delivers the alerts; exit status 1 where nothing can. */
export const engine: Command = async (args, context) => {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  const [verb = 'status'] = positionals;
  noMore(positionals, 1);
  if (verb !== 'status' && verb !== 'install')
    throw new UsageError(`engine cannot ${JSON.stringify(verb)}: status or install`);
  const app = await context.engine('reader');
  if (verb === 'install') await install(app, context);
  const status = await app.parts.notifications.deliveryEngine();
  context.out.answer(values.json ? json(status) : inWords(status));
  return status.state === 'missing' ? 1 : 0;
};

async function install({ parts, subscribe }: Engine, { out, signal }: Context): Promise<void> {
  const { installer, deliveryEngine } = parts.notifications;
  const before = await deliveryEngine();
  const running = before.source === 'private' && !parts.lock.tryAcquire();
  if (running)
    throw new CommandFailure(`${parts.lock.heldElsewhere()} Quit it first: it uses what would be replaced.`);
  let shown = '';
  const unsubscribe = subscribe(({ topic }) => {
    if (topic !== 'engine') return;
    void deliveryEngine().then(({ installing }) => {
      if (!installing) return;
      const { step, detail } = installing;
      out.progress(detail === null ? STEP[step] : `${STEP[step]}: ${detail}`);
      if (step !== shown) out.note(STEP[step]);
      shown = step;
    });
  });
  const cancel = () => installer.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const begun = installer.start();
    if (!begun.ok) throw new CommandFailure(begun.message);
    const ended = await installer.finished();
    if (ended?.outcome !== 'done')
      throw new CommandFailure([ended?.message, ended?.remedy].filter(Boolean).join(' '));
    out.note(ended.message);
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', cancel);
  }
}

function inWords({ state, version, path, source, warnings, remedy }: DeliveryEngine): string {
  const rows = [
    ['state', state],
    ...(version === null ? [] : [['version', version]]),
    ...(path === null ? [] : [['path', path]]),
    ...(source === null ? [] : [['source', source]]),
    ...warnings.map((warning) => ['warning', warning]),
    ...(remedy === null ? [] : [['remedy', remedy]]),
  ];
  return table(rows);
}
