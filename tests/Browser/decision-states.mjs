// What the office sees where it decides: who stands in, settings, and the trail, state by state.
import { shootWindow } from './looks.mjs';
import { openPage as open } from './office.mjs';
import { signInAsOffice } from './people.mjs';

async function pick(page, label, typed) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option').first().waitFor();
}

/** @param {(page: import('playwright-core').Page, name: string) => Promise<void>} shoot */
export async function shootSubstitutes(page, node, shoot) {
  await signInAsOffice(page, node);
  await open(page, 'Remplacements');
  await page.getByText('Aucun remplacement').waitFor();
  await shoot(page, 'office-substitutes-none');
  await page.getByRole('button', { name: 'Confier une classe' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Confier la classe' }).click();
  await dialog.getByText('Choisissez la classe.').waitFor();
  await shoot(page, 'office-substitute-missing');
  await pick(page, 'Classe', '3e');
  await shootWindow(page, 'office-substitute-picking', 390, 844); // In one look: to dress a dialog closes what is open in it.
  await page.keyboard.press('Enter');
  await pick(page, 'Qui remplace', 'b');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Motif').fill('Formation à l’académie');
  await dialog.getByRole('button', { name: 'Confier la classe' }).click();
  await page.locator('.substitute--now').waitFor();
  await page.getByRole('button', { name: 'Confier une classe' }).click();
  await pick(page, 'Classe', '3e');
  await page.keyboard.press('Enter');
  await pick(page, 'Qui remplace', 'b');
  await page.keyboard.press('Enter');
  await dialog.getByText('remplace déjà dans cette classe').waitFor();
  await shoot(page, 'office-substitute-conflict');
  for (const [label, ahead] of [['Du', 7], ['Au (inclus)', 12]]) {
    await dialog.getByLabel(label, { exact: true }).fill(new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10));
  }

  await dialog.getByRole('button', { name: 'Confier la classe' }).click();
  await page.locator('.substitute--next').waitFor();
  await shoot(page, 'office-substitutes');
  await page.locator('.substitute--next').getByRole('button', { name: 'Prolonger' }).click();
  await dialog.getByLabel('Motif').waitFor();
  await shoot(page, 'office-substitute-extend');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Mettre fin' }).click();
  await shoot(page, 'office-substitute-end');
  await dialog.getByRole('button', { name: 'Mettre fin' }).click();
  await page.locator('.substitute--past').waitFor();
}

export async function shootSettings(page, shoot) {
  await open(page, 'Réglages');
  await page.getByLabel('Minutes de tolérance').waitFor();
  await shoot(page, 'office-settings');
  await page.getByLabel('Minutes de tolérance').fill('75');
  await shoot(page, 'office-settings-wrong');
  await open(page, 'Personnes');
  await page.getByRole('dialog').getByRole('button', { name: 'Rester ici' }).waitFor();
  await shoot(page, 'office-settings-leave');
  await page.getByRole('dialog').getByRole('button', { name: 'Rester ici' }).click();
  await page.evaluate((body) => fetch('/api/v1/schools/demo/settings', { method: 'PUT', headers: { 'X-Classroom': 'web', 'Content-Type': 'application/json', 'If-Match': '"0"' }, body: JSON.stringify(body) }), {
    lateAfterMinutes: 10,
    language: 'fr',
    participantsMax: 40,
  });
  await page.getByLabel('Minutes de tolérance').fill('7');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Quelqu’un d’autre').waitFor();
  await page.getByRole('button', { name: 'Enregistrer' }).scrollIntoViewIfNeeded();
  await shoot(page, 'office-settings-conflict');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Les réglages sont enregistrés.').waitFor();
}

export async function shootAudit(page, shoot) {
  await open(page, 'Journal');
  await page.locator('.audit__entry').first().waitFor();
  await shoot(page, 'office-audit');
  await page.getByLabel('Jusqu’au (inclus)').fill('2020-01-01');
  await page.getByText('Aucun résultat').waitFor();
  await shoot(page, 'office-audit-none');
}
