import type { SchoolHere } from '../school';
import { ChooseStudents } from './choose-students';
import { issuing } from './issuing';
import { ReadySheets } from './ready-sheets';
import './sheets.css';

/** Cards with personal codes: choose for whom, make the codes, print. */
export function SheetsPage({ school }: { school: SchoolHere }) {
  const issued = issuing.value;
  return issued?.school === school.id ? <ReadySheets school={school} issuing={issued} /> : <ChooseStudents school={school} />;
}
