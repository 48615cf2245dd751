// The workers that are there, asked again every few seconds while somebody looks.
import { get } from '../api/client.js';
import { useEffect, useState } from '../ui/html.js';

const EVERY_MS = 5000;

/** {workers, problem, loaded} */
export function useWorkers() {
  const [state, setState] = useState({ workers: [], problem: null, loaded: false });
  useEffect(() => {
    let gone = false;
    const look = async () => {
      try {
        const workers = await get('/workers');
        if (!gone) {
          setState({ workers, problem: null, loaded: true });
        }
      } catch (problem) {
        if (!gone) {
          setState((now) => ({ ...now, problem, loaded: true }));
        }
      }
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, []);
  return state;
}
