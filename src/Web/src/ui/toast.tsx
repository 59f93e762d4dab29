import { signal } from '@preact/signals';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-preact';
import { t } from '../i18n';
import { IconButton } from './button';
import { Icon } from './icon';
import './toast.css';

type Toast = { id: number; tone: 'info' | 'good' | 'bad'; text: string };

/** Milliseconds a passing message stays; bad news stays until it is put away. */
const STAYS_MS = 6_000;
const SHOWN_MAX = 3;

const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Says something in passing. The oldest goes when there are too many. */
export function toast(text: string, tone: Toast['tone'] = 'info'): void {
  const id = ++last;
  toasts.value = [...toasts.value.filter((shown) => shown.text !== text), { id, tone, text }].slice(-SHOWN_MAX);
  if (tone !== 'bad') {
    setTimeout(() => dismiss(id), STAYS_MS);
  }
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((shown) => shown.id !== id);
}

/** Where passing messages appear; stands once in the page, and is read aloud politely. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((shown) => (
        <div key={shown.id} class={`toast toast--${shown.tone}`}>
          <Icon of={shown.tone === 'bad' ? CircleAlert : shown.tone === 'good' ? CircleCheck : Info} size="1.3em" />
          <p>{shown.text}</p>
          <IconButton icon={X} size="small" label={t('ui.close')} onClick={() => dismiss(shown.id)} />
        </div>
      ))}
    </div>
  );
}
