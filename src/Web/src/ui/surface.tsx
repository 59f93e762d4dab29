import type { ComponentChildren } from 'preact';
import { Icon, type IconType } from './icon';
import './surface.css';

/** A sheet of paper on the desk. */
export function Card({ children, tone = 'plain', class: extra = '' }: { children: ComponentChildren; tone?: 'plain' | 'live' | 'sunken'; class?: string }) {
  return <div class={`card card--${tone} ${extra}`}>{children}</div>;
}

export type Tone = 'neutral' | 'live' | 'sun' | 'sky' | 'danger';

/** A word or a number that says what state a thing is in. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconType; children: ComponentChildren }) {
  return (
    <span class={`badge badge--${tone}`}>
      {icon && <Icon of={icon} size="1em" />}
      {children}
    </span>
  );
}

/** Says that there is nothing here yet, why, and what can be done about it. */
export function EmptyState({ icon, title, children, action }: { icon: IconType; title: string; children?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="empty">
      <span class="empty__picture">
        <Icon of={icon} size="1.9rem" />
      </span>
      <p class="empty__title">{title}</p>
      {children && <p class="empty__text">{children}</p>}
      {action && <div class="empty__action">{action}</div>}
    </div>
  );
}

/** A message that belongs to the page, not to a moment. */
export function Notice({ tone = 'neutral', icon, title, children, action, live = false }: { tone?: Tone; icon?: IconType; title?: ComponentChildren; children?: ComponentChildren; action?: ComponentChildren; live?: boolean }) {
  return (
    <div class={`notice notice--${tone}`} role={live ? 'status' : undefined}>
      {icon && <Icon of={icon} size="1.35em" />}
      <div class="notice__body">
        {title && <p class="notice__title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}

/** How far a thing has come; without a value, that it is under way. */
export function Progress({ label, value, max = 1 }: { label: string; value?: number; max?: number }) {
  return (
    <label class="progress">
      <span class="progress__label">{label}</span>
      <progress value={value} max={max} />
    </label>
  );
}

/** Waiting, said once and quietly. */
export function Waiting({ label }: { label: string }) {
  return (
    <p class="waiting" role="status">
      <span class="spinner" aria-hidden="true" /> {label}
    </p>
  );
}
