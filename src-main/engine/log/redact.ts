/**
 * The one place that knows which strings must never be written. Every module that reads a secret tells it here;
 * every writer (log, error texts that leave the engine) passes through it. A last net, not the first: nothing
 * should hand a secret to a writer in the first place.
 */
const MASK = '•••';
/** Shorter values would blank ordinary words. */
const SHORTEST_SECRET = 4;

const KEY_IS_SECRET = /pass(word|wd)?|token|secret|api[-_]?key|authorization|credential/i;
/** User info and everything after the host of any URL: paths and queries of notification URLs are secrets. */
const URL_TAIL = /\b([a-z][a-z0-9+.-]{1,30}):\/\/[^\s"'<>]+/gi;
const OPEN_SCHEMES = new Set(['app', 'file']);

export class Redactor {
  readonly #secrets = new Set<string>();

  /** Registers a secret and the ways in which it may be encoded on its way out. */
  add(secret: string | undefined): void {
    if (!secret || secret.length < SHORTEST_SECRET) return;
    for (const form of [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString('base64'),
    ])
      this.#secrets.add(form);
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, MASK);
    return clean.replace(URL_TAIL, (url, scheme: string) =>
      OPEN_SCHEMES.has(scheme.toLowerCase()) ? url : maskUrlTail(url, scheme),
    );
  }

  /** A copy with every string cleaned, and the values of secret-looking keys blanked. Cycles become `[circular]`. */
  value(value: unknown, seen: WeakSet<object> = new WeakSet()): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return '[circular]';
    seen.add(value);
    if (value instanceof Error)
      return { name: value.name, message: this.text(value.message), stack: this.text(value.stack ?? '') };
    if (Array.isArray(value)) return value.map((item) => this.value(item, seen));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        KEY_IS_SECRET.test(key) ? MASK : this.value(item, seen),
      ]),
    );
  }
}

/** API addresses keep host and path (they hold none); everything else only its scheme. */
function maskUrlTail(url: string, scheme: string): string {
  if (!/^https?$/i.test(scheme)) return `${scheme}://${MASK}`;
  const match = /^https?:\/\/(?:[^/@\s]*@)?([^/?#\s]+)/i.exec(url);
  return `${scheme}://${match?.[1] ?? MASK}/${MASK}`;
}
