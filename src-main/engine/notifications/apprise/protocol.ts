import { z } from 'zod';

/** Longest line in either direction, as in assets/apprise_worker.py. */
export const MAX_LINE_BYTES = 1024 * 1024;

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
});
export type WorkerAnswer = z.infer<typeof workerAnswer>;

/** How Apprise presents the app: its name instead of its own, no picture unless one is configured. */
export interface Asset {
  appId: string;
  appDesc: string;
  appUrl: string;
  logo: string;
  mask: string;
}

export const APP_ASSET: Asset = {
  appId: 'MXroute Manager',
  appDesc: 'MXroute Manager',
  appUrl: '',
  logo: '',
  mask: '',
};

export const parseAnswer = (line: string): WorkerAnswer | undefined => {
  try {
    return workerAnswer.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};
