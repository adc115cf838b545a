import type { App, Session, WebContents, WebPreferences } from 'electron';
import { isAppUrl } from './app-url.ts';
import { CHANNELS_ARGUMENT } from './bridge-channels.ts';

/** Electron's security checklist, said in full: a default that changes must not open anything. */
export function securePreferences(
  preload: string,
  channels: readonly string[],
  packaged: boolean,
): WebPreferences {
  return {
    preload,
    additionalArguments: [CHANNELS_ARGUMENT + channels.join(',')],
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !packaged,
  };
}

/** Whether a page may fetch `url` at all; the developer tools are there only while developing. */
export const isRequestAllowed = (url: string, packaged: boolean): boolean =>
  isAppUrl(url) || (!packaged && /^(devtools|chrome-extension):/.test(url)) || /^(data|blob):/.test(url);

export function secureEverySession(app: App): void {
  app.on('session-created', (session) => secureSession(session, app.isPackaged));
}

export function secureSession(session: Session, packaged: boolean): void {
  // Also the clipboard: copying a selection, which is what the copy buttons do, needs no permission.
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isRequestAllowed(details.url, packaged) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

export function secureEveryWebContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => secureWebContents(contents));
}

/** No page goes anywhere, opens anything or embeds anything. */
function secureWebContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!isAppUrl(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event, url) => stay(event, url));
  contents.on('will-redirect', (event, url) => stay(event, url));
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
