import { noMore, parse } from '../args.ts';
import type { Command } from '../command.ts';

/** `run`: headless, until SIGTERM or SIGINT; the shared ending of every command drains for at most 10 s. */
export const run: Command = async (args, { engine: open, out, signal }) => {
  noMore(parse(args, {}).positionals, 0);
  const engine = await open('headless');
  const { events, feed } = engine.parts;
  let newest = events.list({ limit: 1 })[0]?.id ?? 0;
  feed.subscribe((message) => {
    if (message.topic !== 'events') return;
    for (const event of events.list({ limit: 200 }).reverse()) {
      if (event.id <= newest) continue;
      newest = event.id;
      out.note(`${event.at} ${event.label}: ${event.target}`);
    }
  });
  const told = engine.notices.length;
  await engine.start();
  for (const notice of engine.notices.slice(told)) out.note(notice.message);
  out.note(`Watching. Data folder: ${engine.dataDir}. Stop with Ctrl-C or SIGTERM.`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  out.note('Stopping…');
  return 0;
};
