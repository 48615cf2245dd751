// Server-sent events out of a fetch: EventSource can send no header, so it could not say who asks.

/**
 * Splits text into events as the HTML standard says.
 *
 * @param emit called with {event, id, data} for each; a comment is {comment}
 * @returns a function that takes the next piece of text
 */
export function parser(emit) {
  let rest = '';
  let fields = { event: '', id: undefined, data: [] };
  function line(text) {
    if (text === '') {
      if (fields.data.length) {
        emit({ event: fields.event || 'message', id: fields.id, data: fields.data.join('\n') });
      }
      fields = { event: '', id: undefined, data: [] };
      return;
    }
    if (text.startsWith(':')) {
      emit({ comment: text.slice(1).trim() });
      return;
    }
    const colon = text.indexOf(':');
    const name = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      fields.data.push(value);
    } else if (name === 'event' || name === 'id') {
      fields[name] = value;
    }
  }
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(line);
  };
}

/** Reads a stream until it ends; fails when it cannot be opened. */
export async function read(url, { headers, signal, opened, emit }) {
  const answer = await fetch(url, {
    headers: { Accept: 'text/event-stream', ...headers },
    cache: 'no-store',
    signal,
  });
  if (!answer.ok) {
    const error = new Error(`the stream answered ${answer.status}`);
    error.status = answer.status;
    throw error;
  }
  opened();
  const take = parser(emit);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    take(value);
  }
}
