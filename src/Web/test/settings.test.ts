import { beforeAll, describe, expect, test } from 'vitest';
import { chooseLanguage, loadMessages, startLanguage } from '../src/i18n';
import { differences, errorsOf, formOf, merge, settingsOf, type SettingsForm } from '../src/office/settings/settings-form';

const read: SettingsForm = { late: '5', language: 'fr', max: '' };

beforeAll(async () => {
  await startLanguage();
  await loadMessages('office');
  await chooseLanguage('en');
});

describe('the settings of a school', () => {
  test.each([
    [{ lateAfterMinutes: 0, language: 'en', participantsMax: 30 }, { late: '0', language: 'en', max: '30' }],
    [{ lateAfterMinutes: 60, language: 'fr' }, { late: '60', language: 'fr', max: '' }],
  ] as const)('%o are shown and sent as they are', (settings, form) => {
    expect(formOf(settings)).toEqual(form);
    expect(settingsOf(form)).toEqual(settings);
  });

  test.each([
    ['5', '', []],
    [' 0 ', ' 500 ', []],
    ['61', '1', ['late']],
    ['', '', ['late']],
    ['-1', '0', ['late', 'max']],
    ['5.5', '501', ['late', 'max']],
    ['cinq', '1e2', ['late', 'max']],
  ])('late %s and at most %s: wrong is %o', (late, max, wrong) => {
    expect(Object.keys(errorsOf({ late, language: 'fr', max }, 500))).toEqual(wrong);
  });

  test('differ by what they mean, not by how a number is written', () => {
    expect(differences(read, { ...read, late: ' 05' })).toEqual([]);
    expect(differences(read, { late: '6', language: 'en', max: '9' })).toEqual(['late', 'language', 'max']);
  });
});

describe('a change of somebody else meanwhile', () => {
  test('keeps one’s own changes and takes theirs where one made none', () => {
    expect(merge(read, { ...read, late: '10' }, { ...read, language: 'en' })).toEqual({ form: { late: '10', language: 'en', max: '' }, theirs: ['language'] });
  });

  test('of the same field keeps one’s own, and names it', () => {
    expect(merge(read, { ...read, late: '10' }, { ...read, late: '15' })).toEqual({ form: { late: '10', language: 'fr', max: '' }, theirs: ['late'] });
  });

  test('that is what one wanted leaves nothing to save', () => {
    const now = { ...read, late: '10' };
    const { form } = merge(read, { ...read, late: '10' }, now);
    expect(differences(form, now)).toEqual([]);
  });
});
