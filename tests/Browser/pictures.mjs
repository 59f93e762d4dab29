// Makes pictures in the browser, as phones take them.

/** A picture of one colour with a darker frame. `exif` puts in what a phone writes: where it was taken. */
export async function picture(page, { width, height, colour, type = 'image/jpeg', exif = false }) {
  const text = await page.evaluate(
    async ({ width, height, colour, type }) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const context = canvas.getContext('2d');
      context.fillStyle = '#222';
      context.fillRect(0, 0, width, height);
      context.fillStyle = colour;
      context.fillRect(width * 0.02, height * 0.02, width * 0.96, height * 0.96);
      return canvas.toDataURL(type, 0.9).split(',')[1];
    },
    { width, height, colour, type },
  );
  const bytes = Buffer.from(text, 'base64');
  const tiff = Buffer.from('Exif\0\0MM\0*\0\0\0\b\0\0\0\0\0\0', 'latin1');
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, tiff.length + 2]), tiff]);
  return exif ? Buffer.concat([bytes.subarray(0, 2), segment, bytes.subarray(2)]) : bytes;
}
