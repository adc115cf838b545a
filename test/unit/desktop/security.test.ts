import { describe, expect, it } from 'vitest';
import { isRequestAllowed, securePreferences } from '../../../src-main/desktop/security.ts';

describe('window security', () => {
  it('says every protection by itself', () => {
    expect(securePreferences('/preload.cjs', ['a', 'b'], true)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      devTools: false,
      additionalArguments: ['--mxm-channels=a,b'],
    });
  });

  it.each([
    ['app://mxroute/main.js', true, true],
    ['data:image/png;base64,AA', true, true],
    ['https://example.com/', true, false],
    ['https://example.com/', false, false],
    ['http://127.0.0.1:1/', false, false],
    ['ws://127.0.0.1:1/', false, false],
    ['file:///etc/passwd', false, false],
    ['devtools://devtools/bundled/inspector.html', false, true],
    ['devtools://devtools/bundled/inspector.html', true, false],
  ])('%s (packaged: %s) may be fetched: %s', (url, packaged, allowed) => {
    expect(isRequestAllowed(url, packaged)).toBe(allowed);
  });
});
