import { z } from 'zod';
import { check, numeric } from './answers.ts';
import type { AccountQuota } from './api.ts';
import { isRecord } from './envelope.ts';

const bytes = numeric.refine((value) => value >= 0, 'is negative');

const quota = z.object({ total_used: bytes, total_limit: bytes });

/**
 * GET /quota (source: MXroute API 1.0.0). What is used and what may be is required, all else optional.
 * @throws MxrouteError `malformed`, naming the field.
 */
export function readQuota(path: string, data: unknown, readAt: number): AccountQuota {
  const { total_used, total_limit } = check(path, quota, data);
  const told = isRecord(data) ? data : {};
  return {
    usedBytes: total_used,
    limitBytes: total_limit,
    breakdown: readBreakdown(told.breakdown),
    grace: readGrace(told.grace_period),
    countedAt: readTime(told.updated_at),
    readAt,
  };
}

/** A category whose number is none is left out. */
function readBreakdown(told: unknown): Record<string, number> {
  if (!isRecord(told)) return {};
  const read = Object.entries(told).flatMap(([category, value]): [string, number][] => {
    const parsed = bytes.safeParse(value);
    return parsed.success ? [[category, parsed.data]] : [];
  });
  return Object.fromEntries(read);
}

/** Its presence tells that the account is above its quota, even where its facts cannot be read. */
function readGrace(told: unknown): AccountQuota['grace'] {
  if (!isRecord(told) || Object.keys(told).length === 0) return null;
  const days = numeric.safeParse(told.days_remaining);
  const { deadline } = told;
  const text = typeof deadline === 'string' ? deadline.trim() : '';
  return { daysRemaining: days.success ? days.data : null, deadline: text === '' ? null : text };
}

function readTime(told: unknown): string | null {
  const at = typeof told === 'string' ? Date.parse(told) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
