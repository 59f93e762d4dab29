import '@fontsource-variable/atkinson-hyperlegible-next';
import { keepFocus } from './ui';
import { render } from 'preact';
import { App, loadLessonPage } from './app/app';
import { loadSession } from './app/session';
import { startTheme } from './app/theme';
import { startLanguage } from './i18n';
import { takeCard } from './identity/card';
import { joinAhead } from './lesson/ahead';
import { keepPage } from './offline/keep';

takeCard();
addEventListener('hashchange', takeCard); // A second card, scanned into the page that is open.
startTheme();
joinAhead(location.pathname);
if (location.pathname.startsWith('/lessons/')) {
  void loadLessonPage().catch(() => {}); // Its route asks again.
}

void loadSession();
await startLanguage();
render(<App />, document.getElementById('app')!);
keepFocus();
keepPage();
