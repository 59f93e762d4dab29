import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { PersonInOffice } from '../src/api/office';
import { chooseLanguage, loadMessages, startLanguage } from '../src/i18n';
import { peopleOf, type PeopleList } from '../src/office/people/people-list';
import { classesOf, standingsOf } from '../src/office/people/standing';

const person = (id: string, more: Partial<PersonInOffice> = {}): PersonInOffice => ({ id, givenName: id, familyName: id, roles: ['student'], account: 'none', hasCode: false, classes: [], ...more });

/** A server whose answers are given when the test says so. */
function server() {
  const asked: { url: string; answer: (body: object, status?: number) => void }[] = [];
  vi.stubGlobal('fetch', (url: string) => new Promise<Response>((resolve) => asked.push({ url, answer: (body, status = 200) => resolve(new Response(JSON.stringify(body), { status })) })));
  return asked;
}

const ids = (list: PeopleList) => (list.found.value.kind === 'found' ? list.found.value.items.map(({ id }) => id) : list.found.value.kind);

describe('people', () => {
  test('are asked for by words and role, and come page after page', async () => {
    const asked = server();
    const list = peopleOf('demo');
    const first = list.ask({ role: 'teacher', search: ' mar ', class: 'demo~3b' });
    expect(asked[0]!.url).toBe('/api/v1/schools/demo/people?limit=100&role=teacher&search=mar&class=demo%7E3b');
    asked[0]!.answer({ items: [person('a'), person('b')], next: 'b' });
    await first;

    const more = list.more();
    expect(asked[1]!.url).toContain('role=teacher&search=mar&class=demo%7E3b&after=b');
    asked[1]!.answer({ items: [person('c')] });
    await more;
    expect(ids(list)).toEqual(['a', 'b', 'c']);
  });

  test('found by an earlier search do not replace those of a later one', async () => {
    const asked = server();
    const list = peopleOf('demo');
    const both = [list.ask({ role: undefined, search: 'a' }), list.ask({ role: undefined, search: 'ab' })];
    asked[1]!.answer({ items: [person('ab')] });
    asked[0]!.answer({ items: [person('a'), person('ab')] });
    await Promise.all(both);
    expect(ids(list)).toEqual(['ab']);
  });

  test('stay where they are when the next page cannot be had', async () => {
    const asked = server();
    const list = peopleOf('demo');
    const first = list.ask({ role: undefined, search: '' });
    asked[0]!.answer({ items: [person('a')], next: 'a' });
    await first;
    const more = list.more();
    asked[1]!.answer({ code: 'busy' }, 503);
    await expect(more).rejects.toMatchObject({ code: 'busy' });
    expect(list.found.value).toMatchObject({ kind: 'found', next: 'a', isMoreComing: false });
    list.note((one) => (one.id === 'a' ? { ...one, hasCode: true } : one));
    expect(list.found.value).toMatchObject({ items: [{ id: 'a', hasCode: true }] });
  });
});

describe('how somebody signs in', () => {
  beforeAll(async () => {
    await startLanguage();
    await loadMessages('office');
    await chooseLanguage('fr');
  });

  test.each<[Partial<PersonInOffice>, string[]]>([
    [{}, ['Sans code']],
    [{ hasCode: true, codeIssuedAt: '2026-09-01T08:00:00.000Z' }, ['Code du 1er sept. 2026']],
    [{ roles: ['teacher'] }, ['Pas encore invité']],
    [{ roles: ['office'], account: 'invited', invitationExpiresAt: '2026-09-08T08:00:00.000Z' }, ['Invité, jusqu’au 8 sept. 2026']],
    [{ roles: ['teacher', 'student'], account: 'active' }, ['Compte actif', 'Sans code']],
  ])('is told of %o', (more, expected) => {
    expect(standingsOf(person('a', more)).map(({ text }) => text)).toEqual(expected);
  });
});

test('tells people of one name apart by their classes, by few of many', () => {
  const classes = (...titles: string[]) => ({ classes: titles.map((title) => ({ class: `demo~${title}`, title })) });
  expect(classesOf(classes())).toBe('');
  expect(classesOf(classes('3e B', '3e B', 'Latin'))).toBe('3e B, Latin');
  expect(classesOf(classes('3e A', '3e B', '4e A', '4e B'))).toBe('3e A, 3e B, 4e A…');
});
