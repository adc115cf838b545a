import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Priority } from '../../../../src-main/engine/mxroute/api.ts';
import { createRequestBudget, type Ticket } from '../../../../src-main/engine/mxroute/budget.ts';
import type { RateFeedback } from '../../../../src-main/engine/mxroute/rate-window.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

/** MXroute's side: a fixed window of a minute from its first request, shared with the user's other tools. */
class Window {
  refused = 0;
  readonly arrivals: number[] = [];
  #start = Number.NEGATIVE_INFINITY;
  #used = 0;
  readonly #limit: number;
  readonly #headers: boolean;
  constructor(limit: number, headers = true) {
    this.#limit = limit;
    this.#headers = headers;
  }

  /** @param own false for another tool with the same key. */
  take(now: number, own = true): RateFeedback {
    if (now >= this.#start + 60_000) {
      this.#start = now;
      this.#used = 0;
    }
    const allowed = this.#used < this.#limit;
    if (allowed) this.#used++;
    else if (own) this.refused++;
    if (own) this.arrivals.push(now);
    const resetInMs = this.#start + 60_000 - now;
    const told = this.#headers ? { limit: this.#limit, remaining: this.#limit - this.#used, resetInMs } : {};
    return allowed ? told : { ...told, refused: { retryAfterMs: resetInMs } };
  }
}

const LATENCY_MS = 80;

function setUp(server: Window, latency: () => number = () => LATENCY_MS) {
  const clock = new FakeClock();
  const budget = createRequestBudget(clock);
  let inFlight = 0;
  let most = 0;
  const served: Priority[] = [];

  async function request(priority: Priority, ticket: Ticket = budget.enqueue(priority)): Promise<void> {
    await ticket.granted;
    served.push(priority);
    most = Math.max(most, ++inFlight);
    const ms = latency();
    const feedback = await new Promise<RateFeedback>((resolve) => {
      clock.after(ms / 2, () => {
        const answer = server.take(clock.now());
        clock.after(ms / 2, () => resolve(answer));
      });
    });
    inFlight--;
    ticket.end(feedback);
  }
  /** Moves the clock until all are done. @returns virtual minutes taken. */
  async function finish(all: Promise<unknown>[], maxMinutes = 120): Promise<number> {
    const started = clock.now();
    let open = all.length;
    for (const each of all) each.then(() => open--).catch(() => open--);
    while (open > 0 && clock.now() - started < maxMinutes * 60_000) await clock.advance(1_000);
    expect(open).toBe(0);
    return (clock.now() - started) / 60_000;
  }
  return { clock, budget, request, finish, served, most: () => most };
}

const many = (count: number, run: () => Promise<void>) => Array.from({ length: count }, run);

function busiestMinute(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, time, index) => {
    while ((sorted[from] ?? 0) <= time - 60_000) from++;
    return Math.max(most, index - from + 1);
  }, 0);
}

describe('the request budget', () => {
  it('reads 500 domains in about N/80 minutes without one 429', async () => {
    const server = new Window(100);
    const { request, finish } = setUp(server);
    const minutes = await finish(many(501, () => request('usage')));
    expect(server.refused).toBe(0);
    expect(minutes).toBeGreaterThan(5.9);
    expect(minutes).toBeLessThan(7);
    expect(busiestMinute(server.arrivals)).toBeLessThanOrEqual(80);
  });

  it('believes headers that allow 200 a minute', async () => {
    const server = new Window(200);
    const { request, finish } = setUp(server);
    expect(await finish(many(501, () => request('usage')))).toBeLessThan(3.5);
    expect(server.refused).toBe(0);
  });

  it('believes headers that allow only 30 a minute', async () => {
    const server = new Window(30);
    const { request, finish } = setUp(server);
    await finish(many(100, () => request('usage')));
    expect(server.refused).toBe(0);
    expect(busiestMinute(server.arrivals)).toBeLessThanOrEqual(30);
  });

  it.each([
    [70, 10],
    [85, 1],
    [99, 1],
  ])('leaves the fifth free where other tools used %i of 100 already', async (used, reads) => {
    const server = new Window(100);
    const { clock, request, finish } = setUp(server);
    for (let each = 0; each < used; each++) server.take(clock.now(), false);
    const scan = many(40, () => request('usage'));
    await clock.advance(0);
    await clock.advance(50_000);
    expect(server.arrivals.length).toBe(reads);
    await finish(scan);
    expect(server.refused).toBe(0);
  });

  it('keeps to the documented limit where there are no headers', async () => {
    const server = new Window(100, false);
    const { request, finish } = setUp(server);
    await finish(many(200, () => request('dns')));
    expect(server.refused).toBe(0);
    expect(busiestMinute(server.arrivals)).toBeLessThanOrEqual(80);
  });

  it('keeps a fifth free for the person at the window, who gets it at once', async () => {
    const { clock, request, finish, served } = setUp(new Window(100));
    const scan = many(120, () => request('usage'));
    await clock.advance(0);
    await clock.advance(30_000);
    expect(served.length).toBe(80);
    const before = clock.now();
    const person = many(20, () => request('interactive'));
    await finish(person);
    expect(clock.now() - before).toBeLessThan(3_000);
    await finish(scan);
  });

  it('serves interactive, usage, DNS, watch in this order', async () => {
    const { budget, request, finish, served } = setUp(new Window(100));
    const order: Priority[] = ['watch', 'dns', 'usage', 'interactive'];
    const probe = request('watch');
    const tickets = order.map((priority) => [priority, budget.enqueue(priority)] as const);
    await finish([probe, ...tickets.map(([priority, ticket]) => request(priority, ticket))]);
    expect(served).toEqual(['watch', 'interactive', 'usage', 'dns', 'watch']);
  });

  it('lets a waiting read overtake when somebody more urgent wants it', async () => {
    const { budget, request, finish, served } = setUp(new Window(100));
    const probe = request('usage');
    const usage = budget.enqueue('usage');
    const watch = budget.enqueue('watch');
    watch.raise('interactive');
    watch.raise('dns');
    await finish([probe, request('usage', usage), request('watch', watch)]);
    expect(served).toEqual(['usage', 'watch', 'usage']);
  });

  it('never has more than 6 in flight, and keeps one of them for the person', async () => {
    const { clock, budget, request, finish, most } = setUp(new Window(1000), () => 20_000);
    const scan = many(30, () => request('usage'));
    await clock.advance(0);
    await clock.advance(25_000);
    expect(most()).toBe(5);
    const person = budget.enqueue('interactive');
    const before = clock.now();
    await person.granted;
    expect(clock.now()).toBe(before);
    person.end({});
    await finish([...scan, ...many(10, () => request('interactive'))]);
    expect(most()).toBe(6);
  });

  it('waits out a 429 for everybody', async () => {
    const { clock, budget } = setUp(new Window(100));
    const first = budget.enqueue('usage');
    await first.granted;
    first.end({ refused: { retryAfterMs: 45_000 } });
    let granted = false;
    const next = budget.enqueue('interactive');
    void next.granted.then(() => {
      granted = true;
    });
    await clock.advance(44_000);
    expect(granted).toBe(false);
    await clock.advance(1_500);
    expect(granted).toBe(true);
  });

  it('says so at once where MXroute asks for an hour', async () => {
    const { budget } = setUp(new Window(100));
    const first = budget.enqueue('usage');
    await first.granted;
    first.end({ refused: { retryAfterMs: 3_600_000 } });
    await expect(budget.enqueue('interactive').granted).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringContaining('60 minutes'),
    });
  });

  it('forgets who leaves the queue', async () => {
    const { budget, clock } = setUp(new Window(100));
    const first = budget.enqueue('usage');
    await first.granted;
    const second = budget.enqueue('usage');
    second.leave();
    await expect(second.granted).rejects.toMatchObject({ code: 'cancelled' });
    expect(budget.waiting).toBe(0);
    first.end({});
    await clock.advance(1);
  });

  it.each([-86_400_000, -3_600_000, 86_400_000])('goes on after the clock was set by %i ms', async (jump) => {
    const server = new Window(100);
    const { clock, request, finish } = setUp(server);
    const scan = many(200, () => request('usage'));
    await clock.advance(10_000);
    clock.jumpTo(clock.now() + jump);
    expect(await finish(scan, 5)).toBeLessThan(5);
  });
});

describe('whatever the limit, the latencies and the other tools', () => {
  it('a scan causes no 429, and the limit is never passed in any minute', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          limit: fc.integer({ min: 10, max: 250 }),
          reads: fc.integer({ min: 20, max: 300 }),
          latencies: fc.array(fc.integer({ min: 2, max: 4_000 }), { minLength: 1, maxLength: 12 }),
          // What others use of each minute, up to the fifth that is theirs.
          others: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
        }),
        async ({ limit, reads, latencies, others }) => {
          const server = new Window(limit);
          let turn = 0;
          const { clock, request, finish } = setUp(server, () => latencies[turn++ % latencies.length] ?? 10);
          const share = Math.floor(limit * 0.2);
          let minute = 0;
          const useByOthers = (): void => {
            const count = Math.floor(share * (others[minute++ % others.length] ?? 0));
            for (let each = 0; each < count; each++) server.take(clock.now(), false);
            clock.after(60_000, useByOthers);
          };
          useByOthers();
          await finish(
            many(reads, () => request('usage')),
            400,
          );
          expect(server.refused).toBe(0);
          expect(busiestMinute(server.arrivals)).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
