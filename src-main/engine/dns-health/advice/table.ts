import type { AdviceName } from '../../../../src-shared/dns-advice.ts';
import { caa } from './caa.ts';
import type { AdviceDefinition } from './check.ts';
import { dkimKey } from './dkim-key.ts';
import { dmarcReports } from './dmarc-reports.ts';
import { dnssec } from './dnssec.ts';
import { mtaSts } from './mta-sts.ts';
import { mxCertificate } from './mx-certificate.ts';
import { spfLookups, spfVoidLookups } from './spf.ts';
import { tlsRpt } from './tls-rpt.ts';

/** Every advisory check, in the order in which it is shown. */
export const ADVICE: Record<AdviceName, AdviceDefinition> = {
  spfLookups,
  spfVoidLookups,
  dkimKey,
  dmarcReports,
  mtaSts,
  tlsRpt,
  dnssec,
  caa,
  mxCertificate,
};
