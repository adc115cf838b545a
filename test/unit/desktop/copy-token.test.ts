import { describe, expect, it, vi } from 'vitest';
import { createDesktopHandlers } from '../../../src-main/desktop/desktop-handlers.ts';
import { answerCall } from '../../../src-main/desktop/ipc-host.ts';
import type { LogExport } from '../../../src-main/desktop/log-export.ts';
import { failure, type Result, success } from '../../../src-shared/result.ts';

vi.mock('electron', () => ({ app: {}, shell: {} }));

function desktop(line: Result<string>) {
  const engine = {
    dataDir: '/data',
    notices: [],
    envLine: vi.fn(async (_id: string, _variable?: string) => line),
    call: vi.fn(),
  };
  const clipboard = { copy: vi.fn(async () => {}), clear: vi.fn(async () => {}) };
  const options = { engine, desktop: createDesktopHandlers(engine, clipboard, {} as LogExport, false) };
  return {
    engine,
    clipboard,
    answer: (input: unknown) =>
      answerCall(options as unknown as Parameters<typeof answerCall>[0], 'targets.copyToken', input),
  };
}

describe('Copy token for .env', () => {
  it('puts the line on the clipboard that is cleared, and answers nothing', async () => {
    const { answer, engine, clipboard } = desktop(success('APPRISE_CRED_NTFY=tk_PLANTED'));
    expect(await answer({ id: 'target-1', variable: 'APPRISE_CRED_NTFY' })).toEqual({
      ok: true,
      value: null,
    });
    expect(engine.envLine).toHaveBeenCalledWith('target-1', 'APPRISE_CRED_NTFY');
    expect(clipboard.copy).toHaveBeenCalledWith('APPRISE_CRED_NTFY=tk_PLANTED');
    // The engine's own calls, which the local API and the command line share, have no such channel.
    expect(engine.call).not.toHaveBeenCalled();
  });

  it('says why there is nothing to copy, and leaves the clipboard alone', async () => {
    const { answer, clipboard } = desktop(
      failure('no_token', 'Chat has no single token that a variable could hold.'),
    );
    expect(await answer({ id: 'target-1' })).toMatchObject({ ok: false, code: 'no_token' });
    expect(clipboard.copy).not.toHaveBeenCalled();
  });

  it('takes an id, and a name at most', async () => {
    const { answer, engine } = desktop(success('X=1'));
    expect(await answer('target-1')).toMatchObject({ ok: false, code: 'invalid_input' });
    expect(engine.envLine).not.toHaveBeenCalled();
  });
});
