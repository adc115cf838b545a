import { describe, expect, it } from 'vitest';
import { isLocalApi } from '../../../src-main/desktop/local-api.ts';

describe('an account API on this computer needs no network', () => {
  it.each([
    ['http://127.0.0.1:8080', true],
    ['http://localhost:8080/', true],
    ['http://[::1]:8080', true],
    ['https://api.mxroute.com', false],
    ['http://127.0.0.1.example.com', false],
    ['nonsense', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (url, local) => {
    expect(isLocalApi(url)).toBe(local);
  });
});
