// Makes the pictures of README.md anew: npm --prefix tests/Browser run pictures. Needs a built node and page, as the tests do.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from './browser.mjs';
import { root, startDemoNode } from './node.mjs';
import { enter, InLesson, signInAsOffice, signInAsStudent, signInAsTeacher } from './people.mjs';

const folder = join(root, 'docs/images');
const QUALITY = 88;

/** Writes what a page shows as WebP. */
async function picture(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(join(folder, `${name}.webp`), bytes);
  console.log(`docs/images/${name}.webp: ${(bytes.length / 1000).toFixed(0)} kB`);
}

/** A page of a lesson on fractions, drawn as a teacher would. */
const drawFractions = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 1600, height: 900 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fffdf6';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    const write = (text, x, y, size, colour = '#1b2a38') => {
      pen.font = `700 ${size}px "Atkinson Hyperlegible Next Variable", sans-serif`;
      pen.fillStyle = colour;
      pen.fillText(text, x, y);
    };
    write('Additionner des fractions', 110, 160, 84);
    write('Même dénominateur d’abord', 110, 240, 46, '#6b6558');
    const bar = (y, parts, filled, colour, label) => {
      const width = 1080 / parts;
      for (let part = 0; part < parts; part++) {
        pen.fillStyle = part < filled ? colour : '#efe6d2';
        pen.fillRect(110 + part * width, y, width - 8, 120);
      }

      write(label, 1250, y + 84, 72);
    };
    bar(320, 4, 3, '#206a55', '3/4');
    bar(490, 8, 1, '#e0a82e', '1/8');
    bar(660, 8, 7, '#2f5f9e', '= 7/8');
    return canvas.toDataURL('image/png').split(',')[1];
  });

async function play(node, browser) {
  const [teacher, student, other, office] = await Promise.all([
    browser.person(),
    browser.person({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' }),
    browser.person(),
    browser.person({ viewport: { width: 1280, height: 800 } }),
  ]);
  const [claire, zoe, theo] = [teacher, student, other].map(({ page }) => new InLesson(page));
  await signInAsTeacher(teacher.page, node);
  await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('button', { name: 'Commencer le cours' }).click();
  await claire.board().getByRole('button', { name: 'Documents' }).click();
  await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Additionner des fractions.png', mimeType: 'image/png', buffer: Buffer.from(await drawFractions(teacher.page), 'base64') });
  await teacher.page.locator('.deck__frame[data-page="1"]').waitFor();
  await signInAsStudent(student.page, node, node.students[0]);
  await signInAsStudent(other.page, node, node.students[1]);
  await Promise.all([student, other].map(({ page }) => enter(page, node.lesson)));
  await claire.write('Bonjour à tous ! Ouvrez votre cahier à la page 42.');
  await zoe.write('Bonjour madame');
  await theo.write('On fait tout, ou juste l’exercice 4 ?');
  await claire.write('De 4 à 6 ; on corrige ensemble dans un quart d’heure.');
  await zoe.address('Au professeur');
  await zoe.write('Je n’ai pas compris pourquoi on prend 8…');
  await zoe.address('À tous');
  await teacher.page.locator('.said--private').waitFor();
  await other.page.getByRole('button', { name: 'Lever la main' }).click();
  await student.page.getByRole('button', { name: 'Lever la main' }).click();
  await teacher.page.locator('.board__hand').nth(1).waitFor();
  await teacher.page.locator('.toast').waitFor({ state: 'detached' });
  await teacher.page.evaluate(() => document.activeElement.blur());
  await picture(teacher.page, 'lesson');

  await claire.panel(/^Sondage/);
  await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
  await teacher.page.locator('input[name=question]').fill('Combien font 3/4 + 1/8 ?');
  await teacher.page.getByRole('button', { name: 'Au choix' }).click();
  await teacher.page.getByLabel('Choix 1').fill('4/12');
  await teacher.page.getByLabel('Choix 2').fill('7/8');
  await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
  await student.page.getByRole('button', { name: 'Répondre au sondage' }).click();
  await student.page.getByRole('radio', { name: '7/8' }).click();
  await student.page.getByText('Réponse enregistrée').waitFor();
  await student.page.evaluate(() => document.activeElement.blur());
  await picture(student.page, 'phone');

  await signInAsOffice(office.page, node);
  await office.page.getByRole('navigation', { name: 'Pages du secrétariat' }).getByRole('link', { name: 'Personnes' }).click();
  await office.page.locator('.people-list .person').first().waitFor();
  await office.page.evaluate(() => document.activeElement.blur());
  await picture(office.page, 'office');
}

mkdirSync(folder, { recursive: true });
const [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
try {
  await play(node, browser);
} finally {
  await browser.close();
  await node.dispose();
}
