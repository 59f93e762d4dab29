import { useSignal } from '@preact/signals';
import { CalendarX, DoorOpen, Ellipsis, Pencil } from 'lucide-preact';
import { useLocation } from 'wouter-preact';
import { cancelLesson, type LessonPlan } from '../api/lessons';
import { problemText } from '../api/problem';
import { t } from '../i18n';
import { Button, Dialog, Menu, toast } from '../ui';
import type { Planning } from './plan-dialog';

type LessonMenuProps = { plan: LessonPlan; canEnterOnly?: boolean; onChange: (planning: Planning) => void; onChanged: () => void };

/** What a teacher can do to a plan besides the one thing on its card; entering without starting, where that thing is to start. */
export function LessonMenu({ plan, canEnterOnly = false, onChange, onChanged }: LessonMenuProps) {
  const [, go] = useLocation();
  const asking = useSignal(false);
  const busy = useSignal(false);

  async function cancel(): Promise<void> {
    busy.value = true;
    try {
      await cancelLesson(plan);
      toast(t('day.cancelDone'), 'good');
    } catch (error) {
      toast(problemText(error), 'bad');
    } finally {
      busy.value = false;
      asking.value = false;
      onChanged();
    }
  }

  return (
    <>
      <Menu
        label={t('day.more', { title: plan.title })}
        icon={Ellipsis}
        items={[
          ...(canEnterOnly ? [{ label: t('day.enterOnly'), icon: DoorOpen, onPick: () => go(`/lessons/${plan.lesson}`) }] : []),
          { label: t('day.changePlan'), icon: Pencil, onPick: () => onChange({ kind: 'change', plan }) },
          { label: t('day.cancelPlan'), icon: CalendarX, danger: true, onPick: () => (asking.value = true) },
        ]}
      />
      <Dialog
        open={asking.value}
        title={t('day.cancelTitle')}
        onClose={() => (asking.value = false)}
        actions={
          <>
            <Button onClick={() => (asking.value = false)}>{t('day.keep')}</Button>
            <Button kind="danger" icon={CalendarX} busy={busy.value} onClick={() => void cancel()}>
              {t('day.cancelPlan')}
            </Button>
          </>
        }
      >
        <p>{t('day.cancelText', { title: plan.title })}</p>
      </Dialog>
    </>
  );
}
