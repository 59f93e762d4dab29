import { useSignal } from '@preact/signals';
import type { LessonRegister } from '../api/registers';
import { PageHead } from '../app/page-head';
import { useTitle } from '../app/router';
import { known } from '../app/session';
import { Shell } from '../app/shell';
import { seeRegister } from '../day/attention';
import { t } from '../i18n';
import { formatDay, formatSpan } from '../i18n/format';
import { RegisterView } from './register-view';

/** The register of one lesson, as a page to look at, correct, print and keep. */
export function RegisterPage({ lesson }: { lesson: string }) {
  const register = useSignal<LessonRegister | undefined>(undefined);
  const read = register.value;

  /** Whoever looked at a register is not asked again to look at it. */
  function looked(now: LessonRegister): void {
    register.value = now;
    const person = known.value.kind === 'somebody' ? known.value.session.person : undefined;
    if (person !== undefined && now.endedAt !== undefined) {
      seeRegister(person, now.lesson);
    }
  }

  useTitle(() => (register.value ? t('register.pageTitle', { title: register.value.title }) : t('register.title')));
  const from = read && new Date(read.startedAt ?? read.startsAt);
  return (
    <Shell>
      <PageHead
        back={t('register.back')}
        title={read ? t('register.pageTitle', { title: read.title }) : t('register.title')}
        facts={read && from && `${read.classTitle} · ${formatDay(from, new Date())} · ${formatSpan(from, new Date(read.endedAt ?? read.endsAt))}`}
      />
      <RegisterView lesson={lesson} onRead={looked} />
    </Shell>
  );
}
