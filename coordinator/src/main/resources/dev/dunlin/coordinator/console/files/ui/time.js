import { ago, local, utc } from '../format/times.js';
import { html, useEffect, useState } from './html.js';

/** The time of now in milliseconds, anew every so often. */
export function useNow(everyMs = 1000) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** A moment in the zone of the reader; in UTC when pointed at. */
export function When({ at, now }) {
  return html`<time datetime=${at} title=${utc(at)}>${now ? ago(at, now) : local(at)}</time>`;
}
