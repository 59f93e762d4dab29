// A reporter for node:test that writes CTRF (ctrf.io), the form that xunit's runner writes too.

export default async function* report(events) {
  const tests = [];
  for await (const { type, data } of events) {
    if ((type === 'test:pass' || type === 'test:fail') && isLeaf(type, data)) {
      tests.push(toTest(type, data));
    }
  }
  yield JSON.stringify({ results: { tests } });
}

// A suite, and a parent that fails only because a child did, are told by their children.
function isLeaf(type, data) {
  return data.details.type !== 'suite' && !(type === 'test:fail' && data.details.error?.failureType === 'subtestsFailed');
}

function toTest(type, data) {
  const skipped = data.skip !== undefined || data.todo !== undefined;
  const cause = data.details.error?.cause;
  return {
    name: data.name,
    status: skipped ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed',
    message: skipped ? text(data.skip ?? data.todo) : type === 'test:fail' ? text(cause?.message ?? cause ?? data.details.error) : undefined,
    trace: type === 'test:fail' ? cause?.stack : undefined,
    duration: data.details.duration_ms,
  };
}

function text(reason) {
  return typeof reason === 'string' ? reason : String(reason?.message ?? '');
}
