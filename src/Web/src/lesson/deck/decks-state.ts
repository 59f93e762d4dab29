import { signal } from '@preact/signals';

/** Whether the list of documents is open. */
export const decksOpen = signal(false);

/** Files dropped on the board, for the list to take. */
export const dropped = signal<readonly File[]>([]);

/** What whoever presents can do with the page on the board, from anywhere; absent for everybody else. */
export type Presenting = {
  /** Turns so many pages on; false where there is none. */
  step: (by: number) => boolean;
  look: (how: 'closer' | 'further' | 'wholePage') => void;
};

export const presenting = signal<Presenting | undefined>(undefined);

/** What draws documents; fetched when the first one is shown. */
export const loadDocuments = () => import('./documents');

/** What makes documents of pictures; fetched when the first one is brought. */
export const loadPictures = () => import('./pictures');

