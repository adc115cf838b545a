import { describe, expect, it } from 'vitest';
import { createSecretClipboard } from '../../../src-main/desktop/secret-clipboard.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function set(isAsync = false) {
  const clock = new FakeClock();
  let content = 'before';
  const clipboard = {
    readText: () => content,
    writeText: (text: string) => {
      content = text;
    },
  };
  // Newer Electron answers later.
  const later = {
    readText: async () => clipboard.readText(),
    writeText: async (text: string) => clipboard.writeText(text),
  };
  return { clock, clipboard, secrets: createSecretClipboard(isAsync ? later : clipboard, clock) };
}

describe('a secret on the clipboard', () => {
  it('is there for a minute', async () => {
    const { clock, clipboard, secrets } = set();
    await secrets.copy('APPRISE_CRED_NTFY=tk_1');
    await clock.advance(59_999);
    expect(clipboard.readText()).toBe('APPRISE_CRED_NTFY=tk_1');
    await clock.advance(1);
    expect(clipboard.readText()).toBe('');
  });

  it('does not take with it what was copied since', async () => {
    const { clock, clipboard, secrets } = set();
    await secrets.copy('secret');
    clipboard.writeText('shopping list');
    await clock.advance(60_000);
    expect(clipboard.readText()).toBe('shopping list');
  });

  it('gets a new minute when another one is copied', async () => {
    const { clock, clipboard, secrets } = set();
    await secrets.copy('one');
    await clock.advance(40_000);
    await secrets.copy('two');
    await clock.advance(40_000);
    expect(clipboard.readText()).toBe('two');
    await clock.advance(20_000);
    expect(clipboard.readText()).toBe('');
  });

  it.each([false, true])('goes when the app quits (clipboard answering later: %s)', async (isAsync) => {
    const { clock, clipboard, secrets } = set(isAsync);
    await secrets.copy('secret');
    await secrets.clear();
    expect(clipboard.readText()).toBe('');
    expect(clock.pending).toBe(0);
  });
});
