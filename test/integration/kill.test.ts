import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent, Delivery } from '../../src-shared/audit-event.ts';
import { startWorld, type World } from '../e2e/support/world.ts';
import { randomFrom } from '../simulator/seeded-random.ts';
import { runCli, startCli } from '../support/cli.ts';
import { tempFolder } from '../support/temp-db.ts';

const ROUNDS = 30;
const MAILBOX = 'orders@northwind-bakery.example';
const DOMAINS = ['studio-lumen.example', 'atlas-legal.example', 'oakandiron.example'];

interface DomainAlertDetails {
  domains: { domain: string }[];
}

describe(`killed with SIGKILL ${ROUNDS} times, while scanning and while sending`, () => {
  let world: World;
  let options: { dataDir: string; env: Record<string, string> };

  beforeEach(async () => {
    world = await startWorld();
    const { username, server, apiKey } = world.fleet.account;
    options = {
      dataDir: tempFolder('mxm-kill-'),
      env: { ...world.env, MX_USER: username, MX_SERVER: server, MX_API_KEY: apiKey },
    };
    // Slow enough that a kill hits the middle of a scan, and the middle of a sending.
    world.dns.behave('*', { latencyMs: 15 });
    world.receiver.answer({ kind: 'status', status: 200, latencyMs: 60 });
    const url = `json://${world.receiver.address}/alerts`;
    await runCli(['targets', 'add', '--label', 'Hook', '--url', url, '--store', 'database'], options);
    await runCli(['settings', 'set', 'notifications.enabled', 'true'], options);
    // One message per alert, so that they can be counted.
    await runCli(['settings', 'set', 'notifications.digest', 'false'], options);
  });
  afterEach(() => world.close());

  const json = async <T>(...args: string[]): Promise<T> =>
    JSON.parse((await runCli([...args, '--json'], options)).stdout) as T;

  /** Read without writing: the next run must find the database as the kill left it. */
  const ask = (query: string): number => {
    const db = new Database(join(options.dataDir, 'mxroute-manager.db'), { readonly: true });
    const answer = db.prepare(query).pluck().get() as number;
    db.close();
    return answer;
  };
  const isSending = () => ask("SELECT count(*) FROM outbox WHERE status = 'sending'") > 0;
  const newestEvent = () => ask('SELECT ifnull(max(id), 0) FROM events');

  /** A moment between the next request's arrival at the receiver and its answer. */
  const whileReceiving = async (later: number): Promise<void> => {
    const before = world.receiver.received.length;
    while (world.receiver.received.length === before) await sleep(1);
    await sleep(later);
  };

  it('loses no alert, decides none twice, and leaves the database whole', { timeout: 240_000 }, async () => {
    const random = randomFrom(20_261_123);
    const broken = new Set<string>();
    let full = false;
    let killed = 0;
    let killedWhileSending = 0;
    let killedWhileScanning = 0;

    await runCli(['monitor'], options);
    for (let round = 0; round < ROUNDS; round++) {
      const domain = DOMAINS[Math.floor(random() * DOMAINS.length)]!;
      if (broken.delete(domain)) world.dns.setRecord(domain, 'MX', world.fleet.zones[domain]?.MX ?? []);
      else {
        broken.add(domain);
        world.dns.removeRecord(domain, 'MX');
      }
      full = !full;
      world.account.setUsage(MAILBOX, { usage: full ? 1000 : 100 });

      const eventsBefore = newestEvent();
      const process = startCli(['monitor', '--wait', '5'], options);
      const moment = round % 2 === 0 ? sleep(150 + random() * 900) : whileReceiving(random() * 40);
      const ended = await Promise.race([process.ended.then(() => true), moment.then(() => false)]);
      if (!ended) killed += Number(process.kill('SIGKILL'));
      await process.ended;
      const isOdd = round % 2 === 1;
      killedWhileSending += Number(!ended && isOdd && isSending());
      killedWhileScanning += Number(!ended && !isOdd && newestEvent() === eventsBefore);
    }
    expect(killed).toBeGreaterThan(ROUNDS / 2);
    expect(killedWhileSending).toBeGreaterThan(0);
    expect(killedWhileScanning).toBeGreaterThan(0);

    // What a killed run had decided is sent by the next one, and the last state of the world is seen.
    const last = await runCli(['monitor', '--wait', '60'], options);
    expect(last.status, last.stderr).toBe(0);

    const events = (await json<AuditEvent[]>('events', '--limit', '1000')).reverse();
    const deliveries = await json<Delivery[]>('deliveries');
    const storyOf = (domain: string) =>
      events
        .filter(({ action }) => action.startsWith('dns.health_'))
        .filter(({ details }) =>
          (details as unknown as DomainAlertDetails).domains.some((entry) => entry.domain === domain),
        )
        .map(({ action }) => action);

    for (const domain of DOMAINS) {
      const story = storyOf(domain);
      expect(story, domain).toEqual(alternating(story.length, 'dns.health_alert', 'dns.health_recovered'));
      expect(story.length % 2 === 1, `${domain} ends as it is`).toBe(broken.has(domain));
    }
    const mailbox = events
      .filter(({ action, target }) => action.startsWith('mailbox.quota_') && target === MAILBOX)
      .map(({ action }) => action);
    expect(mailbox).toEqual(alternating(mailbox.length, 'mailbox.quota_alert', 'mailbox.quota_recovered'));
    expect(mailbox.length % 2 === 1).toBe(full);

    const alerts = events.filter(({ action }) => /^(dns|mailbox)\./.test(action));
    expect(deliveries.map(({ eventId }) => eventId).sort((a, b) => a - b)).toEqual(
      alerts.map(({ id }) => id),
    );
    expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set(['delivered']));
    // At least once each; twice only where the kill came between the receiver's answer and its record.
    expect(world.receiver.received.length).toBeGreaterThanOrEqual(alerts.length);
    expect(world.receiver.received.length).toBeLessThanOrEqual(alerts.length + killed);

    const db = new Database(join(options.dataDir, 'mxroute-manager.db'), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });
});

const alternating = (length: number, first: string, second: string): string[] =>
  Array.from({ length }, (_, index) => (index % 2 === 0 ? first : second));
