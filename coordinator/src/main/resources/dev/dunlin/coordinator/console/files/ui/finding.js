// What validation found: each with what helps.
import { CopyText } from './copy.js';
import { Badge } from './badge.js';
import { html } from './html.js';

const TONES = {
  Failed: { tone: 'bad', icon: 'bad' },
  Warning: { tone: 'warn', icon: 'warn' },
  Succeeded: { tone: 'good', icon: 'good' },
};

/** @param findings in the order they shall be read */
export function Findings({ findings }) {
  return html`<ul class="findings plain">
    ${findings.map((finding) => html`<${Finding} key=${finding.code + finding.scope + finding.object} finding=${finding} />`)}
  </ul>`;
}

export function Finding({ finding }) {
  const { severity, check, scope, message, evidence, fix, code } = finding;
  return html`<li class="finding">
    <div class="finding-head"><${Badge} ...${TONES[severity]}>${severity}</${Badge}>
      <strong>${check}</strong><span class="muted">${scope}</span>
      <code class="muted">${code}</code></div>
    <p>${message}${evidence && html` <span class="muted">(${evidence})</span>`}</p>
    ${fix && (isSql(fix) ? html`<${CopyText} text=${fix} label="the fix" />` : html`<p>${fix}</p>`)}
  </li>`;
}

const isSql = (text) => /^(ALTER|CREATE|DROP|GRANT|REVOKE|SELECT|UPDATE|SET|ANALYZE|REFRESH|DELETE)\b/i.test(text);
