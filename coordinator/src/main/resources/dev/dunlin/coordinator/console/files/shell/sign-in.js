import { setToken } from '../api/session.js';
import { address } from '../api/place.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { html, useState } from '../ui/html.js';
import { Notice } from '../ui/notice.js';

/** Asks for a token, and says where one is. @param wrong why the last way in did not work */
export function SignIn({ wrong }) {
  const [token, type] = useState('');
  const [error, setError] = useState(wrong);
  const [busy, setBusy] = useState(false);
  const enter = async (event) => {
    event.preventDefault();
    setBusy(true);
    const answer = await fetch(address('/api/v1/about'), {
      headers: { Authorization: `Bearer ${token.trim()}` },
    }).catch(() => null);
    setBusy(false);
    if (answer?.ok) {
      setToken(token.trim());
    } else {
      setError(answer?.status === 401
        ? 'The server does not know this token.'
        : 'The server does not answer.');
    }
  };
  return html`<main class="sign-in" id="content">
    <h1>Sign in to Dunlin</h1>
    ${error && html`<${Notice} tone="bad">${error}</${Notice}>`}
    <p>On the machine that runs it, this prints a link that signs you in:</p>
    <pre class="line"><code>dunlin console</code></pre>
    <form onSubmit=${enter}>
      <${TextField} label="Or paste a token" type="password" value=${token} onInput=${type}
        autocomplete="off" required
        hint="The server's token (DUNLIN_TOKEN), or the one you were given. It stays in this tab." />
      <${Button} kind="primary" type="submit" busy=${busy}
        reason=${token.trim() ? '' : 'Paste a token first'}>Sign in</${Button}>
    </form>
  </main>`;
}
