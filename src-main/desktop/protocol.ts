import { type Protocol, protocol } from 'electron';
import { respond } from './app-response.ts';
import { APP_SCHEME } from './app-url.ts';

/** Before Electron is ready: relative addresses, same-origin rules and a secure context for `app://`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built window from `root` and nothing else. */
export function serveApp(target: Protocol, root: string): void {
  target.handle(APP_SCHEME, (request) => respond(root, request.method, request.url));
}
