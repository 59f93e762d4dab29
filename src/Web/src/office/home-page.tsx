import { Link } from 'wouter-preact';
import type { Session } from '../api/identity';
import { t } from '../i18n';
import { formatDay } from '../i18n/format';
import { Icon } from '../ui';
import { PAGES } from './pages';
import type { SchoolHere } from './school';

/** What the office begins with: where everything is. */
export function HomePage({ session, school }: { session: Session; school: SchoolHere | undefined }) {
  const today = new Date();
  return (
    <>
      <header class="office__board">
        <p class="office__date">{formatDay(today, today)}</p>
        <h1>{t('day.greeting', { name: session.displayName })}</h1>
        <p>{school?.name ?? t('office.homeIntro')}</p>
      </header>
      <ul class="office__tiles">
        {PAGES.map((page) => (
          <li key={page.path}>
            <Link class="office__tile" href={`/office/${page.path}`}>
              <span class="office__picture">
                <Icon of={page.icon} size="1.5rem" />
              </span>
              <span>
                <strong>{t(`office.page.${page.path}`)}</strong>
                <span>{t(`office.about.${page.path}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
