import type { AuditEntry } from '../../api/schools';
import { isMessage, isolated, LANGUAGES, t } from '../../i18n';
import { formatDate } from '../../i18n/format';
import { spanText } from '../substitutes/spans';

/** Who did it, in words. */
export function actorOf({ actor, actorName }: AuditEntry): string {
  return actorName ?? t(actor === undefined ? 'audit.node' : actor.includes('~') ? 'audit.goneActor' : 'audit.administrator');
}

/** What was done, by whom and to whom, as one sentence. */
export function sentenceOf(entry: AuditEntry): string {
  const key = `audit.did.${entry.action}`;
  const values = {
    actor: actorOf(entry),
    person: entry.personName ?? t('audit.gonePerson'),
    class: entry.classTitle ?? t('audit.goneClass'),
    lesson: entry.lessonTitle ? lessonOf(entry.lessonTitle, entry.lessonStartsAt) : t('audit.goneLesson'),
    subject: entry.subject ?? '',
    when: entry.from && entry.to ? spanText({ from: entry.from, to: entry.to }, new Date(entry.at)) : '',
    changes: changesOf(entry.subject ?? ''),
    action: entry.action,
  };
  const told = entry.action === 'settingsChanged' && values.changes === '' ? 'audit.did.settingsSaved' : isMessage(key) ? key : 'audit.did.other';
  return begin(t(told, values), entry);
}

/** What was changed of the settings, each with what it was and is. */
function changesOf(subject: string): string {
  return subject
    .split(',')
    .flatMap((change) => {
      const [, name = '', before = '', after = ''] = /^(\w+)=(\w*)>(\w*)$/.exec(change) ?? [];
      const key = `audit.setting.${name}`;
      return isMessage(key) ? [t(key, { before: settingText(before), after: settingText(after) })] : [];
    })
    .join(t('audit.between'));
}

function settingText(value: string): string {
  return value === '' ? t('audit.serversOwn') : (LANGUAGES.find(({ code }) => code === value)?.name ?? value);
}

function lessonOf(title: string, startsAt: string | undefined): string {
  return t('audit.lesson', { title, date: startsAt ? formatDate(new Date(startsAt)) : '' });
}

/** Acts told in one line: one, or many alike in a row, as when a whole class gets codes. */
export type Line = { entries: [AuditEntry, ...AuditEntry[]] };

/** How many acts alike in a row become one line. */
const MANY = 3;
/** How far apart they may be, in milliseconds. */
const TOGETHER_MS = 60_000;
const TOLD_TOGETHER: readonly string[] = ['codeIssued', 'invitationIssued'];

/** Entries by the day of here, in their order. */
export function byDay(entries: readonly AuditEntry[]): { day: Date; lines: Line[] }[] {
  const days: { day: Date; entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const at = new Date(entry.at);
    const last = days.at(-1);
    if (last && last.day.toDateString() === at.toDateString()) {
      last.entries.push(entry);
    } else {
      days.push({ day: at, entries: [entry] });
    }
  }

  return days.map(({ day, entries: ofDay }) => ({ day, lines: linesOf(ofDay) }));
}

function linesOf(entries: readonly AuditEntry[]): Line[] {
  const runs: Line[] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const before = run?.entries.at(-1);
    if (before && TOLD_TOGETHER.includes(entry.action) && before.action === entry.action && before.actor === entry.actor && Math.abs(Date.parse(before.at) - Date.parse(entry.at)) <= TOGETHER_MS) {
      run!.entries.push(entry);
    } else {
      runs.push({ entries: [entry] });
    }
  }

  return runs.flatMap((run) => (run.entries.length >= MANY ? [run] : run.entries.map((entry): Line => ({ entries: [entry] }))));
}

/** What many acts alike were, as one sentence. */
export function sentenceOfMany({ entries }: Line): string {
  const [first] = entries;
  return begin(t(first.action === 'codeIssued' ? 'audit.many.codeIssued' : 'audit.many.invitationIssued', { actor: actorOf(first), count: entries.length }), first);
}

/** To whom an act was done. */
export const personOf = ({ personName }: AuditEntry): string => personName ?? t('audit.gonePerson');

/** With a capital at the beginning, but for a name, which is written as it is. */
function begin(sentence: string, { actorName, personName }: AuditEntry): string {
  const isName = [actorName, personName].some((name) => name !== undefined && sentence.startsWith(isolated(name)));
  return isName ? sentence : sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
