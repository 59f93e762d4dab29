import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const pdfjs = join(import.meta.dirname, '../node_modules/pdfjs-dist');
const { version: pdfjsVersion } = JSON.parse(readFileSync(join(pdfjs, 'package.json'), 'utf8')) as { version: string };

/** Where pdf.js finds character maps, fonts and decoders that some documents need: on our own origin, in a folder of their version. */
export const PDFJS_BASE = `/assets/pdfjs-${pdfjsVersion}/`;

/** Puts those files beside the page's own. The .wasm ones stay out: the content security policy lets nothing compile. */
export function pdfjsFiles(): Plugin {
  const files = ['cmaps', 'standard_fonts', 'wasm'].flatMap((folder) => readdirSync(join(pdfjs, folder)).map((name) => `${folder}/${name}`)).filter((name) => !/LICENSE|quickjs|\.wasm$/.test(name));
  return {
    name: 'pdfjs-files',
    generateBundle() {
      for (const name of files) {
        this.emitFile({ type: 'asset', fileName: `${PDFJS_BASE.slice(1)}${name}`, source: readFileSync(join(pdfjs, name)) });
      }
    },
    configureServer(server) {
      server.middlewares.use(PDFJS_BASE, (request, response, next) => {
        const name = request.url?.slice(1) ?? '';
        return files.includes(name) ? createReadStream(join(pdfjs, name)).pipe(response) : next();
      });
    },
  };
}
