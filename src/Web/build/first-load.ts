import { fileURLToPath } from 'node:url';
import type { ChunkingContext, OutputOptions } from 'rolldown';

/** Where the page begins. */
const ENTRY = fileURLToPath(new URL('../src/main.tsx', import.meta.url));

/**
 * Puts all code that the first page needs into one file. Left alone, whatever it shares with a page fetched later becomes a file
 * of its own, down to single icons: on a weak line each costs a round trip, and its headers more than its content.
 */
export const firstLoad: NonNullable<OutputOptions['codeSplitting']> = {
  groups: [{ debugName: 'first load', name: (id, build) => (neededFirst(build).has(id) ? 'first' : null) }],
};

let found: { modules: ReadonlySet<string>; build: ChunkingContext } | undefined;

/** All modules that the entry imports, itself or through others, without those that are fetched when they are needed. */
function neededFirst(build: ChunkingContext): ReadonlySet<string> {
  if (found?.build !== build) {
    const modules = new Set([ENTRY]);
    for (const id of modules) {
      build.getModuleInfo(id)?.importedIds.forEach((imported) => modules.add(imported)); // A set is walked to its growing end.
    }

    found = { modules, build };
  }

  return found.modules;
}
