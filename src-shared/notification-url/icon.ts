import { decode, encodeTwice } from './parts.ts';

/** Where which parameter carries a picture, as the plugins and their `parse_native_url` read it. */
const TAKES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ntfys?|discord):\/\//i, 'avatar_url'],
  [/^https?:\/\/ntfy\.sh(?:[/?]|$)/i, 'avatar_url'],
  [/^https?:\/\/discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]+\/?(?:\?|$)/i, 'avatar_url'],
  [/^mmosts?:\/\//i, 'icon_url'],
  [/^https?:\/\/mattermost\.[\w.-]+(?::\d+)?\/hooks\/[\w-]+\/?(?:\?|$)/i, 'icon_url'],
];
/** A picture of its own, or none on purpose. */
const OWN_PICTURE = new Set(['avatar', 'avatar_url', 'icon', 'icon_url']);

/**
 * The address with a picture, where its service takes one and it has none: `avatar_url` for ntfy and Discord,
 * `icon_url` for Mattermost. All others get theirs from Apprise's asset.
 */
export function withIcon(url: string, icon: string): string {
  const address = url.trim();
  const parameter = TAKES.find(([shape]) => shape.test(address))?.[1];
  if (icon === '' || parameter === undefined || parameterNames(address).some((name) => OWN_PICTURE.has(name)))
    return url;
  const join = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${join}${parameter}=${encodeTwice(icon)}`;
}

/** As Apprise reads them: `;` separates as well, the case does not matter. */
const parameterNames = (address: string): string[] =>
  address
    .slice(address.indexOf('?') + 1 || address.length)
    .split(/[&;]/)
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .map((name) => (decode(name) ?? name).trim().toLowerCase());
