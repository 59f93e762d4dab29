import { useSignal, type ReadonlySignal } from '@preact/signals';
import { t } from '../i18n';
import { Button, Field } from '../ui';

/** Stable, so that the field takes the focus when it appears and never again. */
const focus = (field: HTMLInputElement | null) => field?.focus();

/** A school that somebody names who has the same address at several: its code as the server knows it, `undefined` for none; and whether it can be one. */
export function useNamedSchool() {
  const isNaming = useSignal(false);
  const typed = useSignal('');
  const code = typed.value.trim().toLowerCase();
  return { isNaming: isNaming as ReadonlySignal<boolean>, code: code === '' ? undefined : code, isWrong: code !== '' && !/^[\w-]{1,32}$/.test(code), typed, ask: () => (isNaming.value = true) };
}

type Named = ReturnType<typeof useNamedSchool>;

/** The field for its code, once it was asked for. */
export function NamedSchoolField({ named, error }: { named: Named; error?: string | undefined }) {
  return (
    named.isNaming.value && (
      <Field
        label={t('identity.schoolCode')}
        hint={t('identity.namedSchoolHint')}
        error={error}
        value={named.typed.value}
        onText={(text) => (named.typed.value = text)}
        class="field__control--code"
        name="school"
        inputRef={focus}
        autoComplete="organization"
        autoCapitalize="none"
        spellcheck={false}
        maxLength={32}
      />
    )
  );
}

/** Asks for the field. */
export function NameSchool({ named }: { named: Named }) {
  return (
    !named.isNaming.value && (
      <Button kind="quiet" size="small" onClick={named.ask}>
        {t('identity.nameSchool')}
      </Button>
    )
  );
}
