// Tabs are links: each has an address of its own, and the browser's history works.
import { Link } from '../state/router.js';
import { html } from './html.js';

/** @param tabs list of {id, label, to, count} */
export function Tabs({ tabs, current, label }) {
  return html`<nav class="tabs" aria-label=${label}><ul>
    ${tabs.map(({ id, label: text, to, count }) => html`<li key=${id}>
      <${Link} to=${to} aria-current=${id === current ? 'page' : undefined}>
        ${text}${count ? html`<span class="count">${count}</span>` : null}</${Link}></li>`)}
  </ul></nav>`;
}
