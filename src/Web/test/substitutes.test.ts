import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Substitute } from '../src/api/schools';
import { chooseLanguage, loadMessages, startLanguage } from '../src/i18n';
import { groupsOf, spanText } from '../src/office/substitutes/spans';
import { draftOf, errorsOf, longerForm, newForm, notesOf, timesOf, type FormContext, type SubstituteForm } from '../src/office/substitutes/substitute-form';
import { matches } from '../src/i18n/search';

const now = new Date(2026, 8, 7, 7, 45);

const substitute = (change: Partial<Substitute>): Substitute => ({
  id: '1',
  class: 'demo~3b',
  classTitle: '3e B',
  teacher: 'ada',
  givenName: 'Ada',
  familyName: 'Martin',
  from: new Date(2026, 8, 7).toISOString(),
  to: new Date(2026, 8, 12).toISOString(),
  ...change,
});

const form = (change: Partial<SubstituteForm>): SubstituteForm => ({ ...newForm(now), class: 'demo~3b', teacher: 'ada', ...change });
const context = (change: Partial<FormContext> = {}): FormContext => ({ now, substitutes: [], teachers: new Set(['olga']), nameOf: (id) => ({ ada: 'Ada Martin', olga: 'Olga Petit' })[id] ?? '', ...change });

beforeAll(async () => {
  await startLanguage();
  await loadMessages('office');
});

beforeEach(() => chooseLanguage('fr'));

describe('the form of a substitution', () => {
  test('begins with today, all day', () => {
    expect(timesOf(newForm(now))).toEqual({ from: new Date(2026, 8, 7), to: new Date(2026, 8, 8) });
    expect(draftOf(form({ toDay: '2026-09-11', reason: '  ' }))).toEqual({ class: 'demo~3b', teacher: 'ada', from: new Date(2026, 8, 7).toISOString(), to: new Date(2026, 8, 12).toISOString() });
  });

  test('takes hours as people type them', () => {
    const times = timesOf(form({ wholeDays: false, fromTime: '9 h 05', toTime: '11h' }));
    expect(times).toEqual({ from: new Date(2026, 8, 7, 9, 5), to: new Date(2026, 8, 7, 11) });
  });

  test.each<[Partial<SubstituteForm>, object]>([
    [{}, {}],
    [{ class: '' }, { class: 'Choisissez la classe.' }],
    [{ teacher: '' }, { teacher: 'Choisissez qui remplace.' }],
    [{ teacher: 'olga' }, { teacher: 'Olga Petit enseigne déjà dans cette classe\u00a0: rien à faire.' }],
    [{ fromDay: '' }, { fromDay: 'Choisissez un jour.' }],
    [{ toDay: '2026-02-31x' }, { toDay: 'Choisissez un jour.' }],
    [{ toDay: '2026-09-06' }, { toDay: 'La fin doit venir après le début.' }],
    [{ fromDay: '2026-09-01', toDay: '2026-09-06' }, { toDay: 'C’est déjà passé. Choisissez une fin à venir.' }],
    [{ toDay: '2027-10-12' }, { toDay: 'C’est trop long\u00a0: 400 jours au plus.' }],
    [{ toDay: '2027-10-11' }, {}],
    [{ wholeDays: false, fromTime: 'midi', toTime: '25:00' }, { fromTime: 'Écrivez l’heure, par exemple 10\u00a0h\u00a030.', toTime: 'Écrivez l’heure, par exemple 10\u00a0h\u00a030.' }],
    [{ wholeDays: false, fromTime: '10:00', toTime: '9:00' }, { toTime: 'La fin doit venir après le début.' }],
    [{ wholeDays: false, fromTime: '6:00', toTime: '7:00' }, { toTime: 'C’est déjà passé. Choisissez une fin à venir.' }],
  ])('%o is answered by %o', (change, expected) => {
    const plain = (errors: object) => JSON.parse(JSON.stringify(errors).replace(/[\u00a0\u202f]/g, ' ')) as object;
    expect(plain(errorsOf(form(change), context()))).toEqual(plain(expected));
  });

  test('knows of another in the same class, and of the same teacher elsewhere', () => {
    const substitutes = [substitute({}), substitute({ id: '2', class: 'demo~4a', classTitle: '4e A' }), substitute({ id: '3', teacher: 'bob', givenName: 'Bob', familyName: 'Roy' })];
    expect(errorsOf(form({ toDay: '2026-09-08' }), context({ substitutes })).teacher).toContain('Ada Martin remplace déjà dans cette classe, du lundi 7 septembre au vendredi 11 septembre');
    expect(errorsOf(form({ fromDay: '2026-09-12', toDay: '2026-09-14' }), context({ substitutes }))).toEqual({});
    expect(notesOf(form({}), context({ substitutes }))).toEqual([
      'Ada Martin remplace aussi en 4e A, du lundi 7 septembre au vendredi 11 septembre.',
      'Bob Roy remplace aussi dans cette classe, du lundi 7 septembre au vendredi 11 septembre. Les deux y auront accès.',
    ]);
    expect(notesOf(form({ fromDay: '2026-09-12', toDay: '2026-09-14' }), context({ substitutes }))).toEqual([]);
  });
});

describe('a substitution', () => {
  test.each([
    [new Date(2026, 8, 7), new Date(2026, 8, 8), 'lundi 7 septembre'],
    [new Date(2026, 8, 7), new Date(2026, 8, 12), 'du lundi 7 septembre au vendredi 11 septembre'],
    [new Date(2026, 8, 7, 9), new Date(2026, 8, 7, 11, 30), 'lundi 7 septembre, 9 h 00 – 11 h 30'],
    [new Date(2026, 8, 7), new Date(2026, 8, 8, 12), 'du lundi 7 septembre, 0 h 00 au mardi 8 septembre, 12 h 00'],
  ])('from %s to %s is told as %s', (from, to, expected) => {
    expect(spanText({ from: from.toISOString(), to: to.toISOString() }, now).replace(/\u202f/g, ' ')).toBe(expected);
  });

  test('runs, comes or is over, each in the order one looks for it', () => {
    const at = (from: number, to: number) => ({ from: new Date(2026, 8, from).toISOString(), to: new Date(2026, 8, to).toISOString() });
    const all = [
      substitute({ id: 'past early', ...at(1, 2) }),
      substitute({ id: 'past late', ...at(1, 4) }),
      substitute({ id: 'long', ...at(6, 20) }),
      substitute({ id: 'short', ...at(7, 8) }),
      substitute({ id: 'ends now', from: at(6, 7).from, to: now.toISOString() }),
      substitute({ id: 'later', ...at(20, 21) }),
      substitute({ id: 'soon', ...at(8, 9) }),
    ];
    const ids = Object.entries(groupsOf(all, now)).map(([group, those]) => [group, those.map(({ id }) => id)]);
    expect(ids).toEqual([['now', ['short', 'long']], ['next', ['soon', 'later']], ['past', ['ends now', 'past late', 'past early']]]);
  });
});

describe('a longer substitution', () => {
  const at = (day: number, hour = 0) => new Date(2026, 8, day, hour).toISOString();

  test('goes on for a further day from when it ends now', () => {
    const whole = longerForm(substitute({ from: at(7), to: at(9), reason: 'Stage' }));
    expect(whole).toMatchObject({ class: 'demo~3b', wholeDays: true, fromDay: '2026-09-09', toDay: '2026-09-09', reason: 'Stage' });
    expect(draftOf(whole)).toMatchObject({ from: at(9), to: at(10) });
  });

  test('keeps its hours, and meets what it goes on from without a gap and without a conflict', () => {
    const now_ = substitute({ from: at(7, 8), to: at(7, 12) });
    const longer = longerForm(now_);
    expect(draftOf(longer)).toMatchObject({ from: at(7, 12), to: at(8, 12) });
    expect(errorsOf(longer, { now, substitutes: [now_], teachers: new Set(), nameOf: () => 'Ana Roy' })).toEqual({});
  });
});

describe('a picker', () => {
  const options = [
    { value: '1', label: 'Élise Nguyễn-Roy', detail: 'elise@example.org' },
    { value: '2', label: '3e B', detail: 'Mathématiques' },
  ];

  test.each([
    ['', ['1', '2']],
    ['eli', ['1']],
    ['ROY él', ['1']],
    ['nguyen', ['1']],
    ['3e b', ['2']],
    ['math', ['2']],
    ['oy', []],
  ])('finds by %s', (typed, expected) => {
    expect(options.filter(({ label, detail }) => matches(typed, `${label} ${detail ?? ''}`)).map(({ value }) => value)).toEqual(expected);
  });
});
