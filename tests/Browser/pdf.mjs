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

/** Two pages, encrypted by qpdf 11.3 with AES of 256 bits: whose owner only forbade printing and changing, and that ask for a password. */
export const restrictedPdf = () => Buffer.from(RESTRICTED, 'base64');
export const lockedPdf = () => Buffer.from(LOCKED, 'base64');

const RESTRICTED =
  'JVBERi0xLjcKJb/3ov4KMSAwIG9iago8PCAvRXh0ZW5zaW9ucyA8PCAvQURCRSA8PCAvQmFzZVZlcnNpb24gLzEuNyAvRXh0ZW5zaW9uTGV2ZWwgOCA+PiA+PiAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDIgL0tpZHMgWyAzIDAgUiA0IDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNSAwIFIgL01lZGlhQm94IFsgMCAwIDQ4MCAyNzAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YxIDYgMCBSID4+ID4+IC9UeXBlIC9QYWdlID4+CmVuZG9iago0IDAgb2JqCjw8IC9Db250ZW50cyA3IDAgUiAvTWVkaWFCb3ggWyAwIDAgNDgwIDI3MCBdIC9QYXJlbnQgMiAwIFIgL1Jlc291cmNlcyA8PCAvRm9udCA8PCAvRjEgNiAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjUgMCBvYmoKPDwgL0xlbmd0aCA5NiAvRmlsdGVyIC9GbGF0ZURlY29kZSA+PgpzdHJlYW0KO1rS3dkIhco6TVFyhwWrwUDLulB0zraaWfKmXW+TPQe/6UC/tCDBBuMREpZumCVHpsKJ209HrnceDB0QsaiCT6GCxYC0GHsDa3eKHo+J5ssuESMxfM1tVNH0H1VqTjHSZW5kc3RyZWFtCmVuZG9iago2IDAgb2JqCjw8IC9CYXNlRm9udCAvSGVsdmV0aWNhIC9TdWJ0eXBlIC9UeXBlMSAvVHlwZSAvRm9udCA+PgplbmRvYmoKNyAwIG9iago8PCAvTGVuZ3RoIDk2IC9GaWx0ZXIgL0ZsYXRlRGVjb2RlID4+CnN0cmVhbQqjMO5dMPrbWIO3AvaHn8vB7b7tJuMnlPgRayL11rWA6bX96sb4io7k/89ssr4JpeGgUyjh6S6UM8QXhgdTemaaelsvBiH5/8r+APaORpnHQzHZqUIszYikSntDwn4pAQtlbmRzdHJlYW0KZW5kb2JqCjggMCBvYmoKPDwgL0NGIDw8IC9TdGRDRiA8PCAvQXV0aEV2ZW50IC9Eb2NPcGVuIC9DRk0gL0FFU1YzIC9MZW5ndGggMzIgPj4gPj4gL0ZpbHRlciAvU3RhbmRhcmQgL0xlbmd0aCAyNTYgL08gPDEyOTE4MmU3OTJhMzMwMDA4ZGIzMTg5MjljOTIyZmUwMjRkMDY0MmNiMTBkMzYxNGYwM2RkZjY0ZTdlZTc3NjQxZjExMzFiOGE4YmM4ZDY4YWY4NDFiOTcwYjRmODJjNj4gL09FIDwxYWQ4YzgxZjcyZGE5MDExNzBjMzZiMzAwMmNmYWUzMzg2NjIwNTg0Yjg3NDMzOWE4M2E1MmYwZGUwZDZlNzI4PiAvUCAtMzM5MiAvUGVybXMgPDE4Y2VmN2JhM2RiYzgzNzA1YTllYjM0YjQxMmVhZWQ5PiAvUiA2IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPDAwZjNkNzg0ZTg0YTdmYTY2YTJlOGIzOTM2ZDcyNWU3NjlhNmIwNjYwMjUwMTZjZmUxNGIyMGZiMzJmMzFjMWI4OWI0ZDBkYWIxMzE5NDIwMzIxMGM0YmFiMjIzZTdhYj4gL1VFIDw3M2YyOWY1Mzk1MTVmMzNjODBkMTg5YzRkNzYxZTNkMTMyMjhjYjc5ODM5NTAwZGZiZWZkMWFiZTA1MzcwMmQ2PiAvViA1ID4+CmVuZG9iagp4cmVmCjAgOQowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDEzMCAwMDAwMCBuIAowMDAwMDAwMTk1IDAwMDAwIG4gCjAwMDAwMDAzMjMgMDAwMDAgbiAKMDAwMDAwMDQ1MSAwMDAwMCBuIAowMDAwMDAwNjE3IDAwMDAwIG4gCjAwMDAwMDA2ODcgMDAwMDAgbiAKMDAwMDAwMDg1MyAwMDAwMCBuIAp0cmFpbGVyIDw8IC9Sb290IDEgMCBSIC9TaXplIDkgL0lEIFs8MDJkYjU3ZDJkOGFhMjM0MDk1ODc5YjQxNmVlYWZhMWU+PDAyZGI1N2QyZDhhYTIzNDA5NTg3OWI0MTZlZWFmYTFlPl0gL0VuY3J5cHQgOCAwIFIgPj4Kc3RhcnR4cmVmCjE0MDMKJSVFT0YK';
const LOCKED =
  'JVBERi0xLjcKJb/3ov4KMSAwIG9iago8PCAvRXh0ZW5zaW9ucyA8PCAvQURCRSA8PCAvQmFzZVZlcnNpb24gLzEuNyAvRXh0ZW5zaW9uTGV2ZWwgOCA+PiA+PiAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2JqCjIgMCBvYmoKPDwgL0NvdW50IDIgL0tpZHMgWyAzIDAgUiA0IDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAwIG9iago8PCAvQ29udGVudHMgNSAwIFIgL01lZGlhQm94IFsgMCAwIDQ4MCAyNzAgXSAvUGFyZW50IDIgMCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YxIDYgMCBSID4+ID4+IC9UeXBlIC9QYWdlID4+CmVuZG9iago0IDAgb2JqCjw8IC9Db250ZW50cyA3IDAgUiAvTWVkaWFCb3ggWyAwIDAgNDgwIDI3MCBdIC9QYXJlbnQgMiAwIFIgL1Jlc291cmNlcyA8PCAvRm9udCA8PCAvRjEgNiAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjUgMCBvYmoKPDwgL0xlbmd0aCA5NiAvRmlsdGVyIC9GbGF0ZURlY29kZSA+PgpzdHJlYW0KydG4300+Vy5sjTfR9EthwyA0U7j1l/ch6NUfq+HEYc0x1MLspy/FvKmcsIGqkOmhgnopOZR2G1+jaAvKdBb0OXMbsrvsWF4HdFdXKgE98y4B0b+OgwVY0h1iNShem4NUZW5kc3RyZWFtCmVuZG9iago2IDAgb2JqCjw8IC9CYXNlRm9udCAvSGVsdmV0aWNhIC9TdWJ0eXBlIC9UeXBlMSAvVHlwZSAvRm9udCA+PgplbmRvYmoKNyAwIG9iago8PCAvTGVuZ3RoIDk2IC9GaWx0ZXIgL0ZsYXRlRGVjb2RlID4+CnN0cmVhbQoktbnuyU9bn3U6Z8mXFxEKh4wuoemkIk+8dgPsrWzPQ4VjQrLrcsWcABt/OSInZfNP/otqnKPiyA1afjm44PqVpeUzgCQVkfxqdOBMgx7uwY/hhLh+XIEaAlmZxyEj0bxlbmRzdHJlYW0KZW5kb2JqCjggMCBvYmoKPDwgL0NGIDw8IC9TdGRDRiA8PCAvQXV0aEV2ZW50IC9Eb2NPcGVuIC9DRk0gL0FFU1YzIC9MZW5ndGggMzIgPj4gPj4gL0ZpbHRlciAvU3RhbmRhcmQgL0xlbmd0aCAyNTYgL08gPGViOGFkY2I3ZGNhMmM4MTJlM2YzYWVlYzAwMzI1ODc0ZDczZmM2NjQ1MTE0ZGRiMGRjNDY0ODFjM2UzMzZmMTRkY2M0Y2ZlOWUzM2RkYWJlMWFlNmNjODEyNjNlNzg2Yj4gL09FIDw5ODQ0YjFiZTkyYzViY2FkMjI3OTU3MDllZGRmNDUzMTY5YzM5ODg0MmFmZDZjNGFlMmI3MzdkMzE1MmRlNjQ0PiAvUCAtNCAvUGVybXMgPGI4N2NkYjUyYWY4YWUwOWRhZDIwYTVkMTM5NDE4MzlmPiAvUiA2IC9TdG1GIC9TdGRDRiAvU3RyRiAvU3RkQ0YgL1UgPGJmMDI2YWNkZmNlN2M1YTBhNTczYzBjZmYyYjY4YWVjM2YwZGZmZGNhN2M2MjMyZGU2Y2Y5YjQ1ZTAzZDJiM2NjMTYzOGU2YzA2MmFkYmJhYmE4ZWFlZGE2NzU3ODI5OT4gL1VFIDxlZmExNTdlMTUwMjJiNDAzMzNlMTU3MTg2MWJmMWEzY2ViNWQwNjRkOThiMjFkMzVjY2UxZmYxMDllZGQ4NGUwPiAvViA1ID4+CmVuZG9iagp4cmVmCjAgOQowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDEzMCAwMDAwMCBuIAowMDAwMDAwMTk1IDAwMDAwIG4gCjAwMDAwMDAzMjMgMDAwMDAgbiAKMDAwMDAwMDQ1MSAwMDAwMCBuIAowMDAwMDAwNjE3IDAwMDAwIG4gCjAwMDAwMDA2ODcgMDAwMDAgbiAKMDAwMDAwMDg1MyAwMDAwMCBuIAp0cmFpbGVyIDw8IC9Sb290IDEgMCBSIC9TaXplIDkgL0lEIFs8ODUzNmQwZDllM2E4YmUwY2EyYzJhOGQ5YmFlODg3YzI+PDg1MzZkMGQ5ZTNhOGJlMGNhMmMyYThkOWJhZTg4N2MyPl0gL0VuY3J5cHQgOCAwIFIgPj4Kc3RhcnR4cmVmCjE0MDAKJSVFT0YK';
