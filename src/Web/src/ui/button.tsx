import type { ComponentChildren, ComponentType, JSX } from 'preact';
import { Icon, type IconType } from './icon';
import './button.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger' | 'chalk';

type ButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size'> & {
  kind?: ButtonKind;
  size?: 'small' | 'medium' | 'large';
  icon?: IconType;
  /** Shown as working and not pressable twice; stays focusable so that a keyboard does not lose its place. */
  busy?: boolean;
  wide?: boolean;
  children?: ComponentChildren;
};

/** A button with words on it. It never submits a form unless it is asked to. */
export function Button({ kind = 'secondary', size = 'medium', icon, busy = false, wide = false, children, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`button button--${kind} button--${size}${wide ? ' button--wide' : ''}${busy ? ' is-busy' : ''}`}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) {
          event.preventDefault();
          return;
        }

        onClick?.(event);
      }}
    >
      {busy ? <span class="button__spinner" aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children !== undefined && <span class="button__text">{children}</span>}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'wide' | 'icon'> & { icon: IconType; label: string; pressed?: boolean };

/** A button that is only a picture; its label is read aloud and shown on hover. */
export function IconButton({ icon, label, pressed, kind = 'quiet', size = 'medium', busy = false, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`button button--icon button--${kind} button--${size}`}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={busy || undefined}
      title={label}
    >
      <Icon of={icon} />
    </button>
  );
}

type LinkButtonProps = JSX.AnchorHTMLAttributes<HTMLAnchorElement> & { kind?: ButtonKind; size?: 'small' | 'medium' | 'large'; icon?: IconType; as: ComponentType<any> };

/** A link that looks like a button: it goes somewhere, so it can be opened in a new tab. Without words it needs an aria-label. */
export function LinkButton({ kind = 'secondary', size = 'medium', icon, children, as: As, ...rest }: LinkButtonProps) {
  return (
    <As {...rest} class={`button${children === undefined ? ' button--icon' : ''} button--${kind} button--${size}`}>
      {icon && <Icon of={icon} />}
      {children !== undefined && <span class="button__text">{children}</span>}
    </As>
  );
}
