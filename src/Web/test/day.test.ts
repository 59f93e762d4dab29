import { expect, test } from 'vitest';
import type { DayLesson, LessonStatus } from '../src/api/lessons';
import { agendaOf, byDay } from '../src/day/agenda';
import { draftOf, formOf, lengthsOf } from '../src/day/plan-form';

const now = new Date(2026, 10, 24, 9, 0);
const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString();

const lesson = (id: string, from: number, to: number, status: LessonStatus = 'planned'): DayLesson => ({
  plan: { lesson: id, class: 'demo~3b', title: id, startsAt: minutes(from), endsAt: minutes(to), status, version: 1 },
  classTitle: '3e B',
  role: 'student',
});

const ids = (lessons: readonly DayLesson[]) => lessons.map(({ plan }) => plan.lesson);

test('A day is what is on, what is next, the rest, and what is over', () => {
  const agenda = agendaOf(
    [lesson('later', 120, 170), lesson('open', 10, 60), lesson('live', -5, 50, 'live'), lesson('next', 60, 110), lesson('missed', -90, -30), lesson('called off', 5, 60, 'cancelled')],
    now,
  );

  expect(ids(agenda.now)).toEqual(['live', 'open']);
  expect(agenda.next?.plan.lesson).toBe('next');
  expect(ids(agenda.later)).toEqual(['later']);
  expect(ids(agenda.past)).toEqual(['missed', 'called off']);
});

test('A live lesson stays on the desk after its planned end', () => {
  expect(ids(agendaOf([lesson('long', -90, -5, 'live')], now).now)).toEqual(['long']);
});

test('Lessons of one calendar day stand together', () => {
  expect(byDay([lesson('a', 0, 1), lesson('b', 60, 61), lesson('c', 24 * 60, 24 * 60 + 1)]).map((group) => ids(group.lessons))).toEqual([['a', 'b'], ['c']]);
});

test('A lesson now starts at the last five minutes and lasts as long as chosen', () => {
  const draft = draftOf({ ...formOf({ kind: 'now' }, now), class: 'demo~3b', title: '  Fractions ', minutes: '55' }, { kind: 'now' }, new Date(2026, 10, 24, 9, 4, 31));
  expect(draft).toEqual({ title: 'Fractions', startsAt: minutes(0), endsAt: minutes(55) });
});

test.each([{ title: ' ' }, { class: '' }, { day: 'soon' }])('Nothing is planned while %o', (missing) => {
  expect(draftOf({ ...formOf({ kind: 'plan' }, now), class: 'demo~3b', title: 'Fractions', ...missing }, { kind: 'plan' }, now)).toBeUndefined();
});

test('Changing a plan starts from what it is', () => {
  const planning = { kind: 'change', plan: lesson('x', 30, 105).plan } as const;
  const form = formOf(planning, now);
  expect(form).toMatchObject({ title: 'x', day: '2026-11-24', from: '09:30', minutes: '75' });
  expect(lengthsOf(form)).toContain(75);
  expect(draftOf(form, planning, now)).toMatchObject({ startsAt: minutes(30), endsAt: minutes(105) });
});
