import type { ComponentType } from 'preact';
import { FileUp, IdCard, ScrollText, Settings, UserRoundCog, UsersRound } from 'lucide-preact';
import { lazyPage } from '../app/router';
import type { OfficeMessages } from '../i18n/fr/office';
import type { IconType } from '../ui';
import type { SchoolHere } from './school';

/** A page of the office: its address is /office/PATH, its name and what it is for are the texts office.page.PATH and office.about.PATH. */
export type OfficePageEntry = { path: keyof OfficeMessages['office']['page']; icon: IconType } & (
  | { forNode?: false; page: ComponentType<{ school: SchoolHere }> }
  /** Of use to an administrator also before they have chosen a school. */
  | { forNode: true; page: ComponentType<{ school?: SchoolHere | undefined }> }
);

/**
 * The pages of the office, in the order of its navigation. A new one is one line here; it is fetched when it is first shown:
 * `{ path: 'audit', icon: ScrollText, page: lazyPage(async () => (await import('./audit/audit-page')).AuditPage) },`
 */
export const PAGES: readonly OfficePageEntry[] = [
  { path: 'roster', icon: FileUp, forNode: true, page: lazyPage(async () => (await import('./roster/roster-page')).RosterPage) },
  { path: 'people', icon: UsersRound, page: lazyPage(async () => (await import('./people/people-page')).PeoplePage) },
  { path: 'sheets', icon: IdCard, page: lazyPage(async () => (await import('./sheets/sheets-page')).SheetsPage) },
  { path: 'substitutes', icon: UserRoundCog, page: lazyPage(async () => (await import('./substitutes/substitutes-page')).SubstitutesPage) },
  { path: 'settings', icon: Settings, page: lazyPage(async () => (await import('./settings/settings-page')).SettingsPage) },
  { path: 'audit', icon: ScrollText, forNode: true, page: lazyPage(async () => (await import('./audit/audit-page')).AuditPage) },
];
