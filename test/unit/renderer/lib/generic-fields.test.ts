import { describe, expect, it } from 'vitest';
import { inReadingOrder } from '../../../../src-renderer/lib/generic-fields.ts';
import type { ServiceField } from '../../../../src-shared/notification-services.ts';

const field = (name: string): ServiceField => ({
  name: name.replace('*', ''),
  label: name,
  kind: 'text',
  ...(name.endsWith('*') && { required: true }),
});

describe('the fields of a form that Apprise describes', () => {
  it.each([
    [
      'where to comes first, the scheme last',
      'form.schema user password host* port',
      'host port user password form.schema',
    ],
    [
      'what is needed comes before what may be left out',
      'form.schema user password host* port token* targets',
      'host port token user password targets form.schema',
    ],
    [
      'a needed user brings the password along',
      'user* password host* port topic*',
      'host port user password topic',
    ],
    [
      'the way to reach the service is the first question',
      'form.template form.schema token*',
      'form.template token form.schema',
    ],
    ['all else stays as Apprise lists it', 'account* key* targets name', 'account key targets name'],
  ])('%s', (_, given, shown) => {
    expect(inReadingOrder(given.split(' ').map(field)).map(({ name }) => name)).toEqual(shown.split(' '));
  });
});
