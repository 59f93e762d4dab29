import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readSchools, type School } from '../api/office';
import { leave } from '../app/unsaved';
import { t } from '../i18n';
import { byName } from '../i18n/format';
import { Notice, Select } from '../ui';
import { chooseSchool, schoolsRead, type SchoolHere } from './school';

/** Where an administrator says which school they look at; if there is only one, that is it. */
export function SchoolChoice({ school }: { school: SchoolHere | undefined }) {
  const schools = useSignal<readonly School[] | undefined>(undefined);
  const failed = useSignal(false);
  useEffect(() => {
    readSchools().then(
      (all) => {
        schools.value = all.sort((a, b) => byName(a.name, b.name));
        const [only] = all;
        if (school === undefined && only && all.length === 1) {
          chooseSchool({ id: only.id, name: only.name });
        }
      },
      () => (failed.value = true),
    );
  }, [schoolsRead.value]);

  if (failed.value) {
    return <Notice tone="danger">{t('office.schoolsFailed')}</Notice>;
  }

  if (schools.value?.length === 0) {
    return <p class="office__none">{t('office.noSchools')}</p>;
  }

  const options = schools.value ?? (school ? [school] : []);
  return (
    <Select
      label={t('office.school')}
      value={school?.id ?? ''}
      onText={(id) => {
        const picked = schools.value?.find((one) => one.id === id);
        if (picked) {
          leave(() => chooseSchool({ id: picked.id, name: picked.name }));
        }
      }}
      options={[...(school ? [] : [{ value: '', label: t('office.chooseSchool') }]), ...options.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
