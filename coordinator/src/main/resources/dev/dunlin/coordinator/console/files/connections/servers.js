// Which servers migrations know: each by host, port, user and side. Pure.
import { ended } from '../format/progress.js';
import { server } from '../format/names.js';

/** List of {key, side, endpoint, pool, types, usedBy}, in order of their address. */
export function serversOf(migrations) {
  const found = new Map();
  migrations.forEach((status) => ['source', 'target'].forEach((side) => {
    const endpoint = status.spec[side];
    const pool = status.spec[`${side}Pool`];
    const key = `${side} ${server(endpoint)} ${endpoint.user} ${pool}`;
    const one = found.get(key) ?? { key, side, endpoint, pool, types: new Set(), usedBy: [] };
    if (side === 'source') {
      one.types.add(status.spec.sourceType);
    }
    one.usedBy.push({ name: status.name, state: status.state, ended: ended(status) });
    found.set(key, one);
  }));
  return [...found.values()].sort((a, b) => a.key.localeCompare(b.key));
}
