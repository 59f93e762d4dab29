import { signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';

const STORED_AS = 'classroom.theme';

export const theme = signal<Theme>('auto');

/** Shows the appearance chosen on this device before. */
export function startTheme(): void {
  const stored = localStorage.getItem(STORED_AS);
  apply(stored === 'light' || stored === 'dark' ? stored : 'auto');
}

/** Switches the appearance and remembers it on this device. */
export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(STORED_AS, chosen);
  apply(chosen);
}

function apply(chosen: Theme): void {
  theme.value = chosen;
  if (chosen === 'auto') {
    delete document.documentElement.dataset['theme'];
  } else {
    document.documentElement.dataset['theme'] = chosen;
  }
}
