import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  type Answering,
  answerCall,
  isTrustedSender,
  registerIpcHost,
} from '../../../src-main/desktop/ipc-host.ts';
import { failure, success } from '../../../src-shared/result.ts';

function host() {
  const call = vi.fn(async () => success(null));
  const log = { log: vi.fn() };
  const desktop = {
    'app.info': vi.fn(async () => failure('x', 'unused')),
    'app.openExternal': vi.fn(async () => success(null)),
    'app.copySecret': vi.fn(async () => success(null)),
    'targets.copyToken': vi.fn(async () => success(null)),
    'data.openFolder': vi.fn(async () => success(null)),
  };
  const options = { engine: { call, log }, desktop } as unknown as Parameters<typeof answerCall>[0];
  return {
    call,
    log,
    desktop,
    answer: (channel: unknown, input?: unknown) => answerCall(options, channel, input),
  };
}

describe('calls from the window', () => {
  it.each(['no.such', '__proto__', 'constructor', 'toString', '', 7, null, undefined, {}])(
    'refuses the unknown channel %j without asking anybody',
    async (channel) => {
      const { answer, call } = host();
      expect(await answer(channel)).toMatchObject({ ok: false, code: 'unknown_channel' });
      expect(call).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['scan.start', { kind: 'everything' }, 'kind'],
    ['scan.start', { kind: 'dns', domains: 'example.com' }, 'domains'],
    ['events.get', '1', undefined],
    ['events.list', { limit: 100_000 }, 'limit'],
    ['app.openExternal', 'x'.repeat(3000), undefined],
    ['account.remove', '', undefined],
    ['overview.get', 'surplus', undefined],
  ])('refuses %s with the payload %j and names the field', async (channel, input, field) => {
    const { answer, call, desktop } = host();
    const refusal = await answer(channel, input);
    expect(refusal).toMatchObject({ ok: false, code: 'invalid_input' });
    expect((refusal as { field?: string }).field).toBe(field);
    expect(call).not.toHaveBeenCalled();
    expect(desktop['app.openExternal']).not.toHaveBeenCalled();
  });

  it('hands engine channels to the engine without what the contract does not know', async () => {
    const { answer, call } = host();
    expect(await answer('scan.start', { kind: 'dns', surplus: true })).toEqual({ ok: true, value: null });
    expect(call).toHaveBeenCalledWith('scan.start', { kind: 'dns' });
  });

  it('answers its own channels itself', async () => {
    const { answer, call, desktop } = host();
    await answer('app.openExternal', 'https://mxroute.com/');
    expect(desktop['app.openExternal']).toHaveBeenCalledWith('https://mxroute.com/');
    expect(call).not.toHaveBeenCalled();
  });

  it('turns a bug into a sentence for a person and a line in the log', async () => {
    const { answer, call, log } = host();
    call.mockRejectedValueOnce(new Error('SQLITE_IOERR: disk I/O error'));
    const refusal = await answer('overview.get');
    expect(refusal).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(refusal)).not.toContain('SQLITE');
    expect(log.log).toHaveBeenCalledWith(
      'error',
      expect.any(String),
      expect.objectContaining({ channel: 'overview.get' }),
    );
  });
});

describe('a page that is there before the engine', () => {
  const page = { parent: null, url: 'app://mxroute/index.html' };

  function early() {
    const webContents = { mainFrame: page };
    const window = { isDestroyed: () => false, webContents } as unknown as BrowserWindow;
    const log = { log: vi.fn() };
    let begin: (by: Answering) => void = () => undefined;
    let ask: (event: unknown, channel: string, input?: unknown) => Promise<unknown> = async () => undefined;
    const ipc = {
      handle: (_name: string, listener: typeof ask) => {
        ask = listener;
      },
    } as unknown as IpcMain;
    const answering = new Promise<Answering>((resolve) => {
      begin = resolve;
    });
    registerIpcHost(ipc, { answering, window: () => window, log });
    const event = { sender: webContents, senderFrame: page };
    return {
      log,
      begin: (by: unknown) => begin(by as Answering),
      ask: (channel: string) => ask(event, channel),
      stranger: (channel: string) => ask({ ...event, sender: {} }, channel),
    };
  }

  it('has its calls answered once the engine is there', async () => {
    const { ask, begin } = early();
    const answered = vi.fn();
    const asked = ask('overview.get').then(answered);
    await new Promise(setImmediate);
    expect(answered).not.toHaveBeenCalled();
    begin({ engine: { call: async () => success('all well'), log: { log: vi.fn() } }, desktop: {} });
    await asked;
    expect(answered).toHaveBeenCalledWith({ ok: true, value: 'all well' });
  });

  it('does not let a stranger wait: he is refused at once, and it is logged', async () => {
    const { stranger, log } = early();
    expect(await stranger('overview.get')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(log.log).toHaveBeenCalledWith('warn', expect.any(String));
  });
});

describe('who may call', () => {
  const contents = {};
  const window = { isDestroyed: () => false, webContents: contents } as unknown as BrowserWindow;
  const event = (change: object = {}, frame: object | null = {}) =>
    ({
      sender: contents,
      senderFrame: frame && { parent: null, url: 'app://mxroute/index.html', ...frame },
      ...change,
    }) as unknown as IpcMainInvokeEvent;

  it('our own page in our own window', () => {
    expect(isTrustedSender(event(), window)).toBe(true);
  });

  it.each([
    ['another window', event({ sender: {} }), window],
    ['a frame inside the page', event({}, { parent: {} }), window],
    ['a page from elsewhere', event({}, { url: 'https://example.com/' }), window],
    ['a local file', event({}, { url: 'file:///index.html' }), window],
    ['a frame that is gone', event({}, null), window],
    ['anyone while there is no window', event(), null],
    ['a window that is gone', event(), { ...window, isDestroyed: () => true } as unknown as BrowserWindow],
  ])('not %s', (_who, caller, own) => {
    expect(isTrustedSender(caller, own)).toBe(false);
  });
});
