import { signal } from '@preact/signals';

/** Whether the list of documents is open. */
export const decksOpen = signal(false);

/** Files dropped on the board, for the list to take. */
export const dropped = signal<readonly File[]>([]);

/** What draws documents; fetched when the first one is shown. */
export const loadDocuments = () => import('./documents');

/** What makes documents of pictures; fetched when the first one is brought. */
export const loadPictures = () => import('./pictures');

