import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../src-main/engine/log/logger.ts';
import { Redactor } from '../../../../src-main/engine/log/redact.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempFolder } from '../../../support/temp-db.ts';

describe('a log that cannot be written', () => {
  it('is told once, and written again when the disk allows it', async () => {
    const folder = join(tempFolder(), 'logs');
    writeFileSync(folder, 'in the way');
    const clock = new FakeClock();
    const echoed: string[] = [];
    const log = createLogger({ folder, redactor: new Redactor(), clock, echo: (line) => echoed.push(line) });
    log.log('info', 'one');
    await clock.advance(61_000);
    log.log('info', 'two');
    expect(echoed.filter((line) => line.includes('cannot be written'))).toHaveLength(1);

    rmSync(folder);
    await clock.advance(61_000);
    log.log('info', 'three');
    expect(readFileSync(join(folder, 'mxroute-manager.log'), 'utf8')).toContain('three');
  });
});
