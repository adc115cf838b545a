import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Notifications } from '../../../../src-main/engine/notifications/notifications.ts';
import { type AuditAction, weightOf } from '../../../../src-shared/audit-actions.ts';
import { randomFrom } from '../../../simulator/seeded-random.ts';
import { tempFolder } from '../../../support/temp-db.ts';
import { DeliveryWorld } from './delivery-world.ts';
import { turns } from './harness.ts';

/** Any other: MXM_SEED=… */
const SEEDS = process.env.MXM_SEED ? [Number(process.env.MXM_SEED)] : [1, 2, 3, 4, 5, 6];
const STEPS = 120;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const KINDS = [
  { list: 'domains', name: 'domain', alert: 'dns.health_alert', recovery: 'dns.health_recovered' },
  { list: 'mailboxes', name: 'mailbox', alert: 'mailbox.quota_alert', recovery: 'mailbox.quota_recovered' },
] as const;
const SUBJECTS = [
  ['a.example', 'b.example', 'c.example', 'd.example'],
  ['m@a.example', 'n@a.example', 'm@b.example'],
];
/** Who must be told of which action: written out, so that it does not depend on what is tested. */
const LANES: Record<string, (action: string) => boolean> = {
  os: () => true,
  all: () => true,
  failures: (action) => action.startsWith('dns.'),
  chosen: (action) => action === 'mailbox.quota_alert' || action === 'mailbox.quota_recovered',
};

interface Hidden {
  eventId: number;
  action: AuditAction;
  /** The trouble had been told before anything of it was hidden. */
  known: boolean;
}

/** What ought to arrive, by the rules as a person would put them. */
class Expected {
  /** lane → what → how often. */
  readonly due = new Map<string, Map<string, number>>();
  /** Due because a mute was over: in no order with the others. */
  readonly released = new Set<string>();
  readonly mutes = new Map<string, number>();
  readonly #hidden = new Map<string, Hidden>();
  readonly actions = new Map<number, AuditAction>();

  recorded(eventId: number, action: AuditAction, subjects: string[], now: number) {
    this.actions.set(eventId, action);
    const told: string[] = [];
    for (const subject of subjects) {
      const topic = `${action.split('.')[0]} ${subject}`;
      if (now < (this.mutes.get(subject) ?? 0)) {
        const known = this.#hidden.get(topic)?.known ?? action.endsWith('_recovered');
        this.#hidden.set(topic, { eventId, action, known });
      } else {
        this.#hidden.delete(topic);
        told.push(subject);
      }
    }
    if (told.length > 0) this.#add(eventId, action, told);
  }

  /** Mutes that are over by now; what they hid and still matters is due. */
  tick(now: number): void {
    for (const [subject, until] of this.mutes) {
      if (now < until) continue;
      this.mutes.delete(subject);
      for (const [topic, hidden] of this.#hidden) {
        if (topic.split(' ')[1] !== subject) continue;
        this.#hidden.delete(topic);
        if (hidden.action.endsWith('_alert') || hidden.known) {
          this.#add(hidden.eventId, hidden.action, [subject]);
          this.released.add(`${hidden.eventId}|${subject}`);
        }
      }
    }
  }

  #add(eventId: number, action: AuditAction, subjects: string[]): void {
    for (const [lane, takes] of Object.entries(LANES)) {
      if (!takes(action)) continue;
      const what = lane === 'os' ? [String(eventId)] : subjects.map((subject) => `${eventId}|${subject}`);
      const due = this.due.get(lane) ?? new Map<string, number>();
      this.due.set(lane, due);
      for (const one of what) due.set(one, (due.get(one) ?? 0) + 1);
    }
  }
}

async function simulate(seed: number) {
  const random = randomFrom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const chance = (share: number) => random() < share;
  const world = new DeliveryWorld(
    join(tempFolder('mxm-simulation-'), 'app.db'),
    random,
    KINDS.flatMap(({ alert, recovery }) => [alert, recovery]),
  );
  world.addTarget('all', {});
  world.addTarget('failures', { minimumSeverity: 'failure' });
  world.addTarget('chosen', { events: ['mailbox.quota_alert', 'mailbox.quota_recovered'] });
  const expected = new Expected();
  /** subject → since when it is in trouble. */
  const trouble = new Map<string, number>();
  let again = 0;

  const recordOne = () => {
    const now = world.clock.now();
    const kind = below(KINDS.length);
    const { list, name, alert, recovery } = KINDS[kind] ?? KINDS[0];
    const isAlert = chance(0.55);
    const able = (SUBJECTS[kind] ?? []).filter((subject) => trouble.has(subject) !== isAlert);
    const subjects = able.filter(() => chance(0.5));
    if (subjects.length === 0) return;
    for (const subject of subjects) if (isAlert) trouble.set(subject, now);
    const sinces = new Map(subjects.map((subject) => [subject, trouble.get(subject) ?? now]));
    const entries = subjects.map((subject) => ({
      [name]: subject,
      since: new Date(sinces.get(subject) ?? now).toISOString(),
    }));
    const action = isAlert ? alert : recovery;
    const target = subjects.length === 1 ? (subjects[0] ?? '') : `${subjects.length} ${list}`;
    const [event] = world.record([{ action, target, details: { [list]: entries } }]);
    for (const subject of subjects) if (!isAlert) trouble.delete(subject);
    expected.recorded(event?.id ?? 0, action, subjects, now);
  };
  const toggle = (lane: string) => void (world.down.delete(lane) || world.down.add(lane));
  const mute = ({ muting }: Notifications) => {
    const subject = SUBJECTS.flat()[below(7)] ?? '';
    const now = world.clock.now();
    const until = now + HOUR + below(20 * HOUR);
    if (expected.mutes.has(subject) && chance(0.5)) {
      muting.remove(subject);
      expected.mutes.set(subject, now);
    } else {
      muting.add(subject, until);
      expected.mutes.set(subject, until);
    }
  };
  /** The app is running, and told that something changed. */
  const noticed = () => {
    expected.tick(world.clock.now());
    world.notifications.wake();
  };
  const change = () => {
    const hour = () => `${String(below(24)).padStart(2, '0')}:${chance(0.5) ? '00' : '30'}`;
    Object.assign(world.settings, {
      'notifications.quietEnabled': chance(0.6),
      'notifications.quietFrom': hour(),
      'notifications.quietTo': hour(),
      'notifications.quietTargets': chance(0.5),
      'notifications.digest': chance(0.7),
    });
    world.notifications.wake();
  };
  const sendAgain = () => {
    const ended = world.notifications.deliveries.list({ status: 'delivered', limit: 1_000 });
    const one = ended[below(ended.length)];
    if (one && world.notifications.sendAgain(one.id).ok) again++;
  };

  for (let step = 0; step < STEPS; step++) {
    // An outage of a day would end messages as failed: here, everything must arrive in the end.
    if (step % 10 === 0) world.down.clear();
    expected.tick(world.clock.now());
    const dice = random();
    if (dice < 0.45) for (let count = chance(0.3) ? 30 : 3; count > 0; count--) recordOne();
    else if (dice < 0.6) toggle(['os', 'all', 'failures', 'chosen'][below(4)] ?? 'all');
    else if (dice < 0.7) {
      mute(world.notifications);
      noticed();
    } else if (dice < 0.8) change();
    else if (dice < 0.85) sendAgain();
    else if (dice < 0.95) {
      // In the middle of a sending, where the lanes are free for it.
      for (let count = below(15); count > 0; count--) recordOne();
      await turns(below(8));
      await world.kill(chance(0.5) ? 1 : below(3 * HOUR), (reader) => {
        if (chance(0.3)) world.clock.skew = below(3 * HOUR) - HOUR;
        for (let count = below(4); count > 0; count--) mute(reader);
      });
      expected.tick(world.clock.now());
    } else if (dice < 0.98) {
      world.clock.skew = below(3 * HOUR) - HOUR;
      noticed();
    } else world.notifications.networkReturned();
    if (chance(0.5)) await turns(below(6));
    await world.clock.advance(1 + (chance(0.5) ? below(20_000) : below(2 * HOUR)));
  }
  world.down.clear();
  world.settings['notifications.quietEnabled'] = false;
  world.notifications.wake();
  await world.clock.advance(30 * HOUR);
  expected.tick(world.clock.now());
  await world.clock.advance(6 * HOUR);
  const waiting = world.notifications.deliveries.waiting();
  world.close();
  return { world, expected, again, waiting };
}

describe('any sequence of alerts, outages, quiet hours, digests, mutes, set clocks and kills', () => {
  it.each(SEEDS)('loses nothing and doubles nothing (seed %d)', { timeout: 60_000 }, async (seed) => {
    const { world, expected, again, waiting } = await simulate(seed);
    expect(waiting.size).toBe(0);
    expect(world.arrivals.length).toBeGreaterThan(50);
    const count = (told: readonly string[][]) => {
      const counts = new Map<string, number>();
      for (const one of told.flat()) counts.set(one, (counts.get(one) ?? 0) + 1);
      return counts;
    };
    for (const lane of Object.keys(LANES)) {
      const due = expected.due.get(lane) ?? new Map<string, number>();
      const own = world.arrivals.filter((arrival) => arrival.lane === lane && !arrival.again);
      const arrived = count(own.map(({ told }) => told));
      const repeatable = count(
        world.repeatable.filter((arrival) => arrival.lane === lane && !arrival.again).map(({ told }) => told),
      );
      expect(new Set(arrived.keys()), lane).toEqual(new Set(due.keys()));
      for (const [what, times] of due) {
        expect(arrived.get(what), `${lane} ${what}`).toBeGreaterThanOrEqual(times);
        expect(arrived.get(what), `${lane} ${what}`).toBeLessThanOrEqual(times + (repeatable.get(what) ?? 0));
      }
      for (const urgent of [true, false]) {
        const seen = new Set<number>();
        const order = own
          .flatMap(({ told }) => told)
          .filter((what) => !expected.released.has(what) && lane !== 'os')
          .map((what) => Number(what.split('|')[0]))
          .filter((id) => (weightOf(expected.actions.get(id) ?? 'dns.health_alert') === 'failure') === urgent)
          .filter((id) => !seen.has(id) && seen.add(id));
        expect(order, `${lane}, in order`).toEqual([...order].sort((a, b) => a - b));
      }
    }
    expect(world.arrivals.filter((arrival) => arrival.again).length).toBeGreaterThanOrEqual(
      again > 0 ? 1 : 0,
    );
  });
});
