import { useSignal } from '@preact/signals';
import { GraduationCap, School } from 'lucide-preact';
import { useSearch } from 'wouter-preact';
import { t } from '../../i18n';
import { Tabs } from '../../ui';
import { useCardLanguage } from '../codes/card-language';
import { OwnMachineWarning } from '../codes/own-machine';
import type { SchoolHere } from '../school';
import { ChooseStaff } from './choose-staff';
import { ChooseStudents } from './choose-students';
import { issuing } from './issuing';
import { ReadySheets } from './ready-sheets';
import './sheets.css';

/** Cards with personal codes, and with invitations: choose for whom, make them, print. */
export function SheetsPage({ school }: { school: SchoolHere }) {
  useCardLanguage(school.id);
  const search = useSearch();
  const whom = useSignal<'students' | 'staff'>(new URLSearchParams(search).get('for') === 'staff' ? 'staff' : 'students');
  const issued = issuing.value;
  if (issued?.school === school.id) {
    return <ReadySheets school={school} issuing={issued} />;
  }

  return (
    <>
      <OwnMachineWarning />
      <Tabs
        class="sheets__tabs"
        label={t('sheets.forWhom')}
        value={whom.value}
        onChange={(key) => {
          whom.value = key;
        }}
        tabs={[
          { key: 'students', label: t('sheets.studentsTab'), icon: GraduationCap },
          { key: 'staff', label: t('sheets.staffTab'), icon: School },
        ]}
      >
        {whom.value === 'students' ? <ChooseStudents school={school} /> : <ChooseStaff school={school} />}
      </Tabs>
    </>
  );
}
