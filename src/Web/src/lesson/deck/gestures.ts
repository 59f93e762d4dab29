import { useEffect, useRef } from 'preact/hooks';
import { isWhole, type Viewport } from '../../protocol';
import { useRoom } from '../room';
import { moved, zoomed } from './viewports';

/** A pointer is told at most so often, in milliseconds. */
const POINTING_EVERY_MS = 100;

/** Wheel and pinch zoom, dragging moves, hovering points: for whoever presents. */
export function useGestures(frame: { current: HTMLDivElement | null }, part: Viewport, onMove: ((part: Viewport) => void) | undefined): void {
  const room = useRoom();
  const latest = useRef({ part, onMove });
  latest.current = { part, onMove };
  const mine = onMove !== undefined;
  useEffect(() => {
    const element = frame.current;
    if (!element || !mine) {
      return;
    }

    const fingers = new Map<number, { x: number; y: number }>();
    let pointedAt = 0;
    const place = (event: { clientX: number; clientY: number }) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    };
    const onPage = ({ x, y }: { x: number; y: number }) => {
      const { part } = latest.current;
      return { x: part.x + x * part.width, y: part.y + y * part.height };
    };
    // Two fingers move in turn, several times before anything is drawn anew: each goes on from what the one before came to.
    const show = (part: Viewport) => {
      latest.current = { ...latest.current, part };
      latest.current.onMove?.(part);
    };
    const zoom = (factor: number, at: { x: number; y: number }) => {
      const point = onPage(at);
      show(zoomed(latest.current.part, factor, point.x, point.y));
    };
    const drag = (x: number, y: number) => {
      const { part } = latest.current;
      show(moved(part, -x * part.width, -y * part.height));
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 400), place(event));
    };
    const pointAt = (event: PointerEvent) => {
      const point = onPage(place(event));
      if (event.timeStamp - pointedAt >= POINTING_EVERY_MS && point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1) {
        pointedAt = event.timeStamp;
        room.link.signal({ type: 'pointing', ...point });
      }
    };
    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, place(event));
      if (fingers.size === 1) {
        pointAt(event); // A finger that moves an enlarged page could not point otherwise.
      }
    };
    const move = (event: PointerEvent) => {
      const now = place(event);
      const before = fingers.get(event.pointerId);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (before && other) {
        const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
        zoom(is / Math.max(was, 0.01), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
        drag((now.x - before.x) / 2, (now.y - before.y) / 2); // What lay between the fingers stays there.
      } else if (before && !isWhole(latest.current.part)) {
        drag(now.x - before.x, now.y - before.y);
      } else {
        pointAt(event);
      }

      if (before) {
        fingers.set(event.pointerId, now);
      }
    };
    const up = (event: PointerEvent) => fingers.delete(event.pointerId);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
    };
  }, [frame, mine, room]);
}
