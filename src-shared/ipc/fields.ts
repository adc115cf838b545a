import { z } from 'zod';
import { AUDIT_ACTION_NAMES } from '../audit-actions.ts';

/** What the inputs of several channels are made of. Every length has a limit: what comes from a window is not trusted. */
export const text = (max: number) => z.string().max(max);
export const accountId = z.string().min(1).max(64);
export const targetId = z.string().min(1).max(64);
export const actionName = z.enum(AUDIT_ACTION_NAMES as [string, ...string[]]);
