import type { InstallProgress } from '../../../../src-shared/views/delivery-engine.ts';

/** Why an installation failed, and what a person can do about it. */
export interface InstallProblem {
  message: string;
  remedy: string;
}

/** What one line of pip's output says about where it is; undefined for lines that say nothing of that. */
export function progressIn(line: string): InstallProgress | undefined {
  const collecting = /^Collecting ([\w.-]+)/.exec(line)?.[1];
  if (collecting !== undefined) return { step: 'downloading', detail: collecting };
  const file = /^\s*(?:Downloading|Using cached) (?:\S*\/)?([^\s/]+)(?: \(([\d.]+ ?[kMG]?B)\))?/.exec(line);
  if (file?.[1] !== undefined) return fromFile(file[1], file[2]);
  const installing = /^Installing collected packages: (.+)$/.exec(line)?.[1];
  if (installing === undefined) return undefined;
  const count = installing.split(',').length;
  return { step: 'installing', detail: count === 1 ? '1 package' : `${count} packages` };
}

/** PEP 427: name-version-tags.whl, where a name holds no hyphen; newer indexes offer the metadata apart. */
function fromFile(file: string, size: string | undefined): InstallProgress | undefined {
  if (file.endsWith('.metadata')) return undefined;
  const wheel = /^([\w.]+)-([^-]+)-.*\.whl$/.exec(file);
  const source = /^(.+)-(\d[^-]*?)\.(?:tar\.gz|zip)$/.exec(file);
  const [, name, version] = wheel ?? source ?? [];
  if (name === undefined || version === undefined) return undefined;
  return {
    step: 'downloading',
    detail: `${name} ${version}${size === undefined ? '' : ` (${size.replace(/(\d)(?=[kMG]?B)/, '$1 ')})`}`,
  };
}

/** Looked through in order; what a line of pip means, in words for a person. */
const CAUSES: readonly (readonly [RegExp, InstallProblem])[] = [
  [
    /No space left on device|\[Errno 28\]|disk is full|not enough space/i,
    { message: 'The disk is full.', remedy: 'Free about 200 MB, then try again.' },
  ],
  [
    /DO NOT MATCH THE HASHES|hash mismatch|BadZipFile|not a zip file|has an invalid wheel|Wheel .* is invalid/i,
    {
      message: 'A package arrived damaged and was not installed.',
      remedy:
        'Try again. If it happens again, something between this computer and the index changes downloads.',
    },
  ],
  [
    /ProxyError|407 Proxy|Cannot connect to proxy/i,
    {
      message: 'The proxy did not let the download through.',
      remedy: 'Check HTTPS_PROXY (address, user, password), then start the app again and try again.',
    },
  ],
  [
    /CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError|certificate verify failed/i,
    {
      message: 'The certificate of the Python package index could not be verified.',
      remedy:
        'Check this computer’s clock. Where a company network inspects connections, set PIP_CERT to its certificate file.',
    },
  ],
  [
    /\b40[13] Client Error|HTTP error 40[13]|User for /i,
    {
      message: 'The Python package index refused access.',
      remedy: 'Check PIP_INDEX_URL and its user and password, then try again.',
    },
  ],
  [
    /NewConnectionError|Connection ?refused|Name or service not known|name resolution|getaddrinfo|Failed to establish a new connection|ConnectTimeout|ReadTimeout|timed out|unreachable|No route to host|RemoteDisconnected|Connection aborted|ConnectionReset|IncompleteRead|HTTP error 5\d\d|\b5\d\d Server Error|too many 5\d\d/i,
    {
      message: 'The Python package index could not be reached.',
      remedy:
        'Check the internet connection, then try again. Behind a company’s proxy set HTTPS_PROXY; with an index of your own, PIP_INDEX_URL.',
    },
  ],
  [
    /requires a different Python|Requires-Python|require a different python version/i,
    {
      message: 'This computer’s Python is too old for the current Apprise.',
      remedy: 'Install a newer Python, then try again.',
    },
  ],
  [
    /subprocess-exited-with-error|Failed building wheel|metadata-generation-failed|Failed to build/i,
    {
      message: 'A package that Apprise needs would have to be compiled here, and that failed.',
      remedy: 'Use another Python (3.9 or newer, from python.org or your system), then try again.',
    },
  ],
  [
    /Permission denied|\[Errno 13\]|Read-only file system|Access is denied/i,
    {
      message: 'The data folder could not be written.',
      remedy: 'Give your user write access to the data folder, then try again.',
    },
  ],
];

/** The cause in pip's output, and what to do. Addresses and paths never pass: an index’s may hold a password. */
export function explainPip(lines: readonly string[]): InstallProblem {
  const output = lines.join('\n');
  for (const [pattern, problem] of CAUSES) if (pattern.test(output)) return problem;
  const missing = /No matching distribution found for ([\w.-]+)/.exec(output)?.[1];
  if (missing !== undefined)
    return {
      message: `The Python package index has no fitting release of “${missing}”.`,
      remedy: 'Check PIP_INDEX_URL and the pip configuration: they decide where packages come from.',
    };
  const said = lines.filter((line) => /^\s*ERROR: /.test(line)).at(-1);
  return {
    message: said === undefined ? 'pip ended without saying why.' : `pip failed: ${harmless(said)}`,
    remedy: 'Try again. If it happens again, install Apprise yourself: “pipx install apprise”.',
  };
}

const harmless = (line: string): string =>
  line
    .replace(/^\s*ERROR: /, '')
    .replace(/\S*:\/\/\S*/g, '…')
    .replace(/(?:[A-Za-z]:)?[\\/][^\s'"]+/g, '…')
    .slice(0, 200);
