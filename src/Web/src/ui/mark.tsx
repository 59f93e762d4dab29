/** The mark of the product, drawn in the page itself so that it is there at the first paint. Looks as public/favicon.svg does. */
export function Mark({ size, label, class: extra }: { size: number; label?: string; class?: string }) {
  return (
    <svg class={extra} width={size} height={size} viewBox="0 0 32 32" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : 'true'}>
      <rect x="1" y="1" width="30" height="30" rx="8" fill="#1f5b4b" />
      <path d="M8 23.5h16" stroke="#f0c35a" stroke-width="2.6" stroke-linecap="round" />
      <path d="M21.2 11.6A6.3 6.3 0 1 0 21.2 17" fill="none" stroke="#fdfaf2" stroke-width="2.8" stroke-linecap="round" />
    </svg>
  );
}
