import type { ComponentChildren } from 'preact';
import { LogOut } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import { t } from '../i18n';
import { Avatar, IconButton, Mark } from '../ui';
import { Preferences } from './preferences';
import { isOffice, known, signOut } from './session';
import { leave } from './unsaved';
import './shell.css';

/** The mark of the product. */
export function Brand() {
  return (
    <span class="brand">
      <Mark size={28} />
      {t('ui.appName')}
    </span>
  );
}

/** The frame of the pages that are not a lesson: the mark, who is signed in, and the page. */
export function Shell({ children }: { children: ComponentChildren }) {
  const [path, go] = useLocation();
  const who = known.value.kind === 'somebody' ? known.value.session : undefined;
  return (
    <div class="shell">
      <a class="skip-link" href="#content">
        {t('ui.skipToContent')}
      </a>
      <header class="shell__head">
        <Link href="/" class="shell__home">
          <Brand />
        </Link>
        <div class="shell__tools">
          {who && isOffice(who) && who.roles.includes('teacher') && (
            <Link href={path.startsWith('/office') ? '/day' : '/office'} class="shell__other">
              {t(path.startsWith('/office') ? 'ui.home' : 'ui.office')}
            </Link>
          )}
          <Preferences />
          {who && (
            <>
              <span class="shell__who">
                <Avatar id={who.person ?? who.account} name={who.displayName} size="small" />
                <span class="shell__name">
                  {who.displayName}
                  {who.schoolName && <small>{who.schoolName}</small>}
                </span>
              </span>
              <IconButton icon={LogOut} size="small" label={t('ui.signOut')} onClick={() => leave(() => void signOut().then(() => go('/sign-in')))} />
            </>
          )}
        </div>
      </header>
      <main class="shell__page" id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
