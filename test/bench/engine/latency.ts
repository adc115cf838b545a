import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { formatMessage } from '../../../src-main/engine/audit/message.ts';
import { sendByCommand } from '../../../src-main/engine/notifications/apprise/command.ts';
import { atLeast, atMost, type Figure, known, ms, times } from '../figure.ts';
import type { Arrival } from '../helpers/receiver-process.ts';
import { median, quantile, spread } from '../statistics.ts';
import { type DeliveryBench, startDelivery } from './delivery.ts';

const WARM_UPS = 5;
const WORKER_MESSAGES = 200;
const COMMAND_MESSAGES = 20;
const DRAIN_MS = 10_000;

/** From the event's transaction to the request's arrival, one message at a time. */
export async function latency(): Promise<Figure> {
  // One message each, or the tenth within a minute would wait for the minute's end.
  const bench = await startDelivery(false);
  try {
    await bench.addTarget('/alerts');
    const found = await bench.engine.parts.notifications.deliveryEngine();
    if (found.state !== 'worker') throw new Error(`Apprise runs as ${found.state}, not as a worker.`);
    for (let number = 0; number < WARM_UPS; number++) await byWorker(bench, number);
    const worker: number[] = [];
    while (worker.length < WORKER_MESSAGES) worker.push(await byWorker(bench, worker.length));

    const command = commandOf(found.path ?? '');
    const commands: number[] = [];
    while (commands.length < COMMAND_MESSAGES)
      commands.push(await byCommand(bench, command, commands.length));
    const ratio = median(commands) / median(worker);
    return {
      title: 'Event → request at the receiver',
      how: `From before the event is recorded until the receiver has the request's head; one message at a time, a JSON webhook on this machine, Apprise ${found.version}. Warm worker: ${WORKER_MESSAGES} messages through event log, outbox and dispatcher. Command: ${COMMAND_MESSAGES} messages, one \`apprise\` process each, without any of these.`,
      rows: [
        atMost('warm worker, p50', median(worker), 30, { format: ms }),
        atMost('warm worker, p95', quantile(worker, 0.95), 100, { format: ms }),
        known('warm worker, slowest', ms(Math.max(...worker))),
        known('`apprise` command, median', spread(commands, ms)),
        atLeast('faster than the command', ratio, 10, { format: times }),
      ],
    };
  } finally {
    await bench.close();
  }
}

async function byWorker(bench: DeliveryBench, number: number): Promise<number> {
  await bench.receiver.ask('clear');
  const arrived = bench.receiver.ask<Arrival[]>('waitFor', { prefix: '/alerts', count: 1 });
  const startedAt = process.hrtime.bigint();
  bench.alert(number);
  const took = elapsed(startedAt, await arrived);
  await bench.engine.parts.notifications.drain(DRAIN_MS);
  return took;
}

async function byCommand({ engine, receiver, url }: DeliveryBench, command: string, number: number) {
  await receiver.ask('clear');
  const [event] = engine.parts.events.list({ limit: 1 });
  if (!event) throw new Error('There is no event to send.');
  const message = { ...formatMessage(event, { now: Date.now(), late: false }), event };
  const arrived = receiver.ask<Arrival[]>('waitFor', { prefix: `/command/${number}`, count: 1 });
  const startedAt = process.hrtime.bigint();
  const outcome = await sendByCommand(command, url(`/command/${number}`), message);
  if (!outcome.ok) throw new Error(`The apprise command failed: ${outcome.reason}`);
  return elapsed(startedAt, await arrived);
}

const elapsed = (from: bigint, [first]: Arrival[]): number => Number((first?.at ?? 0n) - from) / 1e6;

/** The command that belongs to the worker's Python, else the one on PATH. */
function commandOf(python: string): string {
  const name = process.platform === 'win32' ? 'apprise.exe' : 'apprise';
  const folders = [dirname(python), ...(process.env.PATH ?? '').split(delimiter)];
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) throw new Error('There is no apprise command to compare with.');
  return file;
}
