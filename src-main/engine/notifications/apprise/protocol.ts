import { z } from 'zod';

/** Longest request, as in assets/apprise_worker.py. */
export const MAX_LINE_BYTES = 1024 * 1024;
/** Longest answer that is read: a description of all services takes half a megabyte and grows with each release. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** What the worker says. Everything but `id` and `ok` is optional: an answer of any version must be readable. */
export const workerAnswer = z.object({
  id: z.number().nullable(),
  ok: z.boolean(),
  ready: z.boolean().optional(),
  fatal: z.string().optional(),
  version: z.string().optional(),
  accepted: z.boolean().optional(),
  kind: z.string().optional(),
  status: z.number().optional(),
  retryAfterMs: z.number().nullable().optional(),
  ms: z.number().optional(),
  services: z.unknown().optional(),
  rssKb: z.number().nullable().optional(),
});
export type WorkerAnswer = z.infer<typeof workerAnswer>;

/** How Apprise presents the app: its name and picture instead of its own. */
export interface Asset {
  appId: string;
  appDesc: string;
  appUrl: string;
  logo: string;
  mask: string;
}

const NAME = 'MXroute Manager';
/** Where the author's name of a Discord embed leads; an empty address would be refused there. */
const HOME_PAGE = 'https://mxroute.com';

/** `icon`: the address of a picture that everybody can fetch; null: none, for Apprise's own is not ours. */
export const appAsset = (icon: string | null): Asset => ({
  appId: NAME,
  appDesc: NAME,
  appUrl: HOME_PAGE,
  logo: icon ?? '',
  mask: icon ?? '',
});

export const parseAnswer = (line: string): WorkerAnswer | undefined => {
  try {
    return workerAnswer.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};
