import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { nearness } from '../i18n/search';
import { described, Frame, type Shared } from './field';
import './picker.css';

export type PickerOption = {
  value: string;
  label: string;
  /** Further words that it is found by, shown behind the label. */
  detail?: string | undefined;
};

type PickerProps = Shared & {
  options: readonly PickerOption[];
  /** The value picked; empty if none is. */
  value: string;
  onPick: (value: string) => void;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
};

/** Options shown at once: more than that nobody reads, they type on. */
const SHOWN_MAX = 40;

/** One of many, found by typing the beginning of its words. Arrow keys move, Enter picks, Escape gives up. */
export function Picker({ label, hint, error, options, value, onPick, placeholder, name, disabled }: PickerProps) {
  const id = useId();
  const picked = options.find((option) => option.value === value);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const open = typed !== undefined;
  const found = open ? sought(typed, options) : [];
  const shown = found.slice(0, SHOWN_MAX);

  function show(text: string): void {
    setTyped(text);
    setAt(0);
  }

  function pick(option: PickerOption | undefined): void {
    if (option) {
      onPick(option.value);
    }

    setTyped(undefined);
  }

  function move(to: number): void {
    if (!open) {
      show('');
      return;
    }

    const next = (to + shown.length) % Math.max(1, shown.length);
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      ...(open ? { Enter: () => pick(shown[at]), Escape: () => setTyped(undefined) } : {}),
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault(); // Also keeps Escape from closing a dialog around.
      event.stopPropagation();
      step();
    }
  }

  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <div class="picker">
        <input
          id={id}
          class="field__control"
          type="text"
          role="combobox"
          name={name}
          value={typed ?? picked?.label ?? ''}
          placeholder={placeholder}
          disabled={disabled}
          autoComplete="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && shown.length > 0 ? `${id}-${at}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, { label, hint, error })}
          onInput={(event) => show(event.currentTarget.value)}
          onClick={(event) => {
            event.currentTarget.select();
            if (!open) {
              show('');
            }
          }}
          onKeyDown={onKeyDown}
          onBlur={() => pick(typed ? meant(typed, found) : undefined)}
        />
        <ul class="picker__list" id={`${id}-list`} role="listbox" aria-label={label} hidden={!open} ref={list}>
          {shown.map((option, index) => (
            <li
              key={option.value}
              id={`${id}-${index}`}
              class="picker__option"
              role="option"
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault(); // The field keeps the focus.
                pick(option);
              }}
            >
              <span>{option.label}</span>
              {option.detail && <small>{option.detail}</small>}
            </li>
          ))}
          {shown.length < found.length && (
            <li class="picker__note" role="presentation">
              {t('ui.pickMore', { count: found.length - shown.length })}
            </li>
          )}
        </ul>
        <p class={open && found.length === 0 ? 'picker__none' : 'visually-hidden'} role="status">
          {!open ? '' : found.length === 0 ? t('ui.pickNone') : t('ui.pickCount', { count: found.length })}
        </p>
      </div>
    </Frame>
  );
}

/** The options that match what is typed, the nearest first; those as near as each other keep their order. */
function sought(typed: string, options: readonly PickerOption[]): PickerOption[] {
  return options
    .flatMap((option) => {
      const near = nearness(typed, option.label, option.detail);
      return near === undefined ? [] : [{ option, near }];
    })
    .sort((a, b) => a.near - b.near)
    .map(({ option }) => option);
}

/** What somebody means who types and goes on: the only one that matches, or the only one that is called just so. */
function meant(typed: string, found: readonly PickerOption[]): PickerOption | undefined {
  const named = found.filter(({ label }) => nearness(typed, label) === 0);
  return found.length === 1 ? found[0] : named.length === 1 ? named[0] : undefined;
}
