import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseLanguage, isMessage, language, messagesIn, preferredLanguage, startLanguage, suggestLanguage, t } from '../src/i18n';
import { messages as englishOfAll } from '../src/i18n/en';
import { messages as englishOfOffice } from '../src/i18n/en/office';
import { messages as frenchOfAll } from '../src/i18n/fr';
import { messages as frenchOfOffice } from '../src/i18n/fr/office';
import { byClass, byName, daysBetween, formatDate, formatDay, formatDuration, formatElapsed, formatTime } from '../src/i18n/format';
import { typeset } from '../src/i18n/typography';

const english = { ...englishOfAll, ...englishOfOffice };
const french = { ...frenchOfAll, ...frenchOfOffice };

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value as object, `${path}${key}.`)));

const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('messages', () => {
  test('say the same things in both languages, with the same values in them', () => {
    const said = new Map(leaves(english));
    expect([...said.keys()].sort()).toEqual(leaves(french).map(([key]) => key).sort());
    for (const [key, text] of leaves(french)) {
      expect(names(said.get(key)!), key).toEqual(names(text));
    }
  });

  test('are each shown somewhere', () => {
    const root = join(import.meta.dirname, '../src');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path) && !/^i18n.(fr|en)\b/.test(path));
    const source = files.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
    const isShown = (key: string) => source.includes(`'${key}'`) || source.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
    expect(leaves(french).map(([key]) => key.replace(/_(zero|one|other)$/, '')).filter((key) => !isShown(key))).toEqual([]);
  });

  test('leave no message empty', () => {
    for (const [key, text] of [...leaves(french), ...leaves(english)]) {
      expect(text.trim(), key).not.toBe('');
    }
  });
});

describe('the language', () => {
  test.each([
    [null, ['en-US', 'fr'], 'en'],
    [null, ['de', 'fr-CA'], 'fr'],
    [null, ['de'], 'en'],
    [null, ['de-AT', 'en'], 'en'],
    [null, [], 'en'],
    ['en', ['fr'], 'en'],
    ['xx', ['en'], 'en'],
    [null, ['de'], 'fr', 'fr'],
    [null, ['de', 'en'], 'en', 'fr'],
    ['en', ['de'], 'en', 'fr'],
    [null, [], 'en', 'xx'],
  ] as const)('chosen before as %s, by a browser that speaks %s, is %s if the school speaks %s', (stored, browser, expected, school?: string) => {
    expect(preferredLanguage(stored, browser, school)).toBe(expected);
  });

  test('of a school is spoken only where nobody chose one and the browser speaks none of ours, and is kept', async () => {
    localStorage.clear();
    const speaks = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
    speaks('en');
    await startLanguage();
    await suggestLanguage('fr');
    expect(language.value).toBe('en');

    speaks('de');
    await suggestLanguage('fr');
    expect(language.value).toBe('fr');
    await startLanguage();
    expect(language.value).toBe('fr');

    await chooseLanguage('en');
    await suggestLanguage('fr');
    expect(language.value).toBe('en');
    vi.restoreAllMocks();
    localStorage.clear();
  });

  test('of what is printed need not be the page’s', async () => {
    await chooseLanguage('en');
    const inFrench = await messagesIn('fr');
    expect([inFrench('lesson.peopleCount', { count: 2 }), t('ui.close')]).toEqual(['2 présents', 'Close']);
  });
});

describe('French typography', () => {
  test.each([
    ['Bonjour !', 'Bonjour\u202f!'],
    ['Page : une', 'Page\u00a0: une'],
    ['« Oui »', '«\u202fOui\u202f»'],
    ['dans {{count}} s, ou 50 Mo', 'dans {{count}}\u00a0s, ou 50\u00a0Mo'],
    ['à 9 h 30', 'à 9\u202fh\u202f30'],
    ['5 séances', '5 séances'],
    ["l'élève", 'l’élève'],
    ['https://a.b', 'https://a.b'],
  ])('sets %s', (typed, printed) => {
    expect(typeset(typed)).toBe(printed);
  });
});

describe('what is shown', () => {
  beforeAll(async () => {
    await startLanguage();
  });

  const at = new Date(2026, 10, 24, 9, 5);

  test('follows the language chosen', async () => {
    await chooseLanguage('fr');
    expect(t('lesson.peopleCount', { count: 1 })).toBe('1 présent');
    expect(t('lesson.peopleCount', { count: 2 })).toBe('2 présents');
    expect(formatTime(at)).toBe('9\u202fh\u202f05');
    expect(formatDay(at, at)).toBe('mardi 24 novembre');
    expect(formatDay(new Date(2026, 11, 1), at)).toBe('mardi 1er décembre');
    expect([formatDate(new Date(2026, 11, 1)), formatDate(new Date(2026, 11, 11)), formatDate(new Date(2026, 11, 1), 'en')]).toEqual(['1er déc. 2026', '11 déc. 2026', '1 Dec 2026']);
    expect(isMessage('problem.tokenSpent')).toBe(true);
    expect(isMessage('problem.fromTheFuture')).toBe(false);

    await chooseLanguage('en');
    expect(formatTime(at)).toBe('9:05');
    expect(formatDay(at, at)).toMatch(/^Tuesday,? 24 November$/);
    expect(document.documentElement.lang).toBe('en');
  });

  test('counts time as people do', () => {
    expect(formatElapsed(249_000)).toBe('4:09');
    expect(formatElapsed(3_750_000)).toBe('1:02:30');
    expect(formatDuration(45_000)).toBe('45\u00a0s');
    expect(formatDuration(325_000)).toBe('5\u00a0min 25\u00a0s');
    expect(formatDuration(3_750_000)).toBe('1\u00a0h 02\u00a0min');
    expect(daysBetween(new Date(2026, 10, 24, 23, 59), new Date(2026, 10, 25, 0, 1))).toBe(1);
  });

  test('sorts names as a class list does', () => {
    expect(['3e A', 'Latin', '6e B', '4e A', '6e A', '10e'].sort(byClass)).toEqual(['6e A', '6e B', '4e A', '3e A', '10e', 'Latin']);
    expect(['Zoé', 'Éloïse', 'eric', 'Élève 10', 'Élève 9'].sort(byName)).toEqual(['Élève 9', 'Élève 10', 'Éloïse', 'eric', 'Zoé']);
  });
});

test('a name that runs from right to left keeps its direction to itself; others, and what looks like markup, stay as they are', async () => {
  await chooseLanguage('fr');
  expect(t('lesson.hand.raisedBy', { name: 'עדה 2' })).toContain('\u2068עדה 2\u2069');
  expect(t('lesson.hand.raisedBy', { name: 'Max\u202egnp' })).toContain('\u2068Max\u202egnp\u2069');
  expect(t('lesson.hand.raisedBy', { name: 'Thuỳ <b>&</b> 🎉' })).toMatch(/(^| )Thuỳ <b>&<\/b> 🎉/);
});
