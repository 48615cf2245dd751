// Connections that have a name on the server, asked again when something was done to them.
import { get } from '../api/client.js';
import { useCallback, useEffect, useState } from '../ui/html.js';

/** {list, look}: null while asking and where the server keeps none; look() asks again. */
export function useKept() {
  const [list, setList] = useState(null);
  const look = useCallback(
    () => get('/connections').then(({ items }) => setList(items), () => setList(null)), []);
  useEffect(() => {
    look();
  }, [look]);
  return { list, look };
}
