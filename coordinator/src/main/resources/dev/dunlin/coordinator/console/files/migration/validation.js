// What was looked at before anything was made: findings with what helps.
import { plural } from '../format/amounts.js';
import { duration } from '../format/times.js';
import { ended } from '../format/progress.js';
import { Badge } from '../ui/badge.js';
import { CopyText } from '../ui/copy.js';
import { html } from '../ui/html.js';
import { Empty } from '../ui/notice.js';
import { counts, groups, worst } from './findings.js';

const LOOKS = {
  Failed: { tone: 'bad', icon: 'bad' },
  Warning: { tone: 'warn', icon: 'warn' },
  Succeeded: { tone: 'good', icon: 'good' },
};

export function ValidationTab({ status }) {
  if (status.findings.length === 0) {
    return html`<${Empty} title=${ended(status) || status.databases.length
      ? 'Nothing was validated' : 'Validation is under way'}>
      <p class="muted">${status.spec.option === 'Migrate'
        ? 'This migration was asked to begin without it.'
        : 'What it finds is listed here as soon as it is known.'}</p></${Empty}>`;
  }
  const { Failed, Warning, Succeeded } = counts(status.findings);
  return html`<div class="stack">
    <p class="lead">${plural(Failed, 'check')} failed, ${plural(Warning, 'warning')}, ${plural(Succeeded, 'check')} passed.${Failed ? ' A failed check stops the migration; a warning does not.' : ''}</p>
    ${groups(status).map((group) => html`<${Group} key=${group.title} ...${group} />`)}
  </div>`;
}

function Group({ title, level, findings }) {
  const bad = findings.filter((one) => one.severity !== 'Succeeded');
  const passed = findings.filter((one) => one.severity === 'Succeeded');
  const result = worst(findings);
  return html`<section class="findings">
    <h2>${level === 'database' ? html`Database ${title}` : title.charAt(0).toUpperCase() + title.slice(1)} <${Badge} tone=${LOOKS[result].tone} icon=${LOOKS[result].icon}>${result}</${Badge}></h2>
    ${bad.map((finding) => html`<${Finding} key=${finding.code + finding.object} finding=${finding} />`)}
    ${passed.length > 0 && html`<details class="card passed">
      <summary>${plural(passed.length, 'check')} passed</summary>
      <ul class="plain">${passed.map((one) => html`<li key=${one.code + one.object}>
        <code>${one.code}</code><span>${one.check}${one.object && `: ${one.object}`}</span>
        <span class="muted">${one.message}${one.evidence && ` (${one.evidence})`}</span></li>`)}</ul>
    </details>`}
  </section>`;
}

function Finding({ finding }) {
  const { code, severity, object, check, message, evidence, fix, millis } = finding;
  const { tone, icon } = LOOKS[severity];
  return html`<article class=${`card finding ${tone}`}>
    <h3><${Badge} tone=${tone} icon=${icon}>${severity}</${Badge}> ${check}${object && html` <span class="muted wrap">${object}</span>`}
      <code class="code">${code}</code></h3>
    <p class="wrap">${message}</p>
    ${evidence && html`<p class="muted wrap">Seen by ${evidence}${millis > 0 && `, in ${duration(millis)}`}</p>`}
    ${fix && html`<p class="fix-label">What helps</p>
      <${CopyText} text=${fix} label=${`what helps against ${code}`} />`}
  </article>`;
}
