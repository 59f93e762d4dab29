import { useEffect, useRef } from 'preact/hooks';
import { Compass, House, School as SchoolPicture } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import type { Session } from '../api/identity';
import { useTitle } from '../app/router';
import { Shell } from '../app/shell';
import { loadMessages, t } from '../i18n';
import { EmptyState, Icon, type IconType, LinkButton } from '../ui';
import { HomePage } from './home-page';
import { PAGES, type OfficePageEntry } from './pages';
import { SchoolChoice } from './school-choice';
import { schoolOf, type SchoolHere } from './school';
import './office.css';

/** Fetches what the pages of the office say, then hands out the office. */
export async function loadOfficePage(): Promise<typeof OfficePage> {
  await loadMessages('office');
  return OfficePage;
}

/** The office: its pages beside their navigation. */
function OfficePage({ session }: { session: Session }) {
  const [path] = useLocation();
  const at = path.split('/')[2] ?? '';
  const entry = PAGES.find((page) => page.path === at);
  const school = schoolOf(session);
  const asks = session.isAdministrator && school === undefined && entry !== undefined && !entry.forNode; // The page itself asks which school.
  const nav = useRef<HTMLElement>(null);
  useEffect(() => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [at]); // On a phone they stand in a row.
  useTitle(() => (entry ? t(`office.page.${entry.path}`) : t('office.title')));
  return (
    <Shell>
      <div class="office">
        <nav class="office__nav" ref={nav} aria-label={t('office.navigation')}>
          {session.isAdministrator && !asks && <SchoolChoice school={school} />}
          <ul>
            <NavLink href="/office" icon={House} isHere={at === ''}>
              {t('office.home')}
            </NavLink>
            {PAGES.map((page) => (
              <NavLink key={page.path} href={`/office/${page.path}`} icon={page.icon} isHere={page === entry}>
                {t(`office.page.${page.path}`)}
              </NavLink>
            ))}
          </ul>
        </nav>
        <div class="office__page">
          {at === '' ? <HomePage session={session} school={school} /> : entry ? <Entry entry={entry} school={school} /> : <NoPage />}
        </div>
      </div>
    </Shell>
  );
}

function NavLink({ href, icon, isHere, children }: { href: string; icon: IconType; isHere: boolean; children: string }) {
  return (
    <li>
      <Link class="office__link" href={href} aria-current={isHere ? 'page' : undefined}>
        <Icon of={icon} />
        <span>{children}</span>
      </Link>
    </li>
  );
}

function Entry({ entry, school }: { entry: OfficePageEntry; school: SchoolHere | undefined }) {
  const header = (
    <header class="office__head">
      <h1>{t(`office.page.${entry.path}`)}</h1>
      <p>{t(`office.about.${entry.path}`)}</p>
    </header>
  );
  if (entry.forNode) {
    const Page = entry.page;
    return (
      <>
        {header}
        <Page key={school?.id} school={school} />
      </>
    );
  }

  const Page = entry.page;
  return (
    <>
      {header}
      {school ? (
        <Page key={school.id} school={school} />
      ) : (
        <EmptyState icon={SchoolPicture} title={t('office.chooseSchool')} action={<SchoolChoice school={undefined} />}>
          {t('office.chooseSchoolText')}
        </EmptyState>
      )}
    </>
  );
}

function NoPage() {
  return (
    <EmptyState
      icon={Compass}
      title={t('office.noPageTitle')}
      action={
        <LinkButton as={Link} href="/office">
          {t('office.home')}
        </LinkButton>
      }
    >
      {t('office.noPageText')}
    </EmptyState>
  );
}
