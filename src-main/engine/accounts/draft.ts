import { failure, type Result, success } from '../../../src-shared/result.ts';
import { DEFAULT_API_URL } from './active.ts';

/** What a person enters; an empty key means "unchanged". */
export interface AccountDraft {
  id?: string;
  server: string;
  username: string;
  apiKey: string;
  apiUrl?: string;
}

const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Cleans what was pasted (an address instead of a name, blanks, capitals) and says what is wrong with which field. */
export function validateAccount(
  draft: AccountDraft,
): Result<{ server: string; username: string; apiUrl: string }> {
  const server = draft.server
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/, '');
  if (server === '')
    return failure('missing', 'Enter the mail server, for example eagle.mxlogin.com.', 'server');
  if (!HOST_NAME.test(server) && server !== 'localhost')
    return failure('invalid', 'The mail server is a host name like eagle.mxlogin.com.', 'server');
  const username = draft.username.trim();
  if (username === '')
    return failure('missing', 'Enter the user name that MXroute shows beside the API key.', 'username');
  if (!/^[\x21-\x7e]+$/.test(username))
    return failure('invalid', 'The user name has characters that MXroute does not know.', 'username');
  if (!/^[\x21-\x7e]*$/.test(draft.apiKey))
    return failure(
      'invalid',
      'The API key has blanks or special characters in it: copy it once more.',
      'apiKey',
    );
  const apiUrl = validateApiUrl(draft.apiUrl?.trim() || DEFAULT_API_URL);
  if (!apiUrl.ok) return apiUrl;
  return success({ server, username, apiUrl: apiUrl.value });
}

/** https anywhere; plain http only on this computer, because the key travels in a header. */
export function validateApiUrl(text: string): Result<string> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return failure('invalid', 'The API address is not a web address.', 'apiUrl');
  }
  if (url.username || url.password)
    return failure('invalid', 'The API address must not contain a user or password.', 'apiUrl');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
    return success(url.href.replace(/\/+$/, ''));
  return failure(
    'invalid',
    'The API address must start with https:// (http:// only on this computer).',
    'apiUrl',
  );
}
