/** A picture as a JPEG file, and its size in pixels. */
export type Jpeg = { bytes: Uint8Array; width: number; height: number };

/**
 * Writes JPEG pictures as the pages of a PDF: the simplest document there is, of which every reader reads the whole.
 * Written here, as the smallest kept library that can do it weighs 216 kB compressed, and teachers send photos from phones.
 */
export function picturePdf(pictures: readonly Jpeg[]): Blob {
  const parts: (string | Uint8Array)[] = ['%PDF-1.4\n'];
  const places: number[] = [];
  let length = 9;
  const put = (part: string | Uint8Array) => {
    parts.push(part);
    length += part.length;
  };
  const add = (dictionary: string, content?: string | Uint8Array) => {
    places.push(length);
    put(`${places.length} 0 obj\n<< ${dictionary}${content === undefined ? '' : ` /Length ${content.length}`} >>\n`);
    if (content !== undefined) {
      put('stream\n');
      put(content);
      put('\nendstream\n');
    }

    put('endobj\n');
  };
  // After catalog and list, each page is three objects: itself, what is drawn on it, and the picture.
  const pageOf = (at: number) => 3 + 3 * at;
  add('/Type /Catalog /Pages 2 0 R');
  add(`/Type /Pages /Count ${pictures.length} /Kids [${pictures.map((_, at) => `${pageOf(at)} 0 R`).join(' ')}]`);
  pictures.forEach(({ bytes, width, height }, at) => {
    const page = pageOf(at);
    add(`/Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${page + 1} 0 R /Resources << /XObject << /P ${page + 2} 0 R >> >>`);
    add('', `${width} 0 0 ${height} 0 0 cm /P Do`);
    add(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, bytes);
  });
  const table = length;
  put(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`);
  put(`trailer\n<< /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts as (string | Uint8Array<ArrayBuffer>)[], { type: 'application/pdf' });
}
