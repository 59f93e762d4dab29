import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { CalendarClock, CalendarPlus, CalendarX, Check, ClipboardList, DoorOpen, Hourglass, UserX, Users } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { AttentionReason, LessonAttention } from '../api/lessons';
import { t } from '../i18n';
import { dayName, formatSpan, formatTime } from '../i18n/format';
import { Button, Icon, IconButton, LinkButton, type IconType } from '../ui';
import { isUrgent, keyOf, see, seenBy } from './attention';
import type { Planning } from './plan-dialog';

/** Items shown at once; the others open on demand. */
const SHOWN = 2;

const PICTURES: Record<AttentionReason, IconType> = {
  waiting: Hourglass,
  unattended: Users,
  overlap: CalendarClock,
  nobodyCame: UserX,
  absences: UserX,
  notHeld: CalendarX,
};

type AttentionListProps = { person: string; now: Date; items: readonly LessonAttention[]; onChange: (planning: Planning) => void };

/** What asks for a look of a teacher; nothing at all if nothing does. */
export function AttentionList({ person, now, items, onChange }: AttentionListProps) {
  const id = useId();
  const looked = useSignal(0);
  void looked.value; // Putting one aside shows the list anew.
  const seen = seenBy(person);
  const open = items.filter((item) => isUrgent(item) || !seen.has(keyOf(item)));
  if (open.length === 0) {
    return null;
  }

  const row = (item: LessonAttention) => (
    <Row
      key={keyOf(item)}
      item={item}
      now={now}
      onChange={onChange}
      onSeen={() => {
        see(person, keyOf(item));
        looked.value += 1;
      }}
    />
  );
  return (
    <section class="day__part attention-part" aria-labelledby={id}>
      <h2 id={id}>{t('attention.title')}</h2>
      <ul class="attention">{open.slice(0, SHOWN).map(row)}</ul>
      {open.length > SHOWN && (
        <details class="day__rest">
          <summary>{t('attention.more', { count: open.length - SHOWN })}</summary>
          <ul class="attention">{open.slice(SHOWN).map(row)}</ul>
        </details>
      )}
    </section>
  );
}

type RowProps = { item: LessonAttention; now: Date; onSeen: () => void; onChange: (planning: Planning) => void };

function Row({ item, now, onSeen, onChange }: RowProps) {
  const { plan, classTitle, reason } = item;
  const startsAt = new Date(plan.startsAt);
  return (
    <li class={`attention__item${isUrgent(item) ? ' attention__item--urgent' : ''}`}>
      <span class="attention__picture">
        <Icon of={PICTURES[reason]} size="1.15rem" />
      </span>
      <div class="attention__text">
        <p class="attention__what">{whatOf(item)}</p>
        <p class="attention__facts">
          {plan.title} · {classTitle}
        </p>
        <p class="attention__facts attention__when">
          {dayName(startsAt, now)}, {formatSpan(startsAt, new Date(plan.endsAt))}
        </p>
        <p class="attention__act">
          <Action item={item} onSeen={onSeen} onChange={onChange} />
        </p>
      </div>
      {!isUrgent(item) && <IconButton icon={Check} size="small" label={t('attention.putAside', { title: plan.title })} onClick={onSeen} />}
    </li>
  );
}

/** Why, in a few words. */
function whatOf({ reason, students, since, other }: LessonAttention): string {
  switch (reason) {
    case 'waiting':
      return t('attention.waiting', { count: students });
    case 'unattended':
      return since === undefined ? t('attention.unattended', { count: students }) : t('attention.unattendedSince', { count: students, time: formatTime(new Date(since)) });
    case 'overlap':
      return t('attention.overlap', { title: other?.title ?? '' });
    case 'nobodyCame':
      return t('attention.nobodyCame');
    case 'absences':
      return t('attention.absences', { count: students });
    case 'notHeld':
      return t('attention.notHeld');
  }
}

/** The one thing to do about it. */
function Action({ item: { plan, reason }, onSeen, onChange }: Omit<RowProps, 'now'>): ComponentChildren {
  switch (reason) {
    case 'waiting':
    case 'unattended':
      return (
        <LinkButton as={Link} size="small" kind="primary" icon={DoorOpen} href={`/lessons/${plan.lesson}`}>
          {t(reason === 'waiting' ? 'day.openRoom' : 'day.enterLive')}
        </LinkButton>
      );
    case 'overlap':
      return (
        <Button size="small" icon={CalendarClock} onClick={() => onChange({ kind: 'change', plan })}>
          {t('attention.move')}
        </Button>
      );
    case 'nobodyCame':
    case 'absences':
      return (
        <LinkButton as={Link} size="small" icon={ClipboardList} href={`/lessons/${plan.lesson}/register`} aria-label={t('register.openOf', { title: plan.title })}>
          {t('register.open')}
        </LinkButton>
      );
    case 'notHeld':
      return (
        <Button
          size="small"
          icon={CalendarPlus}
          onClick={() => {
            onSeen();
            onChange({ kind: 'plan', like: plan });
          }}
        >
          {t('attention.planAgain')}
        </Button>
      );
  }
}
