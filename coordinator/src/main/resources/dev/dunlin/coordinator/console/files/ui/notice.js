import { html } from './html.js';
import { Icon } from './icons.js';

const ICONS = { bad: 'bad', warn: 'warn', good: 'good', idle: 'info', busy: 'busy' };

/** Something to know, where it matters. */
export function Notice({ tone = 'idle', title, children, action }) {
  return html`<div class=${`notice ${tone}`} role=${tone === 'bad' ? 'alert' : 'note'}>
    <${Icon} name=${ICONS[tone]} />
    <div>${title && html`<strong>${title}</strong>`}<div>${children}</div></div>
    ${action}
  </div>`;
}

/** A Problem of the server: what it says, its code, each wrong field. */
export function ProblemNotice({ problem }) {
  return problem && html`<${Notice} tone="bad">
    ${problem.errors?.length
      ? html`<ul class="plain">${problem.errors.map((error) => html`<li>
          <code>${error.pointer || '/'}</code> ${error.message}</li>`)}</ul>`
      : problem.message}
    ${problem.code && html` <code class="muted">${problem.code}</code>`}
  </${Notice}>`;
}

/** A place where there is nothing yet. */
export function Empty({ title, children }) {
  return html`<div class="empty"><h2>${title}</h2>${children}</div>`;
}
