// Which suite runs when.

/**
 * Runs suites in so many lanes, in their order. One starts once the suite that it comes after, if that runs too, has ended; one
 * that measures the machine starts when all others have.
 * @param {Pick<import('./suites.mjs').Suite, 'name' | 'after' | 'alone'>[]} suites
 * @param {(suite: import('./suites.mjs').Suite) => Promise<void>} work
 */
export async function inLanes(suites, atOnce, work) {
  const waiting = [...suites.filter(({ alone }) => !alone), ...suites.filter(({ alone }) => alone)];
  const unfinished = new Set(suites.map((suite) => suite.name));
  const running = new Set();
  while (waiting.length > 0) {
    const lanes = waiting[0].alone ? 1 : atOnce;
    const next = running.size < lanes ? waiting.findIndex((suite) => !unfinished.has(suite.after)) : -1;
    if (next < 0) {
      await Promise.race(running);
      continue;
    }
    const [suite] = waiting.splice(next, 1);
    const done = work(suite).finally(() => {
      unfinished.delete(suite.name);
      running.delete(done);
    });
    running.add(done);
  }
  await Promise.all(running);
}
