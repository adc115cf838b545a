import { describe, expect, it } from 'vitest';
import { createEventQueries } from '../../../../src-main/engine/audit/query.ts';
import { createSearchIndex } from '../../../../src-main/engine/audit/search-index.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempDb } from '../../../support/temp-db.ts';
import { forgetIndex, indexerOf, writeEvent } from './search-support.ts';

function setUp(events = 0) {
  const db = tempDb();
  const clock = new FakeClock();
  for (let count = 0; count < events; count++) writeEvent(db, { target: `m${count}@a.example` });
  forgetIndex(db);
  const index = createSearchIndex(db);
  return { db, clock, index, indexer: indexerOf(db, clock) };
}

describe('the search index in the background', () => {
  it('indexes a log of before it was there, newest first, a little at a time', async () => {
    const { index, indexer } = setUp(200);
    expect(index.range()).toEqual({ first: 201, last: 200 });
    expect(indexer.step(0)).toBe(true);
    expect(index.range()).toEqual({ first: 151, last: 200 });
    while (indexer.step(0));
    expect(index.range()).toEqual({ first: 1, last: 200 });
  });

  it('goes on where a killed process stopped, and counts nothing twice', () => {
    const { db, indexer } = setUp(120);
    indexer.step(0);
    const next = indexerOf(db);
    while (next.step());
    expect(db.prepare('SELECT count(*) FROM event_terms').pluck().get()).toBe(360);
    expect(db.prepare("SELECT events FROM search_terms WHERE text = 'monitor'").pluck().get()).toBe(120);
  });

  it('takes up new events soon after they are recorded, once started', async () => {
    const { db, clock, index, indexer } = setUp();
    writeEvent(db);
    indexer.wake();
    await clock.advance(60_000);
    expect(index.range().last).toBe(0);
    indexer.start();
    await clock.advance(10_000);
    expect(index.range().last).toBe(1);
    writeEvent(db);
    writeEvent(db);
    indexer.wake();
    indexer.wake();
    await clock.advance(10_000);
    expect(index.range().last).toBe(3);
  });

  it('wakes nobody while nothing happens, and never again once stopped', async () => {
    const { db, clock, index, indexer } = setUp(5);
    indexer.start();
    await clock.advance(10_000);
    expect(clock.pending).toBe(0);
    writeEvent(db);
    indexer.wake();
    indexer.stop();
    await clock.advance(60_000);
    expect(index.range().last).toBe(5);
  });

  it('is not kept up by a row that nobody can read', () => {
    const { db, index, indexer } = setUp(3);
    db.prepare(
      "INSERT INTO events (account_id, at, action, severity, actor, target, details) VALUES (NULL, 1, 'future.action', 'purple', 'x', 'y', '[1]')",
    ).run();
    writeEvent(db, { target: 'after.example' });
    while (indexer.step());
    expect(index.range()).toEqual({ first: 1, last: 5 });
    expect(createEventQueries(db).list({ text: 'after', limit: 5 })).toHaveLength(1);
  });
});
