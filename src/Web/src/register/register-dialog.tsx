import { t } from '../i18n';
import { Dialog } from '../ui';
import { RegisterView } from './register-view';

/** The register beside a live lesson, which goes on behind it. */
export function RegisterDialog({ lesson, onClose }: { lesson: string; onClose: () => void }) {
  return (
    <Dialog open wide title={t('register.title')} onClose={onClose}>
      <RegisterView lesson={lesson} />
    </Dialog>
  );
}
