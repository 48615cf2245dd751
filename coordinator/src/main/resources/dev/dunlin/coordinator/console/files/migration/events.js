// What happened, newest first: who asked for what, and through which door.
import { all } from '../api/client.js';
import { plural } from '../format/amounts.js';
import { local, timeOfDay, utc } from '../format/times.js';
import { wholeOf } from '../state/fleet.js';
import { fleetStore } from '../state/live.js';
import { setQuery } from '../state/router.js';
import { useStore } from '../state/store.js';
import { Badge } from '../ui/badge.js';
import { html, useEffect, useMemo, useState } from '../ui/html.js';
import { Empty, ProblemNotice } from '../ui/notice.js';
import { Table } from '../ui/table.js';
import { belongs, eventKey, together, what } from './event-words.js';

const GROUPS = [
  ['story', 'Story'], ['commands', 'Commands'], ['trouble', 'Trouble'], ['tables', 'Tables'], ['all', 'All'],
];

export function EventsTab({ status, query }) {
  const [past, problem] = usePast(status.name);
  const news = useStore(fleetStore, (state) => state.events);
  const group = query.get('show') ?? 'story';
  const whole = status.name === wholeOf(status.name);
  const list = useMemo(() => together(past ?? [], news.filter((event) =>
    event.migration === status.name || (whole && wholeOf(event.migration) === status.name))), [past, news]);
  const shown = list.filter((event) => belongs(event, group));
  return html`<div class="filters" role="group" aria-label="Which events">
      ${GROUPS.map(([id, label]) => html`<button type="button" key=${id} class="filter"
        aria-pressed=${id === group} onClick=${() => setQuery({ show: id === 'story' ? '' : id })}>${label}</button>`)}
      <span class="muted shown">${plural(shown.length, 'event')}</span></div>
    <${ProblemNotice} problem=${problem} />
    ${shown.length === 0
      ? html`<${Empty} title=${past ? 'No such events' : 'Loading'} />`
      : html`<${Table} caption=${`Events of ${status.name}`} rows=${shown} rowKey=${eventKey}
          height="calc(100vh - 330px)" columns=${columns(status)} />`}`;
}

function columns(status) {
  return [
    {
      id: 'at',
      title: 'Time',
      className: 'when',
      cell: (event) => html`<time datetime=${event.at} title=${`${local(event.at)} · ${utc(event.at)}`}>${timeOfDay(event.at)}</time>`,
    },
    status.databases.length > 1 && {
      id: 'migration',
      title: 'Database',
      cell: (event) => event.migration.slice(status.name.length + 1),
    },
    {
      id: 'what',
      title: 'What',
      cell: (event) => {
        const { label, tone } = what(event);
        return html`<${Badge} tone=${tone} title=${event.kind}>${label}</${Badge}>`;
      },
    },
    { id: 'subject', title: 'About', className: 'subject', cell: (event) => event.subject },
    { id: 'detail', title: 'Detail', className: 'detail', cell: (event) => event.detail },
  ].filter(Boolean);
}

/** What happened before the page was opened. */
function usePast(name) {
  const [past, know] = useState(null);
  const [problem, tell] = useState(null);
  useEffect(() => {
    let open = true;
    all(`/migrations/${encodeURIComponent(name)}/events`)
      .then((logged) => open && know(logged.map((one) => one.event)))
      .catch((wrong) => open && tell(wrong));
    return () => {
      open = false;
    };
  }, [name]);
  return [past, problem];
}
