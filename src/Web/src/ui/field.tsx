import type { ComponentChildren, JSX, Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import { CircleAlert, Eye, EyeOff } from 'lucide-preact';
import { t } from '../i18n';
import { IconButton } from './button';
import { Icon } from './icon';
import './field.css';

/** What every field has. */
export type Shared = {
  label: string;
  /** A sentence under the label that helps before something goes wrong. */
  hint?: string | undefined;
  /** A sentence that says what is wrong and what to do; read aloud when it appears. */
  error?: string | undefined;
};

/** The frame of every field: label above, hint below it, error last, all tied together for screen readers. */
export function Frame({ id, label, hint, error, children }: Shared & { id: string; children: ComponentChildren }) {
  return (
    <div class={`field${error ? ' field--wrong' : ''}`}>
      <label class="field__label" for={id}>
        {label}
      </label>
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      <div role="alert" id={`${id}-error`}>
        {error && (
          <p class="field__error">
            <Icon of={CircleAlert} /> <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
}

/** The ids of what a field is described by. */
export function described(id: string, { hint, error }: Shared): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

type FieldProps = Shared & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'label'> & { value: string; onText: (text: string) => void; inputRef?: Ref<HTMLInputElement>; beside?: ComponentChildren };

/** One line of text. */
export function Field({ label, hint, error, onText, inputRef, beside, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <div class={`field__row${beside ? ' field__row--beside' : ''}`}>
        <input
          {...rest}
          ref={inputRef ?? null}
          id={id}
          type={type}
          class={`field__control ${typeof rest.class === 'string' ? rest.class : ''}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, { label, hint, error })}
          onInput={(event) => onText(event.currentTarget.value)}
        />
        {beside}
      </div>
    </Frame>
  );
}

/** A password, which whoever types it may look at. */
export function PasswordField(props: Omit<FieldProps, 'type' | 'beside'>) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellcheck={false}
      beside={<IconButton icon={shown ? EyeOff : Eye} label={t(shown ? 'ui.hidePassword' : 'ui.showPassword')} onClick={() => setShown(!shown)} />}
    />
  );
}

/** Takes whoever sent an incomplete form to the first field that is wrong, once that is marked. */
export function focusWrong(): void {
  setTimeout(() => (document.querySelector('dialog[open]') ?? document).querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}

type SelectProps = Shared & { value: string; onText: (text: string) => void; options: readonly { value: string; label: string }[]; disabled?: boolean };

/** One of a few. */
export function Select({ label, hint, error, value, onText, options, disabled }: SelectProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        class="field__control"
        value={value}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, { label, hint, error })}
        onChange={({ currentTarget }) => {
          onText(currentTarget.value);
          currentTarget.value = value; // It shows what it is given: whoever is told may first have to ask.
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

type CheckProps = { label: string; hint?: string; checked: boolean; onCheck: (checked: boolean) => void; disabled?: boolean; kind?: 'checkbox' | 'radio'; name?: string };

/** A choice that is on or off, or one of a group when it is a radio. */
export function Check({ label, hint, checked, onCheck, disabled, kind = 'checkbox', name }: CheckProps) {
  return (
    <label class="check">
      <input type={kind} name={name} checked={checked} disabled={disabled} onChange={(event) => onCheck(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && <small class="check__hint">{hint}</small>}
      </span>
    </label>
  );
}
