import { CalendarPlus, CircleStop, X } from 'lucide-preact';
import type { Substitute } from '../../api/schools';
import { t } from '../../i18n';
import { formatDistance } from '../../i18n/format';
import { Avatar, Badge, Button } from '../../ui';
import { spanText, teacherName } from './spans';

type SubstituteRowProps = { substitute: Substitute; group: 'now' | 'next' | 'past'; now: Date; onExtend: () => void; onEnd: () => void };

/** One substitution: who, where, when, why, and the ways to have it longer and to end it. */
export function SubstituteRow({ substitute, group, now, onExtend, onEnd }: SubstituteRowProps) {
  const name = teacherName(substitute);
  return (
    <li class={`substitute substitute--${group}`}>
      <Avatar id={substitute.teacher} name={name} away={group === 'past'} />
      <div class="substitute__text">
        <strong dir="auto">{name}</strong>
        <span class="substitute__facts">
          <span>{t('substitutes.inClass', { class: substitute.classTitle ?? t('substitutes.classGone') })}</span>
          <span class="substitute__when">{spanText(substitute, now)}</span>
        </span>
        {substitute.reason && <span class="substitute__reason" dir="auto">{substitute.reason}</span>}
      </div>
      {group === 'now' && <Badge tone="live">{t('substitutes.ends', { distance: formatDistance(new Date(substitute.to), now) })}</Badge>}
      {group === 'next' && <Badge tone="sky">{t('substitutes.begins', { distance: formatDistance(new Date(substitute.from), now) })}</Badge>}
      {group !== 'past' && (
        <div class="substitute__tools">
          <Button size="small" icon={CalendarPlus} aria-label={t('substitutes.extendOf', { name })} onClick={onExtend}>
            {t('substitutes.extend')}
          </Button>
          <Button size="small" icon={group === 'now' ? CircleStop : X} aria-label={t(group === 'now' ? 'substitutes.endOf' : 'substitutes.cancelOf', { name })} onClick={onEnd}>
            {t(group === 'now' ? 'substitutes.end' : 'substitutes.cancel')}
          </Button>
        </div>
      )}
    </li>
  );
}
