import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { LessonRegister, RegisterPerson } from '../src/api/registers';
import { csvAddress } from '../src/api/registers';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { inOrder, liveTallyOf, marksOf, shownOf, spanOf, tallyOf } from '../src/register/figures';
import { RegisterView } from '../src/register/register-view';
import { presenceText } from '../src/register/timeline';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString();

const person = (id: string, familyName: string, more: Partial<RegisterPerson> = {}): RegisterPerson => ({
  person: id, givenName: 'Zoé', familyName, status: 'absent', recorded: 'absent', lateMinutes: 0, leftEarlyMinutes: 0, presentMinutes: 0, intervals: [], corrections: [], ...more,
});

const register = (people: RegisterPerson[], more: Partial<LessonRegister> = {}): LessonRegister => ({
  lesson: 'demo~maths', class: 'demo~3b', classTitle: '3e B', title: 'Fractions', startsAt: at(0), endsAt: at(60), startedAt: at(0), endedAt: at(60),
  lateAfterMinutes: 5, through: 9, asOf: at(60), people, ...more,
});

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('fr');
});

beforeEach(() => {
  document.body.innerHTML = '<main></main>';
});

afterEach(() => {
  render(null, document.querySelector('main')!);
  vi.unstubAllGlobals();
});

test('A bar shows intervals where they lay in the lesson, cut to it, and a moment can be seen', () => {
  const span = spanOf(register([]));
  expect(marksOf([{ from: at(-10), to: at(15) }, { from: at(30), to: at(30) }, { from: at(45) }], span, at(60), 1000)).toEqual([
    { at: 0, size: 250 },
    { at: 500, size: 5 },
    { at: 750, size: 250 },
  ]);
});

test('What a restart leaves between two intervals is not shown, and an absence is', () => {
  const second = (n: number) => new Date(Date.parse(at(10)) + n * 1000).toISOString();
  const shown = shownOf([{ from: at(0), to: at(10) }, { from: at(10), to: second(5) }, { from: second(19.999), to: second(30) }, { from: second(45), to: at(20) }, { from: at(20) }]);

  expect(shown).toEqual([{ from: at(0), to: second(30) }, { from: second(45) }]);
  expect(shownOf([])).toEqual([]);
});

test('A bar of a lesson that runs over, or was held at another time, has room for it', () => {
  expect(spanOf(register([], { endedAt: at(75), asOf: at(75) }))).toEqual({ from: Date.parse(at(0)), to: Date.parse(at(75)) });
  expect(spanOf(register([], { startedAt: at(180), endedAt: at(240), asOf: at(240) }))).toEqual({ from: Date.parse(at(180)), to: Date.parse(at(240)) });
});

test('Figures count what counts, and names are in the order of a class list', () => {
  const people = [person('a', 'Évrard', { status: 'late' }), person('b', 'Zola'), person('c', 'eude', { status: 'present' })];
  expect(tallyOf(people)).toEqual({ present: 1, late: 1, absent: 1, leftEarly: 0 });
  expect(inOrder(people).map((one) => one.person)).toEqual(['c', 'a', 'b']);
});

test('While a lesson goes on, whoever was in it and is not now is not counted as present', () => {
  const people = [
    person('a', 'Arnaud', { status: 'present', intervals: [{ from: at(0) }] }),
    person('b', 'Blanc', { status: 'present', intervals: [{ from: at(0), to: at(9) }] }),
    person('c', 'Colin', { status: 'late', lateMinutes: 9, intervals: [{ from: at(9), to: at(12) }] }),
    person('d', 'Dupuis'),
    person('e', 'Eude', { status: 'present', corrections: [{ status: 'present', reason: 'Panne', byName: 'Ana Petit', at: at(10) }] }),
  ];
  expect(liveTallyOf(people)).toEqual({ present: 2, late: 0, notYet: 1, out: 2 });
});

test('Less than a minute is said as that', () => {
  const second = (n: number) => new Date(Date.parse(at(43)) + n * 1000).toISOString();
  const text = presenceText(person('a', 'Arnaud', { intervals: [{ from: second(2), to: second(8) }, { from: second(40), to: second(55) }, { from: at(50), to: at(55) }] }));
  expect(text).toMatch(/^\d+.h.43 \(moins d’une minute\), \d+.h.50 – \d+.h.55$/);
});

test('The file suits the spreadsheets of the language', () => {
  expect(csvAddress('demo~maths')).toMatch(/^\/api\/v1\/lessons\/demo~maths\/register\.csv\?zone=\w+/);
});

async function show(read: LessonRegister, answer?: RegisterPerson): Promise<ReturnType<typeof vi.fn>> {
  const fetching = vi.fn(async (_path: string, init: RequestInit) => new Response(JSON.stringify(init.method === 'POST' ? answer : read), { status: 200 }));
  vi.stubGlobal('fetch', fetching);
  await act(async () => render(<RegisterView lesson="demo~maths" />, document.querySelector('main')!));
  await vi.waitFor(() => expect(document.querySelector('table, .empty')).not.toBeNull());
  return fetching;
}

test('The list says who was late, absent and gone early; a screen reader hears when', async () => {
  await show(
    register([
      person('a', 'Arnaud', { status: 'late', recorded: 'late', lateMinutes: 12, presentMinutes: 48, intervals: [{ from: at(12), to: at(60) }] }),
      person('b', 'Blanc'),
      person('c', 'Colin', { status: 'present', recorded: 'absent', corrections: [{ status: 'present', reason: 'Panne', byName: 'Ana Petit', at: at(70) }] }),
    ]),
  );
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows[0]).toContain('En retard de 12\u00a0min');
  expect(rows[1]).toContain('Absent');
  expect(rows[2]).toContain('Relevé\u00a0: Absent. Corrigé\u00a0: Panne');
  expect(document.querySelector('svg[role=img]')!.getAttribute('aria-label')).toMatch(/12 – /);
});

test('While the lesson goes on nobody is absent yet', async () => {
  await show(register([person('b', 'Blanc')], { endedAt: undefined, asOf: at(10) } as unknown as Partial<LessonRegister>));
  expect(document.querySelector('tbody tr')!.textContent).toContain('Pas encore là');
  expect(document.querySelector('.register-view__figures')!.textContent).not.toContain('absent');
});

test('A correction needs a reason, and then stands in the list', async () => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  const corrected = person('b', 'Blanc', { status: 'present', corrections: [{ status: 'present', reason: 'Était là', byName: 'Ana Petit', at: at(70) }] });
  const fetching = await show(register([person('b', 'Blanc')]), corrected);
  const press = (selector: string) => act(async () => document.querySelector<HTMLElement>(selector)!.click());
  await press('.register__act button');
  await press('dialog .button--primary');
  expect(document.querySelector('.field__error')!.textContent).toContain('pourquoi');
  await press('dialog input[type=radio]');
  const field = document.querySelector<HTMLInputElement>('dialog input[name=reason]')!;
  field.value = ' Était là ';
  await act(async () => {
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press('dialog .button--primary');
  await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  expect(JSON.parse(String(fetching.mock.calls.at(-1)![1].body))).toEqual({ status: 'present', reason: 'Était là' });
  expect(document.querySelector('tbody tr')!.textContent).toContain('Présent');
});
