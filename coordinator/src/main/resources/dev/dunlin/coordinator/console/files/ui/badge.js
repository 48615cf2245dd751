// What something is, in a colour, a shape and a word: none of the three is needed to read it.
import { STATES } from '../format/names.js';
import { html } from './html.js';
import { Icon } from './icons.js';

/** @param tone 'good', 'bad', 'warn', 'busy' or 'idle' */
export function Badge({ tone = 'idle', icon, title, children }) {
  return html`<span class=${`badge ${tone}`} title=${title}>
    ${icon && html`<${Icon} name=${icon} size=${14} />`}<span>${children}</span></span>`;
}

/** The state of a migration. */
export function StateBadge({ state }) {
  const { label, tone, icon } = STATES[state] ?? { label: state, tone: 'idle' };
  return html`<${Badge} tone=${tone} icon=${icon}>${label}</${Badge}>`;
}
