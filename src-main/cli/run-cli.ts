import { createEngine, type Engine } from '../engine/engine.ts';
import { explainError } from '../engine/explain.ts';
import { defaultDataFolder } from '../engine/storage/data-folder.ts';
import { type Command, CommandFailure } from './command.ts';
import { deliveries } from './commands/deliveries.ts';
import { domains } from './commands/domains.ts';
import { engine } from './commands/engine.ts';
import { events } from './commands/events.ts';
import { mailboxes } from './commands/mailboxes.ts';
import { icon, messages } from './commands/messages.ts';
import { monitor } from './commands/monitor.ts';
import { mute } from './commands/mute.ts';
import { quota } from './commands/quota.ts';
import { run } from './commands/run.ts';
import { scan } from './commands/scan.ts';
import { settings } from './commands/settings.ts';
import { smtp } from './commands/smtp.ts';
import { subscriptions } from './commands/subscriptions.ts';
import { targets } from './commands/targets.ts';
import { backup, doctor, restore } from './commands/upkeep.ts';
import { createOutput, json, type Output } from './output.ts';
import { EXIT_USAGE, HELP, UsageError } from './usage.ts';

const COMMANDS: Record<string, Command> = {
  scan,
  monitor,
  run,
  domains,
  mailboxes,
  quota,
  targets,
  subscriptions,
  mute,
  messages,
  settings,
  smtp,
  icon,
  events,
  deliveries,
  doctor,
  engine,
  backup,
  restore,
};

const DRAIN_MS = 10_000;
const EXIT_ERROR = 3;
const LONG_MS = 2 ** 30;

/** @returns the exit status; never rejects. No stack trace ever reaches a user. */
export async function runCli(args: string[]): Promise<number> {
  // Whoever reads may stop reading (`events | head`): that is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const out = createOutput(process.stdout, process.stderr);
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    out.answer(HELP);
    return name === undefined ? EXIT_USAGE : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    out.note(`unknown command ${JSON.stringify(name)}; --help lists them`);
    return EXIT_USAGE;
  }
  return runCommand(command, rest, rest.includes('--json') ? withErrorAnswer(out) : out);
}

/** With `--json` stdout has exactly one document, also where a command fails before it has an answer. */
function withErrorAnswer(out: Output): Output {
  let answered = false;
  return {
    ...out,
    answer(text) {
      answered = true;
      out.answer(text);
    },
    fail(message) {
      if (!answered) this.answer(json({ error: { message } }));
      out.fail(message);
    },
  };
}

async function runCommand(command: Command, args: string[], out: Output): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  // Not once: a listener that takes itself off lets libraries believe that nobody listens, and they end the process.
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const dataDir = defaultDataFolder();
  let engine: Engine | undefined;
  // The engine's timers do not keep a process alive, and a command may wait for nothing but one of them.
  const alive = setInterval(() => undefined, LONG_MS);
  try {
    return await command(args, {
      out,
      dataDir,
      signal: interrupted.signal,
      stdin: process.stdin,
      async engine(shell) {
        engine ??= await createEngine({ dataDir, shell });
        for (const notice of engine.notices) out.note(notice.message);
        return engine;
      },
    });
  } catch (error) {
    return report(error, out, engine);
  } finally {
    await engine?.stop(DRAIN_MS);
    clearInterval(alive);
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function report(error: unknown, out: Output, engine: Engine | undefined): number {
  if (error instanceof UsageError) {
    out.fail(error.message);
    return EXIT_USAGE;
  }
  if (error instanceof CommandFailure) {
    out.fail(error.message);
    return error.exitStatus;
  }
  engine?.log.log('error', 'A command failed', { error });
  out.fail(explainError(error).message);
  return EXIT_ERROR;
}
