import type { IconView } from '../../src-shared/views/notifications.ts';
import type { SmtpView } from '../../src-shared/views/smtp.ts';

export const smtpOf = (variant: string): SmtpView => ({
  host: 'eagle.mxlogin.com',
  port: 587,
  user: 'alerts@northwind-traders.example',
  from: '',
  useTls: true,
  password: 'keychain',
  store: 'keychain',
  fromEnvironment: {},
  problems: [],
  keychain: { usable: true, reason: null },
  ...(variant === 'demo' && {
    password: 'env',
    store: 'env',
    fromEnvironment: {
      host: 'RESET_SMTP_HOST',
      port: 'RESET_SMTP_PORT',
      password: 'RESET_SMTP_PASSWORD',
    },
  }),
  ...((variant === 'nothing' || variant === 'empty') && {
    host: '',
    user: '',
    password: null,
    store: null,
    problems: ['SMTP host is missing.', 'From is missing.'],
    keychain: { usable: false, reason: 'no secret service answered on this computer.' },
  }),
});

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#515cd4"/><path d="M14 22h36v22H14z" fill="none" stroke="#fff" stroke-width="4"/><path d="m14 22 18 14 18-14" fill="none" stroke="#fff" stroke-width="4"/></svg>';

export function iconOf(variant: string): IconView {
  if (variant === 'nothing' || variant === 'empty') {
    return { url: null, source: null, preview: null, problem: null };
  }
  const url = 'https://mail.northwind-traders.example/static/notification-logo.png';
  if (variant === 'demo') {
    return {
      url,
      source: 'RESET_PORTAL_CNAME_TARGET',
      preview: null,
      problem: 'There is no picture at this address (404).',
    };
  }
  return {
    url,
    source: 'Public address of the manager',
    preview: `data:image/svg+xml,${encodeURIComponent(LOGO)}`,
    problem: null,
  };
}
