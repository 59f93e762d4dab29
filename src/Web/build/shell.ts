import { createHash } from 'node:crypto';
import type { OutputBundle, OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';

/** The service worker in the build: at the root, since it may only serve what lies below it. */
export const WORKER = 'worker.js';

/** Where the page begins. */
const ENTRY = /\/src\/main\.tsx$/;

/** Fetched late, yet part of what must be there without a network. Other pages are kept once they were opened. */
const LATER = /\/src\/i18n\/(fr|en)\/index\.ts$/;

/** Alphabets that most names do without; browsers fetch them when a letter asks for them. */
const RARE = /-(latin-ext|vietnamese|cyrillic|greek)/;

/** Tells the service worker which files make up this build's shell. */
export function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    enforce: 'post',
    generateBundle: (_, bundle) => {
      const worker = bundle[WORKER] as OutputChunk;
      const files = filesOf(bundle as OutputBundle);
      const version = createHash('sha256').update(files.join()).update(pageOf(bundle as OutputBundle)).digest('hex').slice(0, 12);
      worker.code = worker.code.replace(/[\w$]+\.__SHELL__/, () => JSON.stringify({ version, files }));
    },
  };
}

function filesOf(bundle: OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((one): one is OutputChunk => one.type === 'chunk' && one.fileName !== WORKER);
  const files = new Set<string>();
  const take = (chunk: OutputChunk) => {
    if (files.has(chunk.fileName)) {
      return;
    }

    files.add(chunk.fileName);
    const { importedCss = new Set<string>(), importedAssets = new Set<string>() } = chunk.viteMetadata ?? {};
    [...importedCss, ...importedAssets].forEach((file) => files.add(file));
    for (const file of chunk.imports) {
      take(bundle[file] as OutputChunk);
    }
  };
  chunks.filter((chunk) => chunk.moduleIds.some((id) => ENTRY.test(id) || LATER.test(id))).forEach(take);
  return [...files].filter((file) => !RARE.test(file)).sort().map((file) => `/${file}`);
}

function pageOf(bundle: OutputBundle): string {
  const page = bundle['index.html'];
  return page?.type === 'asset' ? String(page.source) : '';
}
