import { beforeEach, describe, expect, it } from 'vitest';
import {
  go,
  leave,
  leftBehind,
  narrowed,
  sectionShown,
  setUnsaved,
  stay,
  useNavigation,
} from '../../../../src-renderer/stores/navigation.ts';

const unsaved = { says: 'Not saved.', save: async () => true, discard: () => {} };
const here = () => useNavigation.getState();

beforeEach(() => useNavigation.setState({ place: { screen: 'notifications' }, unsaved: [], pending: null }));

describe('going to a section', () => {
  it('asks for it once: the same link works again', () => {
    go({ screen: 'settings', section: 'Data' });
    expect(here().place.section).toBe('Data');
    sectionShown();
    expect(here().place).toEqual({ screen: 'settings' });
    go({ screen: 'settings', section: 'Data' });
    expect(here().place.section).toBe('Data');
  });

  it('on another screen waits for the answer about unsaved changes, and then leads there', () => {
    setUnsaved('notifications', unsaved);
    go({ screen: 'settings', section: 'Data' });
    expect(here().place.screen).toBe('notifications');
    leave();
    expect(here().place).toEqual({ screen: 'settings', section: 'Data' });
  });
});

describe('narrowing a list', () => {
  it('is asked for once: what the person then changes stays', () => {
    go({ screen: 'domains', narrow: { statuses: ['unhealthy'] } });
    expect(here().place.narrow).toEqual({ statuses: ['unhealthy'] });
    narrowed();
    expect(here().place).toEqual({ screen: 'domains' });
  });
});

describe('a form that belongs to one domain', () => {
  const form = { ...unsaved, keptAt: ({ domain }: { domain?: string }) => domain === 'acme.example' };

  it('asks before another domain is opened on the same screen, and before it is closed', () => {
    for (const place of [{ screen: 'domains', domain: 'other.example' }, { screen: 'domains' }] as const) {
      useNavigation.setState({ place: { screen: 'domains', domain: 'acme.example' }, pending: null });
      setUnsaved('policy', form);
      go(place);
      expect(here().place.domain).toBe('acme.example');
      expect(here().pending).toEqual(place);
    }
  });

  it('does not ask while it stays in sight', () => {
    useNavigation.setState({ place: { screen: 'domains', domain: 'acme.example' } });
    setUnsaved('policy', form);
    go({ screen: 'domains', domain: 'acme.example', section: 'Mailboxes' });
    expect(here().pending).toBeNull();
    expect(here().place.section).toBe('Mailboxes');
  });
});

describe('unsaved changes', () => {
  it('are taken back only by the form that has them', () => {
    setUnsaved('smtp', unsaved);
    setUnsaved('notifications', null);
    expect(here().unsaved.map(({ form }) => form)).toEqual(['smtp']);
    setUnsaved('smtp', null);
    expect(here().unsaved).toEqual([]);
  });

  it('of two forms on one screen are asked about until both are saved', () => {
    useNavigation.setState({ place: { screen: 'settings' } });
    setUnsaved('resolvers', unsaved);
    setUnsaved('smtp', unsaved);
    setUnsaved('smtp', null);
    go({ screen: 'overview' });
    expect(leftBehind(here()).map(({ form }) => form)).toEqual(['resolvers']);
    stay();
    setUnsaved('smtp', unsaved);
    go({ screen: 'overview' });
    expect(leftBehind(here()).map(({ form }) => form)).toEqual(['resolvers', 'smtp']);
    leave();
    expect(here()).toMatchObject({ place: { screen: 'overview' }, unsaved: [], pending: null });
  });
});
