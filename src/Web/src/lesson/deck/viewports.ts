import { WHOLE_PAGE, type Viewport } from '../../protocol';

/** Closest look: an eighth of the page. The protocol allows a twentieth. */
const SIDE_MIN = 0.125;

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

const round = (value: number) => Math.round(value * 10_000) / 10_000;

/** Looks closer or from further away; what lies at (x, y) of the page stays where it is. */
export function zoomed(part: Viewport, factor: number, x: number, y: number): Viewport {
  const side = clamp(Math.max(part.width, part.height) / factor, SIDE_MIN, 1);
  if (side > 0.99) {
    return WHOLE_PAGE;
  }

  return placed({ x: x - ((x - part.x) / part.width) * side, y: y - ((y - part.y) / part.height) * side, width: side, height: side });
}

/** Moves by fractions of the page, no further than its edges. */
export function moved(part: Viewport, x: number, y: number): Viewport {
  return placed({ ...part, x: part.x + x, y: part.y + y });
}

function placed({ x, y, width, height }: Viewport): Viewport {
  return { x: round(clamp(x, 0, 1 - width)), y: round(clamp(y, 0, 1 - height)), width: round(width), height: round(height) };
}

/** Sends the latest of many values, at most one in so many milliseconds, and the last one for certain. */
export function coalesced<T>(send: (value: T) => void, everyMs: number, now: () => number = Date.now): { put: (value: T) => void; drop: () => void } {
  let sentAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    put: (value) => {
      drop();
      timer = setTimeout(() => {
        timer = undefined;
        sentAt = now();
        send(value);
      }, Math.max(0, sentAt + everyMs - now()));
    },
    drop,
  };
}
