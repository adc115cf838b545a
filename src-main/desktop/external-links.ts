/**
 * The only addresses that a click in the window may open in the person's browser. `path` narrows a host that
 * anybody can publish on.
 */
const ALLOWED: readonly { host: string; path?: string }[] = [
  { host: 'mxroute.com' },
  { host: 'www.mxroute.com' },
  { host: 'panel.mxroute.com' },
  { host: 'management.mxroute.com' },
  { host: 'docs.mxroute.com' },
  { host: 'api.mxroute.com' },
  { host: 'github.com', path: '/caronc/apprise' },
  { host: 'appriseit.com' },
  { host: 'extensions.gnome.org', path: '/extension/615' },
];

/** @returns the address as the browser will get it, or undefined where it is not on the list. */
export function allowedExternalUrl(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined;
  const entry = ALLOWED.find(({ host }) => host === url.hostname);
  if (!entry) return undefined;
  const { path } = entry;
  const isBelow = path === undefined || url.pathname === path || url.pathname.startsWith(`${path}/`);
  return isBelow ? url.href : undefined;
}
