/** What stands on a card: a student's codes, or a link with which somebody of the staff chooses a password. */
export type Card = CodeCardText | InvitationText;

export type CodeCardText = { kind: 'code'; person: string; name: string; className?: string | undefined; code: string };

export type InvitationText = { kind: 'invitation'; person: string; name: string; login: string; path: string; expiresAt: string };

/** The sign-in page with both codes after the #, which browsers send to nobody: read back by identity/card.ts. */
export function cardAddress(origin: string, school: string, code: string): string {
  return `${origin}/sign-in#${new URLSearchParams({ school, code: code.replaceAll('-', '') }).toString()}`;
}

/** The groups in which a code is read from paper. */
export const groupsOf = (code: string): string[] => code.split('-');

/** Cards that one sheet of A4 has room for. */
export const CARDS_A_SHEET = 10;

/** In sheets: what does not fill one of its own pile leaves it open, so that piles stay apart. */
export function sheetsOf<T>(cards: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(cards.length / CARDS_A_SHEET) }, (_, sheet) => cards.slice(sheet * CARDS_A_SHEET, (sheet + 1) * CARDS_A_SHEET));
}
