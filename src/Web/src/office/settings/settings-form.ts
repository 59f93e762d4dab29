import type { SchoolSettings, SettingsOfSchool } from '../../api/schools';
import { LANGUAGES, t, type Language } from '../../i18n';

export const LATE_MINUTES_MAX = 60;

/** What the page holds while it is filled in: numbers as they were typed, an empty one for the node's own limit. */
export type SettingsForm = { late: string; language: Language; max: string };

export type SettingsField = keyof SettingsForm;

const FIELDS: readonly SettingsField[] = ['late', 'language', 'max'];

export function formOf({ lateAfterMinutes, language, participantsMax }: SchoolSettings): SettingsForm {
  return { late: String(lateAfterMinutes), language, max: participantsMax === undefined ? '' : String(participantsMax) };
}

/** What is wrong, beside the field where it can be mended. */
export function errorsOf(form: SettingsForm, bound: number): Partial<Record<SettingsField, string>> {
  const [late, max] = [wholeOf(form.late), form.max.trim() === '' ? 1 : wholeOf(form.max)];
  return {
    ...(late !== undefined && late <= LATE_MINUTES_MAX ? {} : { late: t('settings.lateWrong', { max: LATE_MINUTES_MAX }) }),
    ...(max !== undefined && max >= 1 && max <= bound ? {} : { max: t('settings.maxWrong', { bound }) }),
  };
}

/** What to ask the gateway for, of a form without errors. */
export function settingsOf(form: SettingsForm): SchoolSettings {
  const max = form.max.trim();
  return { lateAfterMinutes: wholeOf(form.late)!, language: form.language, ...(max === '' ? {} : { participantsMax: wholeOf(max)! }) };
}

/** The fields in which two forms differ; how a number is written makes no difference. */
export function differences(a: SettingsForm, b: SettingsForm): SettingsField[] {
  return FIELDS.filter((field) => plain(a[field]) !== plain(b[field]));
}

/**
 * What the page holds once somebody else has changed the settings: one's own changes, and theirs where one made none.
 * `theirs` names the fields that they changed and one has to know of.
 */
export function merge(read: SettingsForm, mine: SettingsForm, now: SettingsForm): { form: SettingsForm; theirs: SettingsField[] } {
  const own = new Set(differences(read, mine));
  const pick = <K extends SettingsField>(field: K): SettingsForm[K] => (own.has(field) ? mine : now)[field];
  return { form: { late: pick('late'), language: pick('language'), max: pick('max') }, theirs: differences(read, now) };
}

/** A setting as people say it. */
export function inWords(field: SettingsField, form: SettingsForm, { participantsBound }: SettingsOfSchool): string {
  switch (field) {
    case 'late':
      return t('settings.lateIs', { count: wholeOf(form.late) ?? 0 });
    case 'language':
      return LANGUAGES.find(({ code }) => code === form.language)?.name ?? form.language;
    case 'max':
      return t('settings.maxIs', { count: wholeOf(form.max) ?? participantsBound });
  }
}

function wholeOf(typed: string): number | undefined {
  const text = typed.trim();
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

const plain = (text: string): string => String(wholeOf(text) ?? text.trim());
