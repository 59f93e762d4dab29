import type { Signal } from '@preact/signals';
import { t } from '../i18n';
import { Check, Field } from '../ui';

/** Whether to stay signed in on this device; not unless somebody says so, as schools share devices. */
export function RememberMe({ remember }: { remember: Signal<boolean> }) {
  return <Check label={t('identity.remember')} hint={t('identity.rememberHint')} checked={remember.value} onCheck={(checked) => (remember.value = checked)} />;
}

/** The address with which somebody signs in. */
export function LoginField({ login, hint, error }: { login: Signal<string>; hint?: string | undefined; error: string | undefined }) {
  return (
    <Field
      label={t('identity.login')}
      hint={hint}
      error={error}
      value={login.value}
      onText={(text) => (login.value = text)}
      name="username"
      type="email"
      autoComplete="username"
      autoCapitalize="none"
      spellcheck={false}
      maxLength={254}
    />
  );
}
