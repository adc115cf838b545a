import { ServerMemory } from '../../../src-main/engine/dns/resting.ts';
import type { createServer } from '../../../src-main/engine/dns/server.ts';
import type { Exchange, Reply } from '../../../src-main/engine/dns/transport.ts';
import type { Clock } from '../../../src-main/engine/ports.ts';
import type { AnswerLog } from './answers.ts';
import type { Draw } from './draw.ts';
import type { Line } from './line.ts';
import { LAG_MS, RESOLVERS, type ResolverFault } from './trouble.ts';
import type { Truth } from './truth.ts';
import { recordsAt } from './zone.ts';

export interface SimDnsOptions {
  truth: Truth;
  draw: Draw;
  answers: AnswerLog;
  now: () => number;
  after: (ms: number, run: () => void) => void;
  /** What is wrong with the resolver of this number now. */
  fault: (resolver: number) => ResolverFault | undefined;
}

const unknown = (reason: 'timeout' | 'servfail' | 'refused' | 'network' | 'cancelled'): Reply => ({
  kind: 'unknown',
  reason,
});

/** Public DNS without a socket: three resolvers, each right or wrong in its own way. */
export class SimDns {
  readonly #options: SimDnsOptions;
  questions = 0;

  constructor(options: SimDnsOptions) {
    this.#options = options;
  }

  /** As seen from one process. */
  serverFor =
    (line: Line, clock: Clock): typeof createServer =>
    (address, { onSend }) => ({
      label: address.label,
      memory: new ServerMemory(),
      ask: (exchange) => {
        onSend();
        return this.#ask(RESOLVERS.indexOf(address.host as never), exchange, line, clock);
      },
      close: () => {},
    });

  #ask(resolver: number, exchange: Exchange, line: Line, clock: Clock): Promise<Reply> {
    const { question, signal, timeoutMs } = exchange;
    const { after, draw, answers, now } = this.#options;
    this.questions++;
    const isTimely = new AbortController();
    const timer = clock.after(timeoutMs, () => setImmediate(() => isTimely.abort()));
    const cancel = () => isTimely.abort();
    signal?.addEventListener('abort', cancel, { once: true });
    return line
      .exchange<Reply>(isTimely.signal, (deliver) => {
        after(draw.between(2, 40), () => {
          const { reply, told } = this.#reply(resolver, question.name, question.type);
          answers.add({ at: now(), subject: question.name, told });
          if (reply) after(draw.between(2, 40), () => deliver(reply));
        });
      })
      .catch(() => {
        answers.add({ at: now(), subject: question.name, told: 'none' });
        if (signal?.aborted) return unknown('cancelled');
        return unknown(isTimely.signal.aborted ? 'timeout' : 'network');
      })
      .finally(() => {
        timer.cancel();
        signal?.removeEventListener('abort', cancel);
      });
  }

  /** `reply` undefined: none. */
  #reply(
    resolver: number,
    name: string,
    type: string,
  ): { reply: Reply | undefined; told: 'truth' | 'none' | 'false' } {
    const { fault: faultOf, now, draw } = this.#options;
    const fault = faultOf(resolver);
    if (fault === 'dead') return { reply: undefined, told: 'none' };
    if (fault === 'servfail' || fault === 'refused')
      return draw.chance(0.8)
        ? { reply: unknown(fault), told: 'none' }
        : { reply: this.#truth(name, type, now()), told: 'truth' };
    if (fault === 'lies') return { reply: { kind: 'absent' }, told: 'false' };
    if (fault === 'lags') {
      const reply = this.#truth(name, type, now() - draw.between(0, LAG_MS));
      const isStale = JSON.stringify(reply) !== JSON.stringify(this.#truth(name, type, now()));
      return { reply, told: isStale ? 'false' : 'truth' };
    }
    return { reply: this.#truth(name, type, now()), told: 'truth' };
  }

  #truth(name: string, type: string, at: number): Reply {
    const { truth } = this.#options;
    for (let domain = name; domain !== ''; domain = parentOf(domain)) {
      const zone = truth.zones.at(domain, at);
      if (!zone) continue;
      const part = domain === name ? '' : name.slice(0, -domain.length - 1);
      const records = recordsAt(domain, part, type, zone);
      return records.length > 0 ? { kind: 'records', records } : { kind: 'absent' };
    }
    return { kind: 'absent' };
  }
}

const parentOf = (name: string): string => name.slice(name.indexOf('.') + 1 || name.length);
