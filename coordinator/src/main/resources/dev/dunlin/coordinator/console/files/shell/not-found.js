import { Link } from '../state/router.js';
import { html } from '../ui/html.js';
import { Empty } from '../ui/notice.js';

export function NotFound({ path }) {
  return html`<${Empty} title="There is no such page">
    <p><code>${path}</code> shows nothing. <${Link} to="/migrations">All migrations</${Link}></p>
  </${Empty}>`;
}
