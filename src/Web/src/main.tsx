import '@fontsource-variable/atkinson-hyperlegible-next';
import './ui';
import { render } from 'preact';
import { App } from './app/app';
import { loadSession } from './app/session';
import { startTheme } from './app/theme';
import { startLanguage } from './i18n';

startTheme();
void loadSession();
await startLanguage();
render(<App />, document.getElementById('app')!);
