import type { CheckName } from '../../../../src-shared/dns-health.ts';
import type { CheckDefinition } from '../check.ts';
import { dkim } from './dkim.ts';
import { dmarc } from './dmarc.ts';
import { mail } from './mail.ts';
import { mx } from './mx.ts';
import { spf } from './spf.ts';
import { verification } from './verification.ts';
import { webmail } from './webmail.ts';

/** Every check, in the order in which it is shown. */
export const CHECKS: Record<CheckName, CheckDefinition> = {
  mx,
  spf,
  dkim,
  dmarc,
  verification,
  mail,
  webmail,
};
