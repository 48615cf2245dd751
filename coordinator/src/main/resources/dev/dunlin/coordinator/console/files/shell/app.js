// The frame of every view.
import { address } from '../api/place.js';
import { signOut, token } from '../api/session.js';
import { callerStore } from '../state/caller.js';
import { Link, useLocation } from '../state/router.js';
import { useStore } from '../state/store.js';
import { Announcer } from '../ui/announcer.js';
import { html, useEffect, useRef } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { LiveSign } from './live-sign.js';
import { SignIn } from './sign-in.js';
import { ThemeSwitch } from './theme.js';
import { viewOf } from './views.js';

const PLACES = [
  { id: 'migrations', label: 'Migrations', to: '/migrations' },
  { id: 'connections', label: 'Connections', to: '/connections' },
  { id: 'workers', label: 'Workers and topics', to: '/workers' },
  { id: 'about', label: 'About', to: '/about' },
];

export function App({ wrong }) {
  const caller = useStore(callerStore);
  return html`<a class="skip" href="#content" onClick=${focusContent}>Skip to content</a>
    <${Head} caller=${caller} />
    ${caller ? html`<${View} />` : html`<${SignIn} wrong=${wrong} />`}
    <${Announcer} />`;
}

function focusContent(event) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Head({ caller }) {
  const { path } = useLocation();
  const { place } = viewOf(path);
  return html`<header class="head">
    <${Link} to="/migrations" class="mark" aria-label="Dunlin, migrations">
      <img src=${`${address('/assets/')}${stamp()}/console/mark.svg`} alt="" width="28" height="28" />
      <span>Dunlin</span></${Link}>
    ${caller && html`<nav aria-label="Main"><ul>
      ${PLACES.map(({ id, label, to }) => html`<li key=${id}><${Link} to=${to}
        aria-current=${id === place ? 'page' : undefined}>${label}</${Link}></li>`)}
    </ul></nav>`}
    <div class="head-end">
      ${caller && html`<${LiveSign} />`}
      ${caller && html`<span class="caller" title="Who you are here">${caller.name}
        <span class="muted"> ${caller.access}</span></span>`}
      <${ThemeSwitch} />
      ${caller && token() && html`<button type="button" class="button quiet" onClick=${signOut}
        aria-label="Sign out" title="Sign out"><${Icon} name="out" /></button>`}
    </div>
  </header>`;
}

const stamp = () => document.querySelector('meta[name=dunlin-stamp]').content;

function View() {
  const { path, query } = useLocation();
  const { view, title, variables } = viewOf(path);
  const main = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = title ? `${title} · Dunlin` : 'Dunlin';
    if (!first.current) {
      main.current.focus({ preventScroll: true });
    }
    first.current = false;
  }, [title]);
  return html`<main id="content" tabindex="-1" ref=${main}>
    <${view} ...${variables} query=${query} /></main>`;
}
