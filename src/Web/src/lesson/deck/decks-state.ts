import { signal } from '@preact/signals';

/** Whether the list of documents is open. */
export const decksOpen = signal(false);

/** A file dropped on the board, for the list to take. */
export const dropped = signal<File | undefined>(undefined);

const documents = () => import('./documents');

/** What draws documents; fetched when the first one is shown. */
export const loadDocuments = documents;
