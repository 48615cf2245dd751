import { ChoiceField, SelectField, TextField } from '../../ui/field.js';
import { html } from '../../ui/html.js';
import { changeDraft } from '../draft.js';

const TYPES = [
  ['OnPremises', 'On premises'], ['AzureVM', 'Virtual machine in Azure'],
  ['PostgreSQLSingleServer', 'Azure Single Server'], ['PostgreSQLFlexibleServer', 'Azure Flexible Server'],
  ['AWS_RDS', 'Amazon RDS'], ['AWS_AURORA', 'Amazon Aurora'], ['AWS_EC2', 'Amazon EC2'],
  ['GCP_CloudSQL', 'Google Cloud SQL'], ['GCP_AlloyDB', 'Google AlloyDB'], ['GCP_Compute', 'Google Compute'],
  ['EDB', 'EDB'], ['Heroku_PostgreSQL', 'Heroku'], ['Supabase_PostgreSQL', 'Supabase'],
].map(([value, label]) => ({ value, label }));

const OPTIONS = [
  {
    value: 'ValidateAndMigrate',
    label: 'Validate and migrate',
    hint: 'Starts only when no check failed. What most people want.',
  },
  { value: 'Validate', label: 'Validate', hint: 'Looks at both servers and changes nothing.' },
  {
    value: 'Migrate',
    label: 'Migrate',
    hint: 'Failed checks are warnings; the step that meets what they warned of fails by name.',
  },
];

const MODES = [
  { value: 'offline', label: 'Offline', hint: 'Copies one snapshot, while nobody writes to the source.' },
  {
    value: 'online',
    label: 'Online',
    hint: 'Copies while clients write, follows the source, and switches when you say so.',
  },
];

export function SetupStep({ draft, errors }) {
  return html`
    <${TextField} label="Name" value=${draft.name} error=${errors.name} required autocomplete="off"
      onInput=${(name) => changeDraft({ name })}
      hint="Letters, digits and '-'. It names the migration everywhere: here, in messages, on the command line." />
    <${SelectField} label="Source server type" value=${draft.sourceType} options=${TYPES}
      onInput=${(sourceType) => changeDraft({ sourceType })} hint="Shown to people; decides nothing." />
    <${ChoiceField} legend="Migration option" value=${draft.option} options=${OPTIONS}
      onInput=${(option) => changeDraft({ option })} />
    <${ChoiceField} legend="Migration mode" value=${draft.mode} options=${MODES}
      onInput=${(mode) => changeDraft({ mode })} />`;
}
