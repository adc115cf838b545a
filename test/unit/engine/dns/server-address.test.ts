import { Resolver } from 'node:dns';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  chosenServers,
  defaultServers,
  parseServer,
} from '../../../../src-main/engine/dns/server-address.ts';

describe('resolver addresses', () => {
  it.each([
    ['1.1.1.1', { host: '1.1.1.1', port: 53, label: '1.1.1.1' }],
    ['1.1.1.1:53', { host: '1.1.1.1', port: 53, label: '1.1.1.1' }],
    ['127.0.0.1:5353', { host: '127.0.0.1', port: 5353, label: '127.0.0.1:5353' }],
    ['::1', { host: '::1', port: 53, label: '::1' }],
    ['[::1]', { host: '::1', port: 53, label: '::1' }],
    ['[2606:4700::1111]:54', { host: '2606:4700::1111', port: 54, label: '[2606:4700::1111]:54' }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0', port: 53, label: 'fe80::1%eth0' }],
    [' Resolver.Example:5300 ', { host: 'resolver.example', port: 5300, label: 'resolver.example:5300' }],
  ])('%s', (text, address) => {
    expect(parseServer(text)).toEqual(address);
  });

  it.each([
    '',
    ':53',
    '1.1.1.1:0',
    '1.1.1.1:70000',
    '[::1',
    '[1.1.1.1]:53',
    'a b',
    'http://1.1.1.1',
    '1.1.1.1:x',
  ])('%j is none', (text) => {
    expect(parseServer(text)).toBeUndefined();
  });

  it('asks the system’s own first, then public ones, each once', () => {
    expect(defaultServers(['192.168.1.1', '8.8.8.8', '192.168.1.1:53', 'fec0:0:0:ffff::1'])).toEqual([
      '192.168.1.1',
      '8.8.8.8',
      '1.1.1.1',
      '9.9.9.9',
    ]);
    expect(defaultServers([])).toEqual(['1.1.1.1', '8.8.8.8', '9.9.9.9']);
  });

  it('asks whom a person chose, in their order, each once', () => {
    expect(chosenServers(['9.9.9.9', '192.0.2.1', '9.9.9.9'], () => [])).toEqual(['9.9.9.9', '192.0.2.1']);
  });

  it('takes “system” for this computer’s own, whichever they are just then', () => {
    expect(chosenServers(['9.9.9.9', 'System'], () => ['192.168.1.1', '9.9.9.9'])).toEqual([
      '9.9.9.9',
      '192.168.1.1',
    ]);
  });

  it('asks the default where nothing was chosen, and where this computer has none of its own', () => {
    const usual = ['1.1.1.1', '8.8.8.8', '9.9.9.9'];
    expect(chosenServers([], () => [])).toEqual(usual);
    expect(chosenServers(['system'], () => [])).toEqual(usual);
  });
});

describe('this computer’s own resolvers', () => {
  afterEach(() => vi.restoreAllMocks());

  it('are those of the network that it is in now', () => {
    const servers = vi.spyOn(Resolver.prototype, 'getServers').mockReturnValue(['192.0.2.1']);
    expect(chosenServers(['system'])).toEqual(['192.0.2.1']);
    servers.mockReturnValue(['198.51.100.7']);
    expect(chosenServers(['system'])).toEqual(['198.51.100.7']);
    expect(chosenServers([])[0]).toBe('198.51.100.7');
  });
});
