export * from './commands';
export * from './events';
export * from './hub';
export { choicesOf, tallyOf } from './poll-fold';
export { isWritten } from './texts';
export * from './view';
export { applyEntry } from './view-fold';
export { maySee, viewOf } from './views';
