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
    const zoom = (factor: number, at: { x: number; y: number }) => {
      const point = onPage(at);
      latest.current.onMove?.(zoomed(latest.current.part, factor, point.x, point.y));
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 400), place(event));
    };
    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, place(event));
    };
    const move = (event: PointerEvent) => {
      const now = place(event);
      const before = fingers.get(event.pointerId);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      if (before && other) {
        const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
        zoom(is / Math.max(was, 0.01), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      } else if (before && !isWhole(latest.current.part)) {
        const { part } = latest.current;
        latest.current.onMove?.(moved(part, (before.x - now.x) * part.width, (before.y - now.y) * part.height));
      } else if (event.timeStamp - pointedAt >= POINTING_EVERY_MS) {
        const point = onPage(now);
        if (point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1) {
          pointedAt = event.timeStamp;
          room.link.signal({ type: 'pointing', ...point });
        }
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
