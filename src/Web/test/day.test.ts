import { beforeAll, expect, test } from 'vitest';
import type { DayLesson, LessonStatus } from '../src/api/lessons';
import { agendaOf, byDay } from '../src/day/agenda';
import { daysOf, draftOf, formOf, lengthsOf, parseTime, suggestedTitle, tidyTime } from '../src/day/plan-form';
import { standing } from '../src/day/lesson-card';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { startOnEntry, takeStart } from '../src/lesson/starting';

const now = new Date(2026, 10, 24, 9, 0);
const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString();

const lesson = (id: string, from: number, to: number, status: LessonStatus = 'planned'): DayLesson => ({
  plan: { lesson: id, class: 'demo~3b', title: id, startsAt: minutes(from), endsAt: minutes(to), status, version: 1 },
  classTitle: '3e B',
  role: 'student',
});

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('fr');
});

const ids = (lessons: readonly DayLesson[]) => lessons.map(({ plan }) => plan.lesson);

test('A day is what is on, what is next, the rest, and what is over', () => {
  const agenda = agendaOf(
    [lesson('later', 120, 170), lesson('open', 10, 60), lesson('live', -5, 50, 'live'), lesson('next', 60, 110), lesson('missed', -90, -30), lesson('called off', 5, 60, 'cancelled'), lesson('nobody', -300, -250, 'notHeld')],
    now,
  );

  expect(ids(agenda.now)).toEqual(['live', 'open']);
  expect(agenda.next?.plan.lesson).toBe('next');
  expect(ids(agenda.later)).toEqual(['later']);
  expect(ids(agenda.past)).toEqual(['nobody', 'missed', 'called off']);
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

test('A lesson now is called by its subject, else its class, and the day, until somebody writes better', () => {
  expect(suggestedTitle({ class: 'demo~3b', title: '3e B', subject: 'Latin', students: 1 }, now)).toBe('Latin, mardi 24 novembre');
  expect(suggestedTitle({ class: 'demo~3b', title: '3e B', students: 1 }, now)).toBe('3e B, mardi 24 novembre');
});

test.each([{ title: ' ' }, { title: '\u200b\u3164' }, { class: '' }, { day: 'soon' }, { from: 'midi' }])('Nothing is planned while %o', (missing) => {
  expect(draftOf({ ...formOf({ kind: 'plan' }, now), class: 'demo~3b', title: 'Fractions', ...missing }, { kind: 'plan' }, now)).toBeUndefined();
});

test('Changing a plan starts from what it is', () => {
  const planning = { kind: 'change', plan: lesson('x', 30, 105).plan } as const;
  const form = formOf(planning, now);
  expect(form).toMatchObject({ title: 'x', day: '2026-11-24', from: '9\u202fh\u202f30', minutes: '75' });
  expect(lengthsOf(form)).toContain(75);
  expect(draftOf(form, planning, now)).toMatchObject({ startsAt: minutes(30), endsAt: minutes(105) });
});

test('Of lessons whose doors are open, the one whose hour this is stands first', () => {
  expect(ids(agendaOf([lesson('late', -31, 24), lesson('now', -6, 54), lesson('soon', 1, 60), lesson('on', -50, 5, 'live')], now).now)).toEqual(['on', 'now', 'late', 'soon']);
});

test.each([
  [5, 'planned', 'Commence dans 5 minutes'],
  [0, 'planned', 'Pas encore commencé'],
  [-31, 'planned', 'Pas encore commencé'],
  [-31, 'live', 'En cours'],
] as const)('A lesson of minute %i that is %s stands as "%s"', (from, status, expected) => {
  expect(standing(lesson('x', from, from + 55, status).plan, now)).toBe(expected);
});

test('A lesson is started once for each time its teacher asked', () => {
  startOnEntry('demo~x');
  expect([takeStart('demo~y'), takeStart('demo~x'), takeStart('demo~x')]).toEqual([false, true, false]);
});

test.each([
  ['9', '09:00'],
  ['9h', '09:00'],
  ['9 h 05', '09:05'],
  ['9\u202fh\u202f05', '09:05'],
  [' 10:30 ', '10:30'],
  ['10.30', '10:30'],
  ['905', '09:05'],
  ['1230', '12:30'],
  ['0:00', '00:00'],
  ['24:00', undefined],
  ['9:60', undefined],
  ['9:5', undefined],
  ['midi', undefined],
  ['', undefined],
])('The time %j is %j', (typed, expected) => {
  expect(parseTime(typed)).toBe(expected);
});

test('Days and times are written in the language of the page', async () => {
  const form = formOf({ kind: 'plan' }, now);
  expect(daysOf(form, now).slice(0, 3).map(({ label }) => label)).toEqual(['Aujourd’hui', 'Demain', 'jeudi 26 novembre']);
  expect(daysOf({ ...form, day: '2026-11-20' }, now)[0]).toEqual({ value: '2026-11-20', label: 'vendredi 20 novembre' });
  expect([tidyTime('1030'), tidyTime('midi')]).toEqual(['10\u202fh\u202f30', 'midi']);
  await chooseLanguage('en');
  expect(daysOf(form, now)[2]!.label).toBe('Thursday 26 November');
  expect(tidyTime('9h')).toBe('9:00');
  await chooseLanguage('fr');
});
