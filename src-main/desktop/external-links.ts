import { SERVICE_LINKS } from '../../src-shared/notification-url/registry.ts';

/** `path` narrows a host that anybody can publish on, or of which only one page is meant. */
interface Allowed {
  host: string;
  path?: string;
}

const OWN: readonly Allowed[] = [
  { host: 'mxroute.com' },
  { host: 'www.mxroute.com' },
  { host: 'panel.mxroute.com' },
  { host: 'management.mxroute.com' },
  { host: 'docs.mxroute.com' },
  { host: 'api.mxroute.com' },
  { host: 'extensions.gnome.org', path: '/extension/615' },
];

/** Where Apprise describes its services: its own pages, and those of two services that it names instead. */
const SET_UP_PAGES: readonly Allowed[] = [
  { host: 'github.com', path: '/caronc/apprise' },
  { host: 'appriseit.com' },
  { host: 'docs.signalgrid.co' },
  { host: 'trigv.com' },
];

/** "Where do I find this?" of the services' forms: exactly those pages. */
const FIELD_LINKS: readonly Allowed[] = SERVICE_LINKS.map((link) => {
  const { hostname, pathname } = new URL(link);
  return { host: hostname, path: pathname.replace(/\/$/, '') };
});

/** The only addresses that a click in the window may open in the person's browser. */
const ALLOWED: readonly Allowed[] = [...OWN, ...SET_UP_PAGES, ...FIELD_LINKS];

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
  const isBelow = (path: string | undefined) =>
    path === undefined || url.pathname === path || url.pathname.startsWith(`${path}/`);
  return ALLOWED.some(({ host, path }) => host === url.hostname && isBelow(path)) ? url.href : undefined;
}
