import type { ClassSummary, LessonDraft, LessonPlan } from '../api/lessons';
import { t } from '../i18n';
import { dayKey, daysAfter } from '../i18n/days';
import { daysBetween, formatDay, formatTime } from '../i18n/format';
import { isWritten } from '../protocol';

/** What is being planned: a lesson now, a lesson later (perhaps one that takes the place of another), or another time or title for one. */
export type Planning = { kind: 'now' } | { kind: 'plan'; like?: LessonPlan } | { kind: 'change'; plan: LessonPlan };

/** Lengths that schools use, in minutes. */
const LENGTHS_MIN = [30, 45, 55, 60, 90, 110, 120];

const STEP_MS = 5 * 60_000;

/** Longest title, in UTF-16 code units. */
export const TITLE_MAX = 200;

/** How far ahead a lesson can be planned, in days. */
const AHEAD_DAYS = 90;

/** What the dialog holds while it is filled in: the day as 2026-11-24, the time as it was typed. */
export type PlanForm = { class: string; title: string; day: string; from: string; minutes: string };

/** What the dialog shows at first. */
export function formOf(planning: Planning, now: Date): PlanForm {
  if (planning.kind === 'change') {
    const startsAt = new Date(planning.plan.startsAt);
    const minutes = Math.round((Date.parse(planning.plan.endsAt) - startsAt.getTime()) / 60_000);
    return { class: planning.plan.class, title: planning.plan.title, day: dayKey(startsAt), from: formatTime(startsAt), minutes: String(minutes) };
  }

  // The next whole hour: what most people mean by "later".
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + 1);
  const like = planning.kind === 'plan' ? planning.like : undefined;
  const minutes = like ? Math.round((Date.parse(like.endsAt) - Date.parse(like.startsAt)) / 60_000) : 55;
  return { class: like?.class ?? '', title: like?.title ?? '', day: dayKey(start), from: formatTime(start), minutes: String(minutes) };
}

/** What a lesson of now is called until somebody writes better: its subject, else its class, and the day. */
export function suggestedTitle({ title, subject }: ClassSummary, now: Date): string {
  return t('day.suggestedTitle', { what: subject ?? title, day: formatDay(now, now) }).slice(0, TITLE_MAX);
}

/** The lengths to choose from: the usual ones and the one it has. */
export function lengthsOf(form: PlanForm): number[] {
  return [...new Set([...LENGTHS_MIN, Number(form.minutes)])].sort((a, b) => a - b);
}

/** What to ask the gateway for; undefined while something is missing. */
export function draftOf(form: PlanForm, planning: Planning, now: Date): LessonDraft | undefined {
  const title = form.title.trim();
  const start = planning.kind === 'now' ? new Date(Math.floor(now.getTime() / STEP_MS) * STEP_MS) : new Date(`${form.day}T${parseTime(form.from) ?? ''}`);
  const minutes = Number(form.minutes);
  if (!isWritten(title) || Number.isNaN(start.getTime()) || !(minutes > 0) || (planning.kind !== 'change' && form.class === '')) {
    return undefined;
  }

  return { title, startsAt: start.toISOString(), endsAt: new Date(start.getTime() + minutes * 60_000).toISOString() };
}

/**
 * The days to choose from, in the page's language: a native date field would show the browser's. Today comes first, or the day
 * the lesson has if that is past.
 */
export function daysOf(form: PlanForm, now: Date): { value: string; label: string }[] {
  const days = Array.from({ length: AHEAD_DAYS }, (_, ahead) => daysAfter(now, ahead));
  const options = days.map((day) => ({ value: dayKey(day), label: dayLabel(day, now) }));
  const chosen = new Date(`${form.day}T00:00`);
  return Number.isNaN(chosen.getTime()) || options.some(({ value }) => value === form.day)
    ? options
    : [...options, { value: form.day, label: dayLabel(chosen, now) }].sort((a, b) => a.value.localeCompare(b.value));
}

function dayLabel(day: Date, now: Date): string {
  const ahead = daysBetween(now, day);
  return ahead === 0 ? t('day.today') : ahead === 1 ? t('day.tomorrowAlone') : formatDay(day, now);
}

/** A time of day as people type it (9, 9h, 9 h 05, 9:05, 09.05, 905) as 09:05; undefined if it is none. */
export function parseTime(typed: string): string | undefined {
  const match = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?|(\d{2}))?$/i.exec(typed.trim());
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2] ?? match?.[3] ?? 0);
  return match && hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined;
}

/** A typed time as the page writes times; left as it is if it is none. */
export function tidyTime(typed: string): string {
  const time = parseTime(typed);
  return time === undefined ? typed : formatTime(new Date(`2000-01-01T${time}`));
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
