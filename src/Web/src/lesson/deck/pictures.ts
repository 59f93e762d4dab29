import { ApiError } from '../../api/http';
import { fileFault } from './file-fault';
import { picturePdf, type Jpeg } from './picture-pdf';

/** Longest side of a picture that is sent, in pixels: enough for the largest screen, a tenth of what a phone takes. */
const SIDE_MAX = 2560;

/** A picture that is as small as this, in bytes, is sent as it is, unless it says where it was taken. */
const LIGHT_BYTES = 1024 * 1024;

/** How good a JPEG is: drawings with sharp lines are kept better than photos. */
const QUALITY = { photo: 0.85, drawing: 0.92 };

/** What a file is, by its first bytes, as the server tells it too. */
export async function kindOf(file: Blob): Promise<'pdf' | 'picture' | undefined> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const starts = (text: string, at = 0) => [...text].every((letter, index) => head[at + index] === letter.charCodeAt(0));
  return starts('%PDF-') ? 'pdf' : starts('\u0089PNG\r\n\u001a\n') || starts('\u00ff\u00d8\u00ff') || (starts('RIFF') && starts('WEBP', 8)) ? 'picture' : undefined;
}

/** A picture as it is sent: no larger than screens are, and without what a phone writes into it, such as where it was taken. */
export async function lightened(file: File): Promise<Blob> {
  const image = await decoded(file);
  const { width, height } = image;
  image.close();
  return Math.max(width, height) <= SIDE_MAX && file.size <= LIGHT_BYTES && !(await tellsMore(file)) ? file : new Blob([(await jpegOf(file)).bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' });
}

/** Makes one document of several pictures, a page each, in their order. Says how many are done; stops when the signal says so. */
export async function assembled(files: readonly File[], onDone: (count: number) => void, signal: AbortSignal): Promise<Blob> {
  const pictures: Jpeg[] = [];
  for (const file of files) {
    if (signal.aborted) {
      throw new ApiError(0, 'cancelled', undefined, {});
    }

    pictures.push(await jpegOf(file)); // One after the other: a phone has no room for ten of them unpacked.
    onDone(pictures.length);
  }

  return picturePdf(pictures);
}

async function jpegOf(file: File): Promise<Jpeg> {
  const image = await decoded(file);
  const scale = Math.min(1, SIDE_MAX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const { width, height } = canvas;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff'; // JPEG has no transparency: what shows through is paper.
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  image.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', file.type === 'image/png' ? QUALITY.drawing : QUALITY.photo));
  canvas.width = 0; // Gives its memory back at once.
  if (blob === null) {
    throw new ApiError(422, 'deckBroken', undefined, {});
  }

  return { bytes: new Uint8Array(await blob.arrayBuffer()), width, height };
}

async function decoded(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch (error) {
    throw fileFault(error, file.name);
  }
}

/** Whether a picture carries what cameras write beside it (Exif), told by its marker in the head of a JPEG or the chunk of another. */
async function tellsMore(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 64 * 1024).arrayBuffer());
  const text = new TextDecoder('latin1').decode(head);
  return /Exif\0|EXIF|eXIf|http:\/\/ns\.adobe\.com\/xap/.test(text) || (await file.slice(-64 * 1024).text()).includes('EXIF');
}
