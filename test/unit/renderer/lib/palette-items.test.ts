import { describe, expect, it } from 'vitest';
import { findItems, groupItems, type PaletteItem } from '../../../../src-renderer/lib/palette-items.ts';

const item = (group: PaletteItem['group'], label: string, words?: string): PaletteItem => ({
  id: `${group} ${label}`,
  group,
  label,
  ...(words !== undefined && { words }),
  ...(group === 'Domains' && { searchedOnly: true as const }),
});
const ITEMS = [
  item('Screens', 'Domains'),
  item('Screens', 'Settings'),
  item('Actions', 'Scan now: DNS health', 'check records'),
  item('Actions', 'Use the dark theme', 'toggle appearance'),
  item('Settings', 'DNS', 'settings resolvers'),
  item('Domains', 'acme.example'),
  item('Domains', 'bücher.example'),
  item('Domains', 'my-acme.example'),
];
const found = (text: string) => findItems(ITEMS, text).map(({ label }) => label);

describe('the command palette', () => {
  it('offers what there is little of until something is typed', () => {
    expect(found('')).toEqual(['Domains', 'Settings', 'Scan now: DNS health', 'Use the dark theme', 'DNS']);
  });

  it('puts what begins so first, then words that do', () => {
    expect(found('acme')).toEqual(['acme.example', 'my-acme.example']);
    expect(found('dns')).toEqual(['DNS', 'Scan now: DNS health']);
  });

  it('finds by other words for the same, and by several of them', () => {
    expect(found('toggle')).toEqual(['Use the dark theme']);
    expect(found('dns scan')).toEqual(['Scan now: DNS health']);
    expect(found('resolvers')).toEqual(['DNS']);
  });

  it('finds an international domain by both its forms', () => {
    expect(found('Bücher')).toEqual(['bücher.example']);
    expect(found('xn--bcher')).toEqual(['bücher.example']);
  });

  it('takes what is typed as it stands', () => {
    expect(found('a.*e')).toEqual([]);
    expect(found('(')).toEqual([]);
  });

  it('does not drown in domains', () => {
    const many = Array.from({ length: 500 }, (_, index) => item('Domains', `c${index}.example`));
    expect(findItems([...many, ...ITEMS], 'c').filter(({ group }) => group === 'Domains')).toHaveLength(12);
    expect(findItems(many, 'c1.e')).toHaveLength(1);
    expect(findItems(many, 'example').length).toBeLessThanOrEqual(40);
  });

  it('groups, the group of the best match first', () => {
    expect(groupItems(findItems(ITEMS, 'dns')).map(({ group }) => group)).toEqual(['Settings', 'Actions']);
  });
});
