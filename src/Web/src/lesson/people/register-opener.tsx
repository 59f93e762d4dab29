import { useSignal } from '@preact/signals';
import { ClipboardList } from 'lucide-preact';
import { lazyPart } from '../../app/router';
import { t } from '../../i18n';
import { Button } from '../../ui';

const RegisterDialog = lazyPart(async () => (await import('../../register/register-dialog')).RegisterDialog);

/** Opens the register over the lesson; only then is it fetched. */
export function RegisterOpener({ lesson }: { lesson: string }) {
  const open = useSignal(false);
  return (
    <p class="people__register">
      <Button size="small" icon={ClipboardList} onClick={() => (open.value = true)}>
        {t('register.title')}
      </Button>
      {open.value && <RegisterDialog lesson={lesson} onClose={() => (open.value = false)} />}
    </p>
  );
}
