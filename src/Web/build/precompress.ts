import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Files that get smaller; fonts and pictures are compressed by themselves. */
const TEXT = /\.(css|html|js|json|mjs|svg|webmanifest)$/;

/** Lays beside every text file of the build what it becomes in Brotli and in gzip, once and thoroughly, so that the gateway only picks one. */
export function precompress(): Plugin {
  let folder = 'dist';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => TEXT.test(one))) {
        const file = join(folder, name);
        if (statSync(file).isFile()) {
          write(file, readFileSync(file));
        }
      }
    },
  };
}

function write(file: string, content: Buffer): void {
  const forms = {
    br: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
    gz: gzipSync(content, { level: 9 }),
  };
  for (const [ending, smaller] of Object.entries(forms)) {
    if (smaller.length < content.length) {
      writeFileSync(`${file}.${ending}`, smaller);
    }
  }
}
