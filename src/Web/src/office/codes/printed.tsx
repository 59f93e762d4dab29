import { render, type ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** What is printed instead of the page while this is shown, whoever asks for printing: not to be seen on the screen. */
export function Printed({ children }: { children: ComponentChildren }) {
  useEffect(() => {
    const paper = document.createElement('div');
    paper.className = 'printed';
    document.body.append(paper);
    document.documentElement.classList.add('prints-apart');
    render(<>{children}</>, paper);
    return () => {
      render(null, paper);
      paper.remove();
      document.documentElement.classList.remove('prints-apart');
    };
  }, [children]);
  return null;
}
