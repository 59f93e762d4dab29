import { ApiError } from '../../api/http';

/** What pdf.js and browsers call a file that is there and makes no sense. */
const BROKEN: readonly string[] = ['InvalidPDFException', 'UnknownErrorException', 'InvalidStateError'];

/** What browsers call a file that was chosen and cannot be read any more. */
const UNREADABLE: readonly string[] = ['NotReadableError', 'NotFoundError'];

/** What is wrong with a file that somebody is about to upload, with the code that the server would answer with; any other failure, such as a line that was lost, is not the file's, and stays what it is. */
export function fileFault(error: unknown, file?: string): unknown {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const members = file === undefined ? {} : { file };
  switch (true) {
    case name === 'PasswordException':
      return new ApiError(422, 'deckEncrypted', undefined, members);
    case BROKEN.includes(name):
      return new ApiError(422, 'deckBroken', undefined, members);
    case UNREADABLE.includes(name):
      return new ApiError(422, 'fileUnreadable', undefined, members);
    default:
      return error;
  }
}
