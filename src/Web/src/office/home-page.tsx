import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ArrowRight, CircleCheck, FileUp, IdCard, KeyRound, UserRoundPlus } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { Session } from '../api/identity';
import { t } from '../i18n';
import { formatDay, formatNumber } from '../i18n/format';
import { Icon, type IconType } from '../ui';
import { PAGES } from './pages';
import type { SchoolHere } from './school';
import { readToDo, type ToDo } from './to-do';

/** What the office begins with: what is to be done, and where everything is. */
export function HomePage({ session, school }: { session: Session; school: SchoolHere | undefined }) {
  const today = new Date();
  return (
    <>
      <header class="office__board">
        <p class="office__date">{formatDay(today, today)}</p>
        <h1>{t('day.greeting', { name: session.displayName })}</h1>
        <p>{school?.name ?? t('office.homeIntro')}</p>
      </header>
      {school && <Open key={school.id} school={school} />}
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

/** What keeps somebody from getting in; while that is being found out, or cannot be, nothing. */
function Open({ school }: { school: SchoolHere }) {
  const found = useSignal<ToDo | undefined>(undefined);
  useEffect(() => {
    readToDo(school.id).then(
      (toDo) => (found.value = toDo),
      () => {}, // Each page says by itself what cannot be read.
    );
  }, [school.id]);

  if (found.value === undefined) {
    return null;
  }

  const { people, resets, uninvited, uncoded } = found.value;
  const nothing = resets + uninvited + uncoded === 0;
  return (
    <section class="office__todo" aria-label={t('office.toDo')}>
      <h2>{t(people === 0 ? 'office.begin' : nothing ? 'office.allIn' : 'office.toDo')}</h2>
      {people > 0 && nothing ? (
        <p>
          <Icon of={CircleCheck} /> {t('office.allInText')}
        </p>
      ) : (
        <ul>
          {people === 0 && <Task icon={FileUp} href="/office/roster" text={t('office.beginText')} />}
          {resets > 0 && <Task icon={KeyRound} href="/office/people" text={t('people.resets', { count: resets })} />}
          {uninvited > 0 && <Task icon={UserRoundPlus} href="/office/sheets?for=staff" text={t('office.uninvited', { count: uninvited })} />}
          {uncoded > 0 && <Task icon={IdCard} href="/office/sheets" text={t('office.uncoded', { count: uncoded, students: formatNumber(uncoded) })} />}
        </ul>
      )}
    </section>
  );
}

function Task({ icon, href, text }: { icon: IconType; href: string; text: string }) {
  return (
    <li>
      <Link class="office__task" href={href}>
        <Icon of={icon} />
        <span>{text}</span>
        <Icon of={ArrowRight} />
      </Link>
    </li>
  );
}
