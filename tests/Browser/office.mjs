// What the office does on its pages.
import decodeQr from 'qr/decode.js';
import { roster } from './zip.mjs';

/** Goes to one of the office's pages. */
export const openPage = (page, title) => page.getByRole('navigation', { name: 'Pages du secrétariat' }).getByRole('link', { name: title }).click();

/** Brings in the archive of a school. @param {Parameters<typeof roster>[0]} school */
export const bringIn = (page, school, name = 'rentree.zip') => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer: roster(school) });

export const bringAnother = (page) => page.getByRole('button', { name: 'Importer une autre archive' }).click();

/** Picks one of many by typing the beginning of its name. @returns what was picked */
export async function pick(page, label, typed) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('combobox', { name: label }).fill(typed);
  const option = page.getByRole('option').first();
  const text = await option.locator('span').first().innerText();
  await page.keyboard.press('Enter');
  return text;
}

/** What a phone would read off the code on a card. */
export async function scan(card) {
  const png = await card.getByRole('img').screenshot();
  const { width, height, data } = await card.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    const { data: pixels } = canvas.getImageData(0, 0, picture.width, picture.height);
    return { width: picture.width, height: picture.height, data: [...pixels] };
  }, png.toString('base64'));
  return decodeQr({ width, height, data: Uint8ClampedArray.from(data) });
}

/** Code on a card, as it is typed. */
export const codeOn = async (card) => (await card.locator('.code-card__code span').allInnerTexts()).join('');

/** Puts the cards of a sheet away, once they are printed. */
export async function putAway(page) {
  await page.getByRole('button', { name: 'Tout est imprimé' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tout est imprimé' }).click();
}
