import type { ComponentType } from 'preact';

/** What lucide-preact exports for every picture, as far as we use it. */
export type IconType = ComponentType<any>;

/** A picture beside words: hidden from screen readers, as tall as the text around it. */
export function Icon({ of: Picture, size = '1.2em' }: { of: IconType; size?: string }) {
  return <Picture size={size} strokeWidth={2} aria-hidden="true" focusable="false" class="icon" />;
}
