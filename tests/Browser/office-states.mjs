// What the office and whoever holds a card see, state by state.
import { bringAnother, bringIn, openPage as open } from './office.mjs';
import { signInAsOffice } from './people.mjs';

const CLASS = { org: 'org-001', title: '3e Z', teacher: ['Ada', 'Lovelace'], students: [['Zoé', 'Nguyễn'], ['Ali', 'Ben Salah'], ['Nour', 'حداد'], ['Marie-Thérèse', 'de La Rochefoucauld-Montbazon']] };

/** @param {(page: import('playwright-core').Page, name: string) => Promise<void>} shoot */
export async function shootRosters(page, node, shoot) {
  await signInAsOffice(page, node);
  await page.locator('.office__task').first().waitFor();
  await shoot(page, 'office-home');
  await open(page, 'Import des listes');
  await page.getByRole('button', { name: 'Choisir l’archive' }).waitFor();
  await shoot(page, 'office-roster');
  const bring = (school) => bringIn(page, school, 'rentrée 2026.zip');
  const again = () => bringAnother(page);
  await page.route('**/api/v1/rosters', () => {}); // Never answered.
  await bring(CLASS);
  await page.getByRole('button', { name: 'Abandonner' }).waitFor();
  await shoot(page, 'office-roster-running');
  await page.getByRole('button', { name: 'Abandonner' }).click();
  await page.getByText('Vous avez abandonné').waitFor();
  await shoot(page, 'office-roster-given-up');
  await page.unroute('**/api/v1/rosters');
  await again();
  await bring({ ...CLASS, broken: true });
  await page.locator('.fault').first().waitFor();
  await shoot(page, 'office-roster-refused');
  await again();
  await bring(CLASS);
  await page.locator('.report__changes').waitFor();
  await shoot(page, 'office-roster-applied');
  await again();
  await bring(CLASS);
  await page.getByText('Tout était déjà à jour').waitFor();
  await shoot(page, 'office-roster-unchanged');
  await again();
  await page.locator('input[type=file]').setInputFiles({ name: 'élèves.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') });
  await page.getByText('Ce fichier n’est pas une archive zip').waitFor();
  await shoot(page, 'office-roster-failed');
}

export async function shootPeople(page, node, shoot) {
  await page.evaluate((login) => fetch('/api/v1/password-resets', { method: 'POST', headers: { 'X-Classroom': 'web', 'Content-Type': 'application/json' }, body: JSON.stringify({ login }) }), node.teacher.login);
  await open(page, 'Personnes');
  await page.getByRole('region', { name: /oublié/ }).waitFor();
  await page.locator('.person').first().waitFor();
  await shoot(page, 'office-people');
  await page.getByLabel('Chercher').fill('lovelace');
  await page.getByRole('button', { name: 'Inviter Ada Lovelace' }).click();
  await shoot(page, 'office-invite');
  await page.getByRole('button', { name: 'Créer le lien' }).click();
  const invitation = await page.getByRole('textbox', { name: 'Lien à remettre' }).inputValue();
  await shoot(page, 'office-invited');
  await page.getByRole('button', { name: 'C’est fait' }).click();
  await page.getByLabel('Chercher').fill('personne de ce nom');
  await page.getByText('Personne ne correspond').waitFor();
  await shoot(page, 'office-people-none');
  await page.getByLabel('Chercher').fill('nguyen zoe');
  await page.getByRole('button', { name: 'Donner un code à Zoé Nguyễn' }).click();
  await shoot(page, 'office-code');
  await page.getByRole('button', { name: 'Créer le code' }).click();
  await page.getByRole('dialog').locator('.code-card').waitFor();
  await shoot(page, 'office-code-shown');
  const code = (await page.getByRole('dialog').locator('.code-card__code span').allInnerTexts()).join('');
  await page.getByRole('button', { name: 'C’est fait' }).click();
  return { card: `${node.url}/sign-in#school=demo&code=${code}`, invitation };
}

export async function shootSheets(page, shoot) {
  await open(page, 'Fiches à imprimer');
  await page.getByLabel(/^3e Z/).click();
  await page.getByRole('radio', { name: /^Tous les élèves/ }).click();
  await page.getByText('a déjà un code, qui ne marchera plus').waitFor();
  await shoot(page, 'office-sheets', { fullPage: true });
  await page.getByRole('radio', { name: /^Seulement/ }).click();
  await page.getByRole('button', { name: 'Créer les codes' }).click();
  await page.getByText('3 fiches prêtes').waitFor();
  await shoot(page, 'office-sheets-ready');
  await page.getByRole('button', { name: 'Tout est imprimé' }).click();
  await shoot(page, 'office-sheets-finish');
  await page.getByRole('dialog').getByRole('button', { name: 'Tout est imprimé' }).click();
  await page.getByRole('tab', { name: 'Équipe' }).click();
  await page.getByRole('button', { name: 'Créer les invitations' }).waitFor();
  await shoot(page, 'office-invitations');
  await page.getByRole('button', { name: 'Créer les invitations' }).click();
  await page.getByText('fiches prêtes').waitFor();
  await shoot(page, 'office-invitations-ready');
}

/** Somebody who scanned a card: theirs, and one that is no longer good; and a teacher whom a link invites. */
export async function shootCards(page, address, invitation, shoot) {
  await page.goto(address);
  await page.locator('.card-form__who').waitFor();
  await shoot(page, 'sign-in-card');
  await page.goto(`${address.slice(0, -4)}0000`);
  await page.getByText('n’est plus valable').waitFor();
  await shoot(page, 'sign-in-card-void');
  await page.goto(invitation);
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
  await shoot(page, 'welcome-invited');
}
