import { describe, expect, it } from 'vitest';
import { type ServiceEntry, searchServices } from '../../../../src-renderer/lib/service-search.ts';

const entry = (label: string, schemes: string[] = [], hint = ''): ServiceEntry => ({
  id: label,
  label,
  hint,
  schemes,
  missing: null,
});

const ENTRIES = [
  entry('Telegram', ['tgram'], 'A chat or group, through your bot'),
  entry('Amazon Web Service (AWS) - SES', ['ses']),
  entry('Matrix', ['matrixs', 'matrix']),
  entry('MSTeams', ['msteams']),
  entry('Rocket.Chat', ['rockets', 'rocket']),
  entry('Pagertree', ['pagertree']),
  entry('PagerDuty', ['pagerduty']),
  entry('Flüster', ['fluester']),
];
const found = (query: string) => searchServices(ENTRIES, query).map(({ label }) => label);

describe('searching for a service', () => {
  it.each([
    ['matrix', ['Matrix']],
    ['MATRIX', ['Matrix']],
    ['pager', ['Pagertree', 'PagerDuty']],
    ['rocket chat', ['Rocket.Chat']],
    ['rocketchat', ['Rocket.Chat']],
    ['ms teams', ['MSTeams']],
    ['aws', ['Amazon Web Service (AWS) - SES']],
    ['service amazon', ['Amazon Web Service (AWS) - SES']],
    ['fluster', ['Flüster']],
    ['tgram', ['Telegram']],
    ['group', ['Telegram']],
    ['no such thing', []],
  ])('%s finds %j', (query, labels) => {
    expect(found(query)).toEqual(labels);
  });

  it('puts what begins like the query before what only has it somewhere', () => {
    expect(found('ma')).toEqual(['Matrix', 'Amazon Web Service (AWS) - SES']);
    // `ses` is the scheme itself.
    expect(found('ses')[0]).toBe('Amazon Web Service (AWS) - SES');
  });

  it('leaves everything as it is while nothing is typed', () => {
    expect(found('  ')).toEqual(ENTRIES.map(({ label }) => label));
  });

  it('does not answer one letter with what services are for', () => {
    expect(found('b')).not.toContain('Telegram');
  });
});
