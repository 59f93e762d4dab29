import type { ComponentChildren } from 'preact';
import { ArrowLeft } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { Icon } from '../ui';
import './page-head.css';

type PageHeadProps = { /** What the way back to the day is called. */ back: string; title: string; /** What can be done, beside the title. */ tools?: ComponentChildren; /** What is known of what the page shows. */ facts?: ComponentChildren };

/** The head of a page that one comes to from the day. */
export function PageHead({ back, title, tools, facts }: PageHeadProps) {
  return (
    <header class="page-head">
      <Link class="page-head__back" href="/day">
        <Icon of={ArrowLeft} size="1em" /> {back}
      </Link>
      <div class="page-head__row">
        <h1>{title}</h1>
        {tools}
      </div>
      {facts && <p class="page-head__facts">{facts}</p>}
    </header>
  );
}
