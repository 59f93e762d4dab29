import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { AttentionReason, DayLesson, LessonAttention, LessonPlan } from '../src/api/lessons';
import { keyOf, see, seeRegister, seenBy, together } from '../src/day/attention';
import { matches } from '../src/i18n/search';
import { mondayOf, weekOf } from '../src/day/week';
import { dayKey, dayOf, daysAfter } from '../src/i18n/days';
import { chooseLanguage, loadMessages, startLanguage, t } from '../src/i18n';
import { dayName, formatDays } from '../src/i18n/format';

const plan = (lesson: string, startsAt = '2026-11-24T08:00:00.000Z'): LessonPlan => ({ lesson, class: 'demo~3b', title: lesson, startsAt, endsAt: startsAt, status: 'ended', version: 1 });
const item = (lesson: string, reason: AttentionReason, startsAt?: string): LessonAttention => ({ plan: plan(lesson, startsAt), classTitle: '3e B', reason, students: 1 });

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('fr');
  await loadMessages('week');
});

beforeEach(() => localStorage.clear());

test('What is urgent is only what this hour says, and comes first; what is over comes last, the latest first', () => {
  const week = [item('gone', 'waiting'), item('clash', 'overlap'), item('old', 'absences', '2026-11-20T08:00:00.000Z'), item('new', 'notHeld', '2026-11-23T08:00:00.000Z')];
  const hour = [item('here', 'unattended'), item('just', 'absences')];

  expect(together(week, hour).map(({ plan: { lesson } }) => lesson)).toEqual(['here', 'clash', 'just', 'new', 'old']);
  expect(together([...week, ...hour], hour).length).toBe(5);
});

test('What was looked at is kept for this person on this device, and only so much of it', () => {
  see('ana', keyOf(item('a', 'notHeld')));
  seeRegister('ana', 'b');
  expect([...seenBy('ana')]).toEqual(['a notHeld', 'b absences', 'b nobodyCame']);
  expect(seenBy('ben').size).toBe(0);

  for (let n = 0; n < 400; n++) {
    see('ana', `${n} absences`);
  }

  expect([seenBy('ana').size, seenBy('ana').has('399 absences'), seenBy('ana').has('a notHeld')]).toEqual([300, true, false]);
  localStorage.setItem('classroom.seen.ana', '{broken');
  expect(seenBy('ana').size).toBe(0);
});

test('A week begins on Monday and keeps its days when the clocks change', () => {
  expect(dayKey(mondayOf(new Date(2026, 10, 29, 23, 59)))).toBe('2026-11-23');
  expect(dayKey(mondayOf(new Date(2026, 10, 23)))).toBe('2026-11-23');
  expect(Array.from({ length: 3 }, (_, n) => daysAfter(new Date(2026, 9, 24), n).getHours())).toEqual([0, 0, 0]);
  expect(dayKey(daysAfter(new Date(2026, 11, 31), 1))).toBe('2027-01-01');
});

test.each(['2026-11-31', '2026-13-01', '2026-1-1', 'soon', ''])('%o names no day', (key) => {
  expect(dayOf(key)).toBeUndefined();
});

test('Saturday and Sunday are shown only if something is there, or one is asked for', () => {
  const monday = dayOf('2026-11-23')!;
  const on = (day: number): DayLesson => ({ plan: plan(`on ${day}`, new Date(2026, 10, day, 9).toISOString()), classTitle: '3e B', role: 'student' });

  expect(weekOf(monday, [on(24), on(30)], '2026-11-23').map(({ lessons }) => lessons.length)).toEqual([0, 1, 0, 0, 0]);
  expect(weekOf(monday, [on(28)], '2026-11-23').length).toBe(6);
  expect(weekOf(monday, [], '2026-11-29').length).toBe(7);
});

test.each([
  ['eleonore riv', 'Éléonore Rivière'],
  ['RIVIÈRE', 'Éléonore Riviere'],
  ['baptiste', 'Jean-Baptiste Leclercq'],
  ['diaye', "Ève N'Diaye"],
  ['duong', 'Thị Đường'],
  ['soren aero', 'Søren Ærø'],
  ['strasse', 'Anna Straße'],
  ['ana.roy@ec', 'Ana Roy ana.roy@école.fr'],
  ['ecole', 'Ana Roy ana.roy@école.fr'],
  ['งานที่', 'งานที่ดี'],
  ['6e2 math', '6°E2 6e2 : Maths'],
  ['', 'Ana Roy'],
])('%o finds %o', (sought, name) => {
  expect(matches(sought, name)).toBe(true);
});

test('A part within a word, or another word, finds nobody', () => {
  expect([matches('oy', 'Ana Roy'), matches('ana x', 'Ana Roy'), matches('กา', 'กี')]).toEqual([false, false, false]);
});

test('Days near now have names, and weeks are written as people write them', () => {
  const now = new Date(2026, 10, 24, 12);
  expect([-1, 0, 1].map((days) => dayName(daysAfter(now, days), now))).toEqual(['hier', 'aujourd’hui', 'demain']);
  expect(dayName(daysAfter(now, 2), now)).toBe('jeudi 26 novembre');
  expect(formatDays(new Date(2026, 10, 23), new Date(2026, 10, 29), now)).toMatch(/^23\s?–\s?29 novembre$/);
  expect(formatDays(new Date(2026, 11, 28), new Date(2027, 0, 3), now)).toMatch(/2026.*2027/);
});

test('No count is said in figures where it is none', () => {
  expect([0, 1, 28].map((count) => t('classes.withoutCode', { count }))).toEqual([
    'Tous les élèves ont leur code personnel.',
    '1 élève n’a pas encore de code personnel. Le secrétariat en crée un.',
    '28 élèves n’ont pas encore de code personnel. Le secrétariat les crée.',
  ]);
});
