import type { AdviceName, AdviceResult, AdviceStatus } from '../../src-shared/dns-advice.ts';

const advice = (
  name: AdviceName,
  label: string,
  status: AdviceStatus,
  message: string,
  why: string,
  found: string[] = [],
): AdviceResult => ({ name, label, status, message, why, found });

export const adviceOf = (domain: string): AdviceResult[] => [
  advice(
    'spfLookups',
    'SPF lookups',
    'good',
    'Checking SPF takes 4 of at most 10 lookups.',
    'Above ten, receivers treat the record as broken and may refuse the mail.',
    ['v=spf1 include:mxroute.com -all'],
  ),
  advice(
    'spfVoidLookups',
    'SPF void lookups',
    'good',
    'Every name in the SPF record has an answer.',
    'More than two names without one, and receivers treat the record as broken.',
  ),
  advice(
    'dkimKey',
    'DKIM key',
    'advice',
    'The key has 1,024 bits. Ask MXroute for one of 2,048 and publish it.',
    'Short keys can be broken, and some receivers no longer count them.',
    [`x._domainkey.${domain}: RSA, 1,024 bits`],
  ),
  advice(
    'dmarcReports',
    'DMARC reports',
    'advice',
    `Reports go to dmarc@reports.example.net, which has not agreed to take them. Its owner publishes “v=DMARC1” at ${domain}._report._dmarc.reports.example.net.`,
    'Without that record most senders of reports send none.',
    ['rua=mailto:dmarc@reports.example.net'],
  ),
  advice(
    'mtaSts',
    'MTA-STS',
    'advice',
    'No MTA-STS policy is published.',
    'With one, other servers refuse to hand over mail without encryption.',
  ),
  advice(
    'tlsRpt',
    'TLS reports',
    'advice',
    `No TLS-RPT record is published at _smtp._tls.${domain}.`,
    'Reports tell when others could not deliver to you encrypted.',
  ),
  advice(
    'dnssec',
    'DNSSEC',
    'unknown',
    'The resolvers do not tell whether answers are signed.',
    'Signed answers cannot be forged on their way.',
  ),
  advice(
    'caa',
    'CAA',
    'good',
    'Let’s Encrypt may issue certificates for the mail host.',
    'A CAA record without it would let the certificate of the mail host expire.',
  ),
  advice(
    'mxCertificate',
    'MX certificate',
    'good',
    'The certificate of eagle.mxlogin.com is valid until 3 May 2027.',
    'With an expired one, careful senders stop delivering.',
    ['CN=*.mxlogin.com, until 2027-05-03'],
  ),
];
