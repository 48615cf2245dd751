// Where the console starts: finds out who is there, then draws the frame around the view of the address.
import { get } from './api/client.js';
import { begin, onTokenChange } from './api/session.js';
import { App } from './shell/app.js';
import { beginTheme } from './shell/theme.js';
import { callerStore } from './state/caller.js';
import { startLive, stopLive } from './state/live.js';
import { html, render } from './ui/html.js';

/** Asks the server who we are; null when it wants a token, or another one. */
async function whoIsThere() {
  try {
    const about = await get('/about');
    return { ...about.caller, version: about.version };
  } catch (problem) {
    if (problem.status === 401) {
      return null;
    }
    throw problem;
  }
}

async function enter() {
  const caller = await whoIsThere();
  callerStore.update(() => caller);
  if (caller) {
    startLive();
  } else {
    stopLive();
  }
}

async function start() {
  const root = document.getElementById('app');
  beginTheme();
  let wrong = await begin();
  try {
    await enter();
  } catch (problem) {
    wrong = problem.message;
  }
  onTokenChange(() => enter().catch(() => {}));
  render(html`<${App} wrong=${wrong} />`, root);
}

start();
