import type { LessonDraft, LessonPlan } from '../api/lessons';

/** What is being planned: a lesson now, a lesson later, or another time or title for one. */
export type Planning = { kind: 'now' } | { kind: 'plan' } | { kind: 'change'; plan: LessonPlan };

/** Lengths that schools use, in minutes. */
const LENGTHS_MIN = [30, 45, 55, 60, 90, 110, 120];

const STEP_MS = 5 * 60_000;

/** What the dialog holds while it is filled in. */
export type PlanForm = { class: string; title: string; day: string; from: string; minutes: string };

/** What the dialog shows at first. */
export function formOf(planning: Planning, now: Date): PlanForm {
  if (planning.kind === 'change') {
    const startsAt = new Date(planning.plan.startsAt);
    const minutes = Math.round((Date.parse(planning.plan.endsAt) - startsAt.getTime()) / 60_000);
    return { class: planning.plan.class, title: planning.plan.title, day: dayText(startsAt), from: timeText(startsAt), minutes: String(minutes) };
  }

  // The next whole hour: what most people mean by "later".
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + 1);
  return { class: '', title: '', day: dayText(start), from: timeText(start), minutes: '55' };
}

/** The lengths to choose from: the usual ones and the one it has. */
export function lengthsOf(form: PlanForm): number[] {
  return [...new Set([...LENGTHS_MIN, Number(form.minutes)])].sort((a, b) => a - b);
}

/** What to ask the gateway for; undefined while something is missing. */
export function draftOf(form: PlanForm, planning: Planning, now: Date): LessonDraft | undefined {
  const title = form.title.trim();
  const start = planning.kind === 'now' ? new Date(Math.floor(now.getTime() / STEP_MS) * STEP_MS) : new Date(`${form.day}T${form.from}`);
  const minutes = Number(form.minutes);
  if (title === '' || Number.isNaN(start.getTime()) || !(minutes > 0) || (planning.kind !== 'change' && form.class === '')) {
    return undefined;
  }

  return { title, startsAt: start.toISOString(), endsAt: new Date(start.getTime() + minutes * 60_000).toISOString() };
}

function dayText(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function timeText(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
