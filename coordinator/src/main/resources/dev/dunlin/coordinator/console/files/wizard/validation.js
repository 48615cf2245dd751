// Validation before there is a migration: a migration of option Validate under a name of its own, which
// looks, changes nothing, and is forgotten when it has told what it found.
import { post, remove } from '../api/client.js';
import { plural } from '../format/amounts.js';
import { ended } from '../format/progress.js';
import { fleetStore } from '../state/live.js';
import { useMay } from '../state/caller.js';
import { useStore } from '../state/store.js';
import { Findings } from '../ui/finding.js';
import { Button } from '../ui/button.js';
import { html, useEffect, useState } from '../ui/html.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { specOf } from './spec.js';

const NAME_ROOM = 50;

function nameOf(draft) {
  const random = crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, '0');
  return `${draft.name.slice(0, NAME_ROOM)}-check-${random}`;
}

export function Validation({ draft }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState(null);
  const [found, setFound] = useState(null);
  const mayForget = useMay('admin');
  const status = useStore(fleetStore, (state) => state.migrations[name]);
  const over = status && ended(status);
  useEffect(() => {
    if (over) {
      setFound(status);
      setName('');
      if (mayForget) {
        remove(`/migrations/${name}`).catch(() => {});
      }
    }
  }, [over]);
  const begin = async () => {
    const own = nameOf(draft);
    setProblem(null);
    setFound(null);
    setName(own);
    try {
      await post('/migrations', { ...specOf(draft, { withPasswords: true }), name: own, option: 'Validate' });
    } catch (e) {
      setProblem(e);
      setName('');
    }
  };
  return html`<section class="validation" aria-live="polite">
    <h3>Validation</h3>
    <p class="hint">Looks at both servers, with about eighty checks, and changes nothing.
      ${draft.option !== 'Migrate' && ' The migration does it too, before it begins.'}</p>
    <${Button} onClick=${begin} busy=${name !== ''}>${found ? 'Validate again' : 'Validate now'}</${Button}>
    <${ProblemNotice} problem=${problem} />
    ${found && html`<${Verdict} findings=${found.findings} failures=${found.failures} />`}
  </section>`;
}

function Verdict({ findings, failures }) {
  const failed = findings.filter((one) => one.severity === 'Failed');
  const warned = findings.filter((one) => one.severity === 'Warning');
  const passed = findings.length - failed.length - warned.length;
  const tone = failed.length || failures.length ? 'bad' : warned.length ? 'warn' : 'good';
  return html`<${Notice} tone=${tone} title=${failed.length
      ? `${plural(failed.length, 'check')} failed` : 'Nothing stands in the way'}>
      ${plural(warned.length, 'warning')}, ${plural(passed, 'check')} passed.
      ${failures.map((one) => html`<p>${one.message} ${one.action} <code>${one.code}</code></p>`)}</${Notice}>
    <${Findings} findings=${[...failed, ...warned]} />`;
}
