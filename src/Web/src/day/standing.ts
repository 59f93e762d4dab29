import type { LessonPlan } from '../api/lessons';
import { t } from '../i18n';
import type { Tone } from '../ui';

/** How a lesson stands, where that is worth a word: nothing of one that was held or is to come. */
export function standingOf(plan: LessonPlan, now: Date): { text: string; tone: Tone } | undefined {
  switch (plan.status) {
    case 'live':
      return { text: t('day.live'), tone: 'live' };
    case 'cancelled':
      return { text: t('day.cancelled'), tone: 'neutral' };
    case 'notHeld':
      return { text: t('day.notHeld'), tone: 'neutral' };
    case 'planned':
      return Date.parse(plan.endsAt) <= now.getTime() ? { text: t('day.notStarted'), tone: 'neutral' } : undefined;
    case 'ended':
      return undefined;
  }
}
