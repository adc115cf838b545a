import { describe, expect, it } from 'vitest';
import { toolEnvironment } from '../../../../src-main/engine/notifications/apprise/install-tool.ts';
import { explainPip, progressIn } from '../../../../src-main/engine/notifications/apprise/pip-output.ts';

describe('where pip is', () => {
  it.each([
    ['Collecting apprise<2,>=1.13', 'downloading', 'apprise'],
    ['  Downloading apprise-1.13.0-py3-none-any.whl (1.6 MB)', 'downloading', 'apprise 1.13.0 (1.6 MB)'],
    ['Downloading requests-2.32.3-py3-none-any.whl (64 kB)', 'downloading', 'requests 2.32.3 (64 kB)'],
    ['  Downloading PyYAML-6.0.2.tar.gz (130 kB)', 'downloading', 'PyYAML 6.0.2 (130 kB)'],
    [
      '  Downloading https://index.example/files/charset_normalizer-3.4.0-cp311-cp311-manylinux_2_17_x86_64.whl (142 kB)',
      'downloading',
      'charset_normalizer 3.4.0 (142 kB)',
    ],
    ['  Using cached click-8.1.7-py3-none-any.whl (97 kB)', 'downloading', 'click 8.1.7 (97 kB)'],
    ['Installing collected packages: urllib3, idna, apprise', 'installing', '3 packages'],
    ['Installing collected packages: apprise', 'installing', '1 package'],
  ])('%s', (line, step, detail) => {
    expect(progressIn(line)).toEqual({ step, detail });
  });

  it.each([
    '  Downloading apprise-1.13.0-py3-none-any.whl.metadata (51 kB)',
    'Requirement already satisfied: pip in ./lib',
    'Looking in indexes: https://ann:****@index.example/simple',
    'Successfully installed apprise-1.13.0',
    'WARNING: Retrying (Retry(total=1)) after connection broken',
    '',
  ])('says nothing new: %s', (line) => {
    expect(progressIn(line)).toBeUndefined();
  });
});

describe('why pip failed', () => {
  const retrying =
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/apprise/";
  const none = [
    'ERROR: Could not find a version that satisfies the requirement apprise<2,>=1.13 (from versions: none)',
    'ERROR: No matching distribution found for apprise<2,>=1.13',
  ];

  it.each([
    ['no network', [retrying, ...none], /could not be reached/, /internet connection/],
    ['an index without it', none, /no fitting release of “apprise”/, /PIP_INDEX_URL/],
    [
      'an old Python',
      [
        'ERROR: Ignored the following versions that require a different python version: 1.13.0 Requires-Python >=3.9',
        ...none,
      ],
      /too old/,
      /newer Python/,
    ],
    [
      'a proxy that refuses',
      [
        "Retrying after connection broken by 'ProxyError('Cannot connect to proxy.', 407 Proxy Authentication Required)'",
        ...none,
      ],
      /proxy did not let/,
      /HTTPS_PROXY/,
    ],
    [
      'an inspected connection',
      [
        "Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))'",
        ...none,
      ],
      /certificate/,
      /PIP_CERT/,
    ],
    [
      'a refused password',
      ['ERROR: HTTP error 401 while getting https://index.example'],
      /refused access/,
      /password/,
    ],
    [
      'a server in trouble',
      ['ERROR: HTTP error 503 while getting https://index.example'],
      /could not be reached/,
      /try again/,
    ],
    [
      'a full disk',
      ['ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'],
      /disk is full/,
      /Free/,
    ],
    [
      'a damaged download',
      ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'],
      /damaged/,
      /Try again/,
    ],
    [
      'no compiler',
      ['error: subprocess-exited-with-error', 'ERROR: Failed building wheel for x'],
      /compiled/,
      /another Python/,
    ],
    [
      'a read-only folder',
      ["ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/data/x'"],
      /could not be written/,
      /write access/,
    ],
    ['nothing said', [], /without saying why/, /pipx/],
  ])('%s', (_name, lines, message, remedy) => {
    const problem = explainPip(lines);
    expect(problem.message).toMatch(message);
    expect(problem.remedy).toMatch(remedy);
  });

  it('repeats neither addresses nor paths of what it does not know', () => {
    const { message } = explainPip([
      'ERROR: odd thing at https://ann:S3CRET@index.example/simple in /home/ann/x',
    ]);
    expect(message).toBe('pip failed: odd thing at … in …');
  });
});

describe('what pip is given', () => {
  it('the way to the index and the proxy, but nothing that installs elsewhere and no secret of the app', () => {
    const given = toolEnvironment('/tmp/work', {
      PATH: '/usr/bin',
      HTTPS_PROXY: 'http://proxy:3128',
      PIP_INDEX_URL: 'https://index.example/simple',
      PIP_TIMEOUT: '60',
      PIP_TARGET: '/elsewhere',
      PIP_USER: '1',
      PYTHONPATH: '/elsewhere',
      MX_API_KEY: 'S3CRET',
    });
    expect(given).toMatchObject({
      HTTPS_PROXY: 'http://proxy:3128',
      PIP_INDEX_URL: 'https://index.example/simple',
      PIP_TIMEOUT: '60',
      PIP_USER: '0',
      TMPDIR: '/tmp/work',
    });
    expect(Object.keys(given)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(PIP_TARGET|PYTHONPATH|MX_API_KEY)$/)]),
    );
  });
});
