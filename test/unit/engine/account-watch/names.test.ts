import { expect, it } from 'vitest';
import {
  canonicalAddress,
  canonicalDestinations,
  canonicalEntry,
} from '../../../../src-main/engine/account-watch/names.ts';

it.each([
  ['Bob@Example.COM', 'bob@example.com'],
  [' bob@xn--mller-kva.example ', 'bob@müller.example'],
  ['bob@MÜLLER.example', 'bob@müller.example'],
  [':FAIL:', ':fail:'],
  ['"odd@local"@example.com', '"odd@local"@example.com'],
])('the address %j', (address, expected) => {
  expect(canonicalAddress(address)).toBe(expected);
});

it.each([
  ['*@News.example', '*@news.example'],
  ['*@xn--mller-kva.example', '*@müller.example'],
  ['Example.com', 'example.com'],
  ['*.xn--mller-kva.example', '*.müller.example'],
  ['192.0.2.0/24', '192.0.2.0/24'],
  ['any text', 'any text'],
])('the entry %j', (entry, expected) => {
  expect(canonicalEntry(entry)).toBe(expected);
});

it('destinations are the same in any order, each once', () => {
  expect(canonicalDestinations(['b@x.example', 'A@x.example', 'B@X.example'])).toEqual([
    'a@x.example',
    'b@x.example',
  ]);
});
