import { beforeEach, describe, expect, it } from 'vitest';
import { createScanAnswers, discardAnswers } from '../../../../src-main/engine/scans/scan-answers.ts';
import type { Db } from '../../../../src-main/engine/storage/open.ts';
import { addAccount, tempDb } from '../../../support/temp-db.ts';

const NOW = Date.UTC(2026, 0, 5, 8);
const HOUR = 3_600_000;
let db: Db;

beforeEach(() => {
  db = tempDb();
});
const answers = (account = 'default', monitor: 'usage' | 'watch' = 'usage') =>
  createScanAnswers(db, account, monitor);
const subjects = (now = NOW, of = answers()) => [...of.resume(now).keys()].sort();

describe('the answers of a scan that has not ended', () => {
  it('are there for the next run, each with its own time', () => {
    answers().keep('a.example', { mailboxes: [{ usage: 1.5 }] }, NOW - 5);
    answers().keep('b.example', [], NOW - 3);
    expect(answers().resume(NOW)).toEqual(
      new Map([
        ['a.example', { value: { mailboxes: [{ usage: 1.5 }] }, at: NOW - 5 }],
        ['b.example', { value: [], at: NOW - 3 }],
      ]),
    );
  });

  it('the newest about a subject takes the place of an earlier one', () => {
    answers().keep('a.example', 1, NOW - 5);
    answers().keep('a.example', 2, NOW);
    expect(answers().resume(NOW).get('a.example')).toEqual({ value: 2, at: NOW });
  });

  it.each([
    ['just read', 0, true],
    ['almost an hour old', HOUR - 1, true],
    ['an hour old', HOUR, false],
    ['from the future: the clock was set back', -1, false],
  ])('%s', (_, age, isKept) => {
    answers().keep('a.example', 1, NOW - age);
    expect(subjects()).toEqual(isKept ? ['a.example'] : []);
    // What was refused once does not come back because the clock does.
    expect(subjects(NOW - age)).toEqual(isKept ? ['a.example'] : []);
  });

  it('can be forgotten one by one, and all at once', () => {
    for (const domain of ['a.example', 'b.example', 'c.example']) answers().keep(domain, 1, NOW);
    answers().forget('b.example');
    expect(subjects()).toEqual(['a.example', 'c.example']);
    answers().clear();
    expect(subjects()).toEqual([]);
  });

  it('stay when the transaction that would have applied them is undone', () => {
    answers().keep('a.example', 1, NOW);
    const apply = db.transaction(() => {
      answers().clear();
      answers().keep('b.example', 2, NOW);
      throw new Error('the disk is full');
    });
    expect(apply).toThrow('the disk is full');
    expect(subjects()).toEqual(['a.example']);
  });

  it('belong to one account and one monitor', () => {
    addAccount(db, 'second');
    answers().keep('a.example', 1, NOW);
    answers('second').keep('b.example', 1, NOW);
    answers('default', 'watch').keep('c.example', 1, NOW);
    discardAnswers(db, 'default', 'usage');
    expect(subjects()).toEqual([]);
    expect(subjects(NOW, answers('second'))).toEqual(['b.example']);
    expect(subjects(NOW, answers('default', 'watch'))).toEqual(['c.example']);
  });

  it('go with their account, and with its login', () => {
    addAccount(db, 'second');
    for (const account of ['default', 'second']) answers(account).keep('a.example', 1, NOW);
    db.prepare("UPDATE accounts SET label = 'mine' WHERE id = 'default'").run();
    expect(subjects()).toEqual(['a.example']);
    db.prepare("UPDATE accounts SET username = 'other' WHERE id = 'default'").run();
    expect(subjects()).toEqual([]);
    db.prepare("DELETE FROM accounts WHERE id = 'second'").run();
    expect(db.prepare('SELECT count(*) FROM scan_answers').pluck().get()).toBe(0);
  });

  it('leave the rest of the database as careful as it was: a commit waits for the disk', () => {
    answers().keep('a.example', 1, NOW);
    const FULL = 2;
    expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
    expect(() => answers('nobody').keep('a.example', 1, NOW)).toThrow('FOREIGN KEY');
    expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
  });

  it('5,000 are kept and found again quickly', () => {
    const list = {
      mailboxes: Array.from({ length: 20 }, (_, each) => ({ mailbox: `m${each}`, usage: each })),
    };
    const startedAt = performance.now();
    for (let each = 0; each < 5_000; each++) answers().keep(`d${each}.example`, list, NOW);
    const keptAt = performance.now();
    expect(answers().resume(NOW).size).toBe(5_000);
    console.log(
      `kept in ${((keptAt - startedAt) / 5_000).toFixed(3)} ms each, resumed in ${(performance.now() - keptAt).toFixed(0)} ms`,
    );
    expect((keptAt - startedAt) / 5_000).toBeLessThan(5);
  });
});
