import { Presentation } from 'lucide-preact';
import { Shell } from '../app/shell';
import { t } from '../i18n';
import { EmptyState } from '../ui';

export function LessonPage(_: { lesson: string }) {
  return (
    <Shell>
      <EmptyState icon={Presentation} title={t('lesson.status.connecting')} />
    </Shell>
  );
}
