import { actionDefinition } from '../../../src-shared/audit-actions.ts';
import type { AuditEvent } from '../../../src-shared/audit-event.ts';
import type { Receiver } from '../world/receivers.ts';
import type { Findings } from './findings.ts';

/** Every alert arrives once, in order, at everybody who wants it, whatever fails on the way. */
export class DeliveryOracle {
  readonly #findings: Findings;
  readonly #expected = new Map<string, Set<number>>();
  /** `receiver event` → how often the app was killed between sending it and knowing that it had arrived. */
  readonly #unsure = new Map<string, number>();
  readonly #events = new Map<number, AuditEvent>();
  readonly #ignored = new Set<number>();
  arrived = 0;
  twice = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** @param wanted whom it is meant for; undefined: that is nobody's business. */
  recorded(event: AuditEvent, wanted: readonly string[] | undefined): void {
    this.#events.set(event.id, event);
    if (event.action === 'notification.send_failed')
      this.#findings.blame(event.target, `a delivery was given up: ${event.details.reason}`);
    if (actionDefinition(event.action).neverNotified) return;
    if (!wanted) this.#ignored.add(event.id);
    for (const name of wanted ?? []) {
      const expected = this.#expected.get(name) ?? new Set();
      this.#expected.set(name, expected.add(event.id));
    }
  }

  killedWhileSending(receiver: string, eventId: number): void {
    const key = `${receiver} ${eventId}`;
    this.#unsure.set(key, (this.#unsure.get(key) ?? 0) + 1);
  }

  finish(receivers: readonly Receiver[]): void {
    for (const { name, arrived } of receivers) {
      const counts = new Map<number, number>();
      let highest = 0;
      for (const { ids } of arrived)
        for (const id of ids) {
          const count = (counts.get(id) ?? 0) + 1;
          counts.set(id, count);
          this.arrived++;
          if (count === 1 && id < highest)
            this.#findings.blame(name, `${this.#name(id)} arrived after ${this.#name(highest)}`);
          highest = Math.max(highest, id);
        }
      const expected = this.#expected.get(name) ?? new Set();
      for (const id of expected)
        if (!counts.has(id)) this.#findings.blame(name, `${this.#name(id)} never arrived`);
      for (const [id, count] of counts) {
        if (!expected.has(id) && !this.#ignored.has(id))
          this.#findings.blame(name, `${this.#name(id)} arrived, and is not in the log`);
        const allowed = 1 + (this.#unsure.get(`${name} ${id}`) ?? 0);
        if (count > 1) this.twice++;
        if (count > allowed)
          this.#findings.blame(
            name,
            `${this.#name(id)} arrived ${count} times, at most ${allowed} are to be explained`,
          );
      }
    }
  }

  #name(id: number): string {
    const event = this.#events.get(id);
    return `event ${id} (${event ? `${event.action} ${event.target}` : 'unknown'})`;
  }
}
