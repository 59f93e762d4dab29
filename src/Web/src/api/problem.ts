import { isMessage, t } from '../i18n';
import { ApiError } from './http';

/** What to tell a person about a failed request: what is wrong, and what to do. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) {
    return t('problem.unknown');
  }

  const known = [`problem.${error.code}`, `refusal.${error.code}`].find(isMessage); // What a lesson refuses has one wording, however it was asked.
  const fallback = error.status === 0 ? 'problem.offline' : error.status === 404 ? 'problem.notFound' : 'problem.unknown';
  return t(known ?? fallback, { wait: waitText(error.retryAfter ?? 30) });
}

/** A wait as people say it. */
export function waitText(seconds: number): string {
  return seconds < 90 ? t('problem.seconds', { count: seconds }) : t('problem.minutes', { count: Math.ceil(seconds / 60) });
}
