// A new migration, in the order in which one thinks of it. Each step has an address.
import { get } from '../api/client.js';
import { useMay } from '../state/caller.js';
import { Link, navigate } from '../state/router.js';
import { useStore } from '../state/store.js';
import { Button } from '../ui/button.js';
import { html, useEffect, useRef, useState } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Empty } from '../ui/notice.js';
import { STEPS, missingBefore } from './checks.js';
import { discard, draftStore } from './draft.js';
import { DatabasesStep } from './steps/databases.js';
import { OptionsStep } from './steps/options.js';
import { PoolStep } from './steps/pool.js';
import { ServerStep } from './steps/server.js';
import { SetupStep } from './steps/setup.js';
import { SummaryStep } from './steps/summary.js';

const VIEWS = {
  setup: SetupStep,
  pool: PoolStep,
  source: ServerStep,
  target: ServerStep,
  databases: DatabasesStep,
  options: OptionsStep,
  summary: SummaryStep,
};

export function WizardPage({ step = 'setup' }) {
  const draft = useStore(draftStore);
  const may = useMay('operator');
  const [tried, setTried] = useState('');
  const [taken, setTaken] = useState('');
  const index = Math.max(0, STEPS.findIndex((one) => one.id === step));
  const { id, label } = STEPS[index];
  const missing = missingBefore(draft, id);
  useEffect(() => {
    if (missing) {
      navigate(`/new/${missing.id}`, { replace: true });
    }
  }, [missing?.id]);
  useEffect(() => setTaken(''), [draft.name]);
  const heading = useRef(null);
  const before = useRef(id);
  useEffect(() => {
    if (before.current !== id) {
      heading.current?.focus({ preventScroll: true });
      before.current = id;
    }
  }, [id]);
  if (!may) {
    return html`<${Empty} title="A viewer creates no migrations"><p>Ask for the access operator.</p></${Empty}>`;
  }
  const errors = { ...STEPS[index].errors(draft), ...(taken ? { name: taken } : {}) };
  const next = async (event) => {
    event.preventDefault();
    setTried(id);
    if (Object.keys(errors).length > 0) {
      focusFirstError();
      return;
    }
    const wrong = id === 'setup' ? await nameProblem(draft.name) : '';
    setTaken(wrong);
    if (!wrong) {
      navigate(`/new/${STEPS[index + 1].id}`);
    }
  };
  const View = VIEWS[id];
  return html`<header class="page-head"><div>
      <p class="crumb"><${Link} to="/migrations">Migrations</${Link}></p>
      <h1>New migration${draft.name && html` <span class="muted">${draft.name}</span>`}</h1></div>
      <${Button} kind="quiet" onClick=${() => leave()}>Discard</${Button}></header>
    <div class="wizard">
      <${StepList} current=${index} draft=${draft} />
      <form class="card" aria-labelledby="step-title" novalidate onSubmit=${next}>
        <h2 id="step-title" tabindex="-1" ref=${heading}>${label}</h2>
        <${View} key=${id} draft=${draft} side=${id} errors=${tried === id || taken ? errors : {}} />
        ${id !== 'summary' && html`<footer class="buttons wizard-end">
          ${index > 0 && html`<${Button} icon="back"
            onClick=${() => navigate(`/new/${STEPS[index - 1].id}`)}>Back</${Button}>`}
          <${Button} kind="primary" type="submit">Next: ${STEPS[index + 1].label}</${Button}>
        </footer>`}
      </form>
    </div>`;
}

function leave() {
  discard();
  navigate('/migrations');
}

async function nameProblem(name) {
  try {
    const { nameAvailable, message } = await get('/check-name', { name });
    return nameAvailable ? '' : message;
  } catch (problem) {
    return problem.message;
  }
}

function focusFirstError() {
  setTimeout(() => document.querySelector('[aria-invalid=true]')?.focus(), 50);
}

function StepList({ current, draft }) {
  return html`<nav class="steps" aria-label="Steps"><ol>
    ${STEPS.map(({ id, label }, index) => {
      const open = !missingBefore(draft, id);
      const done = index < current;
      const inside = html`<span class="step-mark">${done
        ? html`<${Icon} name="good" size=${12} />` : index + 1}</span>${label}`;
      return html`<li key=${id} class=${done ? 'done' : ''}>
        ${open
          ? html`<${Link} to=${`/new/${id}`} aria-current=${index === current ? 'step' : undefined}>
              ${inside}</${Link}>`
          : html`<span class="later">${inside}</span>`}</li>`;
    })}
  </ol></nav>`;
}
