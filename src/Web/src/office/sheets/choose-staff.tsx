import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CircleCheck, CloudOff, Link2, RotateCcw } from 'lucide-preact';
import { readStaff, type PersonInOffice } from '../../api/office';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { Button, Check, EmptyState, Waiting } from '../../ui';
import { CARDS_A_SHEET } from '../codes/card';
import type { SchoolHere } from '../school';
import { issue } from './issuing';
import { invitationsFor } from './makings';

/** Whose invitations are to be made: of those who have no password yet. */
export function ChooseStaff({ school }: { school: SchoolHere }) {
  const staff = useSignal<readonly PersonInOffice[] | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const anew = useSignal(false);

  async function load(): Promise<void> {
    error.value = undefined;
    try {
      staff.value = await readStaff(school.id);
    } catch (failed) {
      error.value = failed;
    }
  }

  useEffect(() => void load(), [school.id]);

  if (error.value !== undefined) {
    return (
      <EmptyState icon={CloudOff} title={t('people.failed')} action={<Button icon={RotateCcw} onClick={() => void load()}>{t('ui.retry')}</Button>}>
        {problemText(error.value)}
      </EmptyState>
    );
  }

  if (staff.value === undefined) {
    return <Waiting label={t('ui.loading')} />;
  }

  const waiting = staff.value.filter(({ account }) => account !== 'active');
  if (waiting.length === 0) {
    return <EmptyState icon={CircleCheck} title={t('sheets.staffAll')} />;
  }

  const wanted = waiting.filter(({ account }) => anew.value || account === 'none');
  const sheets = Math.ceil(wanted.length / CARDS_A_SHEET);
  return (
    <form
      class="sheets"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted.length > 0) {
          void issue(school.id, invitationsFor(school.id, wanted));
        }
      }}
    >
      <fieldset class="sheets__which">
        <legend>{t('sheets.which')}</legend>
        <Check kind="radio" name="which" label={t('sheets.notInvited')} hint={t('sheets.notInvitedHint')} checked={!anew.value} onCheck={() => (anew.value = false)} />
        <Check kind="radio" name="which" label={t('sheets.inviteAnew')} hint={t('sheets.inviteAnewHint')} checked={anew.value} onCheck={() => (anew.value = true)} />
      </fieldset>
      <div class="sheets__go">
        <Button type="submit" kind="primary" size="large" icon={Link2} disabled={wanted.length === 0}>
          {t('sheets.makeLinks')}
        </Button>
        <p role="status">{wanted.length === 0 ? t('sheets.staffInvited') : t('sheets.willBe', { cards: t('sheets.cards', { count: wanted.length }), paper: t('sheets.paper', { count: sheets }) })}</p>
      </div>
      <p class="sheets__note">{t('sheets.onceLinks')}</p>
    </form>
  );
}
