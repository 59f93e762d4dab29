import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClassRoster } from '../src/api/lessons';
import { known } from '../src/app/session';
import { chooseLanguage, loadMessages, startLanguage } from '../src/i18n';
import { cardAddress, sheetsOf } from '../src/office/codes/card';
import { goOn, issue, issuing, putAway } from '../src/office/sheets/issuing';
import { codesFor, invitationsFor } from '../src/office/sheets/makings';
import { isOwnMachine } from '../src/office/codes/own-machine';
import { pilesOf, restOf, type Pile } from '../src/office/sheets/piles';

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('fr');
  await loadMessages('office');
});

const student = (person: string) => ({ person, givenName: person, familyName: person });
const roster = (title: string, ...people: string[]): ClassRoster => ({
  class: `demo~${title}`,
  title,
  version: 1,
  enrollments: [...people.map((person) => ({ ...student(person), role: 'student' as const })), { ...student('teacher'), role: 'teacher' as const }],
});
const brief = (piles: readonly Pile[]) => piles.map(({ title, students, isWhole }) => [title, students.map(({ person }) => person).join(''), isWhole]);

describe('piles of cards', () => {
  test('hold every student once, in the class of most of them', () => {
    const classes = [roster('Latin', 'a', 'd'), roster('6e A', 'a', 'b', 'c'), roster('6e B', 'd', 'e', 'f')];
    expect(brief(pilesOf(classes, () => true))).toEqual([
      ['6e A', 'abc', true],
      ['6e B', 'def', true],
    ]);
  });

  test('leave out whom no card is wanted for', () => {
    expect(brief(pilesOf([roster('6e A', 'a', 'b'), roster('6e B', 'c')], (person) => person === 'b'))).toEqual([['6e A', 'b', false]]);
  });

  test('of a whole school hold those in no class too', () => {
    const piles = pilesOf([roster('6e A', 'a')], () => true);
    expect(brief(restOf(piles, [student('a'), student('z')], () => true))).toEqual([[undefined, 'z', false]]);
    expect(restOf(piles, [student('a')], () => true)).toEqual([]);
  });

  test('fill sheets of ten', () => {
    expect(sheetsOf(Array.from({ length: 23 }, (_, index) => index)).map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(sheetsOf([])).toEqual([]);
  });
});

describe('a card', () => {
  test('tells the sign-in page both codes where no server sees them', () => {
    expect(cardAddress('https://school.example', 'demo', '7KQ2-M9XD-4HTP')).toBe('https://school.example/sign-in#school=demo&code=7KQ2M9XD4HTP');
  });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['127.0.0.1.example.org', false],
  ['ecole.example.org', false],
  ['192.168.1.20', false],
])('a card that says %s leads elsewhere on each machine: %s', (host, expected) => {
  expect(isOwnMachine(host)).toBe(expected);
});

describe('making codes', () => {
  const piles: Pile[] = [
    { class: 'demo~a', title: '6e A', students: ['a', 'b'].map(student), isWhole: true },
    { class: 'demo~b', title: '6e B', students: ['c', 'd'].map(student), isWhole: false },
  ];
  const code = (person: string) => ({ ...student(person), code: `0000-0000-000${person}` });

  /** A server that fails at the given request. */
  function network(failing?: string): string[] {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => {
      const path = url.replace('/api/v1/schools/demo/', '');
      asked.push(path);
      if (path === failing) {
        failing = undefined;
        return Promise.reject(new Error('no line'));
      }

      const person = /people\/(\w)\/code/.exec(path)?.[1];
      return Promise.resolve(new Response(JSON.stringify(person ? code(person) : { school: 'demo', codes: ['a', 'b'].map(code) }), { status: 200 }));
    });
    return asked;
  }

  const made = () => issuing.value?.piles.map(({ title, cards }) => [title(), cards.map(({ person }) => person).join('')]);

  beforeEach(putAway);

  test('asks for a whole class at once, and for some of one each by themselves', async () => {
    const asked = network();
    await issue('demo', codesFor('demo', piles));
    expect(asked).toEqual(['classes/demo~a/codes', 'people/c/code', 'people/d/code']);
    expect(made()).toEqual([
      ['6e A', 'ab'],
      ['6e B', 'cd'],
    ]);
    expect(issuing.value).toMatchObject({ total: 4, rest: [], isUnderWay: false, error: undefined });
  });

  test('keeps what is made when the line breaks, and goes on with the rest', async () => {
    const asked = network('people/d/code');
    await issue('demo', codesFor('demo', piles));
    expect(made()).toEqual([
      ['6e A', 'ab'],
      ['6e B', 'c'],
    ]);
    expect(issuing.value).toMatchObject({ isUnderWay: false, error: { code: 'offline' } });

    await goOn();
    expect(asked.slice(3)).toEqual(['people/d/code']);
    expect(made()).toEqual([
      ['6e A', 'ab'],
      ['6e B', 'cd'],
    ]);
  });

  test('of links leaves out whoever has no address, and goes on', async () => {
    const person = (id: string) => ({ id, givenName: id, familyName: id, roles: ['teacher' as const], account: 'none' as const, hasCode: false, classes: [] });
    vi.stubGlobal('fetch', (url: string) => {
      const id = /people\/(\w)\//.exec(url)![1]!;
      return Promise.resolve(
        id === 'b'
          ? new Response(JSON.stringify({ code: 'loginRequired' }), { status: 400 })
          : new Response(JSON.stringify({ person: id, login: `${id}@example.org`, path: `/welcome#invitation=${id}`, expiresAt: '2026-09-08T08:00:00.000Z' })),
      );
    });
    await issue('demo', invitationsFor('demo', ['a', 'b', 'c'].map(person)));
    expect(made()).toEqual([['Équipe', 'ac']]);
    await chooseLanguage('en');
    expect(made()).toEqual([['Staff', 'ac']]);
    expect(issuing.value).toMatchObject({ total: 3, leftOut: 1, error: undefined });
    expect(issuing.value!.piles[0]!.cards[0]).toMatchObject({ kind: 'invitation', login: 'a@example.org', path: '/welcome#invitation=a' });
  });

  test('leaves nothing to whoever signs in next', async () => {
    network();
    await issue('demo', codesFor('demo', piles));
    known.value = { kind: 'nobody' };
    expect(issuing.value).toBeUndefined();
  });
});
