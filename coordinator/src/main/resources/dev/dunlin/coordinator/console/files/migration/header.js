// What a migration is and does, and what can be done with it.
import { plural } from '../format/amounts.js';
import { databases, mode, server, words } from '../format/names.js';
import { elapsed, phase } from '../format/progress.js';
import { clock } from '../format/times.js';
import { Link } from '../state/router.js';
import { isPart, wholeOf } from '../state/fleet.js';
import { StateBadge } from '../ui/badge.js';
import { html } from '../ui/html.js';
import { Notice } from '../ui/notice.js';
import { When } from '../ui/time.js';
import { Actions } from './actions.js';
import { nextStep } from './next-step.js';
import { Stepper } from './stepper.js';

export function Header({ status, readiness, now, may }) {
  const { tone, text } = nextStep(status, readiness);
  const others = status.conditions.filter((one) => !SAID.has(one.type));
  return html`<header class="page-head migration-head">
      <div>
        <p class="crumb"><${Link} to="/migrations">Migrations</${Link}>${isPart(status.name)
          && html` / <${Link} to=${`/migrations/${wholeOf(status.name)}`}>${wholeOf(status.name)}</${Link}>`}</p>
        <h1>${status.name} <${StateBadge} state=${status.state} />
          ${phase(status) && html`<span class="chip">${phase(status)}</span>`}</h1>
        <${Facts} status=${status} now=${now} />
      </div>
      ${may && html`<${Actions} status=${status} readiness=${readiness} />`}
    </header>
    <${Stepper} status=${status} now=${now} />
    <${Notice} tone=${tone}><span aria-live="polite">${text}</span></${Notice}>
    ${others.map((one) => html`<${Notice} tone="warn" key=${one.type + one.subject}
      title=${words(one.type)}>${one.subject && `${one.subject}: `}${one.message}</${Notice}>`)}`;
}

/** Conditions that the sentence says. */
const SAID = new Set(['Paused', 'WaitingForWorker', 'AwaitingGate']);

function Facts({ status, now }) {
  const { spec } = status;
  return html`<p class="head-facts">
    <span>${mode(spec)}, ${spec.option}</span>
    <span><span class="server">${server(spec.source)}</span> → <span class="server">${server(spec.target)}</span></span>
    <span title=${spec.databases.map((pair) => pair.source).join(', ')}>${databases(spec)}</span>
    <span>started <${When} at=${status.startedAt} /></span>
    <span>${clock(elapsed(status, now))}</span>
    ${status.resumes > 0 && html`<span>resumed ${plural(status.resumes, 'time')}</span>`}
  </p>`;
}
