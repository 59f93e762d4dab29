// Makes PDF files for the tests: small, of any number of pages, and broken in chosen ways.

/** A document whose pages say their number. `trailer` is put into the trailer, `pageBytes` of ballast into every page, `bytes` after the pages. */
export function pdf(pages, { trailer = '', pageBytes = 0, bytes = 0 } = {}) {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const places = [];
  let length = parts[0].length;
  const put = (buffer) => {
    parts.push(buffer);
    length += buffer.length;
  };
  const add = (text, stream) => {
    places.push(length);
    put(Buffer.from(`${places.length} 0 obj ${text}`));
    if (stream) {
      put(Buffer.from(' stream\n'));
      put(stream);
      put(Buffer.from('\nendstream'));
    }

    put(Buffer.from(' endobj\n'));
  };
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, at) => `${4 + 2 * at} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (let page = 1; page <= pages; page++) {
    const content = Buffer.from(`0.1 0.3 0.7 rg 20 20 120 60 re f BT /F1 48 Tf 60 140 Td (Page numero ${page}) Tj ET${' '.repeat(pageBytes)}`);
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 480 270] /Resources << /Font << /F1 3 0 R >> >> /Contents ${places.length + 2} 0 R >>`);
    add(`<< /Length ${content.length} >>`, content);
  }

  if (bytes > 0) {
    add(`<< /Length ${bytes} >>`, Buffer.alloc(bytes, 'x'));
  }

  const table = length;
  put(Buffer.from(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`));
  put(Buffer.from(`trailer << /Size ${places.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A document that asks for a password. */
export function encryptedPdf() {
  const secret = '0123456789abcdef'.repeat(4);
  return pdf(1, { trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -4 >> /ID [<00> <00>]` });
}
