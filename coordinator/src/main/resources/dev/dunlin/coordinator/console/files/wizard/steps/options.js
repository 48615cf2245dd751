import { CheckField, ChoiceField, SelectField, TextField } from '../../ui/field.js';
import { html } from '../../ui/html.js';
import { change } from '../draft.js';

const VERIFY = [
  { value: 'full', label: 'Compare every row of both sides' },
  { value: 'none', label: 'Do not compare' },
];
const ROLES = [
  { value: 'check', label: 'Name those that the target lacks' },
  { value: 'copy', label: 'Make those that the target lacks, without password' },
  { value: 'skip', label: 'Do not look' },
];
const FENCES = [
  { value: 'manual', label: 'I stop the writers', hint: 'Dunlin proves that nothing comes any more.' },
  { value: 'read-only', label: 'Dunlin makes the source read-only', hint: 'And ends its sessions.' },
];
const TRIGGERS = [
  { value: 'wait', label: 'When I say so' },
  { value: 'auto', label: 'As soon as it is ready' },
];
const POLICIES = [
  { value: 'warn', label: 'Warn' },
  { value: 'throttle', label: 'Copy nothing more until it is within the limit' },
  { value: 'stop', label: 'Stop the migration and drop the slot' },
];

export function OptionsStep({ draft, errors }) {
  const { settings, online } = draft;
  const set = (field) => (value) => change('settings', { [field]: value });
  const number = (label, field, hint) => html`<${TextField} label=${label} hint=${hint}
    value=${settings[field]} error=${errors[field]} onInput=${set(field)} inputmode="numeric" />`;
  return html`
    <h3>Speed</h3>
    <div class="row">
      ${number('Copies at a time', 'parallelism', 'For each database, 1 to 64.')}
      ${number('Databases at a time', 'databasesAtOnce')}
      ${number('Chunk size in MB', 'chunkMegabytes')}
    </div>
    <h3>Proof and rights</h3>
    <div class="row">
      <${SelectField} label="Verification" value=${settings.verify} options=${VERIFY} onInput=${set('verify')} />
      <${SelectField} label="Roles" value=${settings.roles} options=${ROLES} onInput=${set('roles')} />
    </div>
    <${CheckField} label="Keep owners" checked=${settings.owners} onInput=${set('owners')}
      hint="Where the role exists on the target." />
    <${CheckField} label="Keep grants" checked=${settings.grants} onInput=${set('grants')} />
    <${CheckField} label="Overwrite" checked=${settings.overwrite} onInput=${set('overwrite')}
      hint="Drops what the target databases hold. Without it a target that is not empty is refused." />
    ${draft.mode === 'online' && html`<${Online} ...${{ online, errors }} />`}`;
}

function Online({ online, errors }) {
  const set = (field) => (value) => change('online', { [field]: value });
  const number = (label, field, hint) => html`<${TextField} label=${label} hint=${hint}
    value=${online[field]} error=${errors[field]} onInput=${set(field)} inputmode="numeric" />`;
  return html`
    <h3>Cutover</h3>
    <${ChoiceField} legend="When" value=${online.cutover} options=${TRIGGERS} onInput=${set('cutover')} />
    <${ChoiceField} legend="How writes to the source end" value=${online.fence} options=${FENCES}
      onInput=${set('fence')} />
    <div class="row">
      ${number('Highest lag in seconds', 'maxLagSeconds', 'Above it a cutover is refused.')}
      ${number('Time limit in seconds', 'timeoutSeconds', 'A cutover that has not switched by then is withdrawn.')}
    </div>
    <${CheckField} label="Wait for a decision from outside" checked=${online.gate} onInput=${set('gate')}
      hint="A message on the topic dunlin.gates approves or rejects each cutover." />
    <h3>Replication slot</h3>
    <div class="row">
      ${number('WAL it may hold back, in MB', 'slotLimitMegabytes', 'Empty for no limit.')}
      ${online.slotLimitMegabytes && html`<${SelectField} label="Above the limit" value=${online.slotPolicy}
        options=${POLICIES} onInput=${set('slotPolicy')} />`}
    </div>`;
}
