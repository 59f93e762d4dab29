import { Languages, Monitor, Moon, Sun } from 'lucide-preact';
import { chooseLanguage, language, LANGUAGES, t } from '../i18n';
import { IconButton, Menu, toast } from '../ui';
import { chooseTheme, theme, type Theme } from './theme';

const PICTURES = { auto: Monitor, light: Sun, dark: Moon };

/** Language and appearance: the two things that anybody may choose anywhere, signed in or not. */
export function Preferences() {
  const names: Record<Theme, string> = { auto: t('ui.themeAuto'), light: t('ui.themeLight'), dark: t('ui.themeDark') };
  const other = LANGUAGES.find(({ code }) => code !== language.value)!;
  return (
    <div class="preferences">
      <IconButton icon={Languages} size="small" label={other.name} lang={other.code} onClick={() => void chooseLanguage(other.code).catch(() => toast(t('problem.offline'), 'bad'))} />
      <Menu
        label={t('ui.theme', { name: names[theme.value] })}
        icon={PICTURES[theme.value]}
        items={(['auto', 'light', 'dark'] as const).map((choice) => ({ label: names[choice], icon: PICTURES[choice], onPick: () => chooseTheme(choice) }))}
      />
    </div>
  );
}
