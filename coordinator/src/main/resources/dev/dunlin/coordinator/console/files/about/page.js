// This server, who one is here, and where the other doors are.
import { text } from '../api/client.js';
import { address } from '../api/place.js';
import { timeOfDay } from '../format/times.js';
import { callerStore } from '../state/caller.js';
import { fleet } from '../state/fleet.js';
import { connectionStore, fleetStore } from '../state/live.js';
import { useStore } from '../state/store.js';
import { announce } from '../ui/announcer.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { html, useEffect, useState } from '../ui/html.js';

const MEANS = {
  viewer: 'may look',
  operator: 'may start migrations and act on them',
  admin: 'may also forget migrations',
};

export function AboutPage() {
  const caller = useStore(callerStore);
  const connection = useStore(connectionStore);
  const known = useStore(fleetStore, (state) => fleet(state).length);
  const health = useHealth();
  return html`<header class="page-head"><h1>About</h1></header>
    <div class="cards">
      <section class="card"><h2>This server</h2><dl class="facts">
        <dt>Version</dt><dd>${caller.version}</dd>
        <dt>Address</dt><dd>${window.location.origin}${address('/')}</dd>
        <dt>Health</dt><dd>${health === null ? 'asking' : html`<${Badge}
          tone=${health ? 'good' : 'bad'} icon=${health ? 'good' : 'bad'}>${health ? 'Ready' : 'Not ready'}</${Badge}>`}</dd>
        <dt>Migrations</dt><dd>${known}</dd>
        <dt>Last update</dt><dd>${connection.at ? timeOfDay(connection.at) : 'none yet'}</dd>
      </dl></section>
      <section class="card"><h2>You</h2><dl class="facts">
        <dt>Name</dt><dd>${caller.name}</dd>
        <dt>Access</dt><dd>${caller.access}: ${MEANS[caller.access]}</dd>
      </dl></section>
      <section class="card"><h2>Other doors</h2>
        <p>Everything here is done through the REST interface, which anybody may use.</p>
        <div class="buttons">
          <${Download} path="/openapi" name="dunlin-openapi.yaml">OpenAPI document</${Download}>
          <${Download} path="/template" name="migration.yaml">Spec with every line explained</${Download}>
        </div>
      </section>
    </div>`;
}

/** Asked with the token, so a plain link would not do. */
function Download({ path, name, children }) {
  const take = async () => {
    try {
      const url = URL.createObjectURL(new Blob([await text(path)], { type: 'application/yaml' }));
      const link = Object.assign(document.createElement('a'), { href: url, download: name });
      link.click();
      URL.revokeObjectURL(url);
    } catch (problem) {
      announce(problem.message, 'bad');
    }
  };
  return html`<${Button} onClick=${take}>${children}</${Button}>`;
}

function useHealth() {
  const [ready, setReady] = useState(null);
  useEffect(() => {
    const look = () => fetch(address('/health/readiness')).then(
      (answer) => setReady(answer.ok), () => setReady(false));
    look();
    const timer = setInterval(look, 5000);
    return () => clearInterval(timer);
  }, []);
  return ready;
}
