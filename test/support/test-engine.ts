import { onTestFinished } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../../src-main/engine/engine.ts';
import { MemoryKeychain } from '../unit/engine/notifications/harness.ts';
import { FakeClock } from './fake-clock.ts';
import { tempFolder } from './temp-db.ts';

/** An engine on a folder of its own, with virtual time and a keychain in memory; it ends with the test. */
export async function openTestEngine(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const keychain = new MemoryKeychain();
  const engine = await createEngine({
    dataDir: tempFolder(),
    shell: 'reader',
    processEnvironment: {},
    clock: new FakeClock(),
    keychain: () => keychain,
    ...options,
  });
  onTestFinished(() => engine.stop(0));
  return engine;
}
