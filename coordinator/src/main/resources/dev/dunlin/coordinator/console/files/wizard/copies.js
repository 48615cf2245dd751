// A migration in the words of the other doors. None of them ever holds a password. Pure.

const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*$/;
const WORDS = /^(true|false|yes|no|on|off|null|y|n)$/i;

function scalar(value) {
  return typeof value !== 'string' || (PLAIN.test(value) && !WORDS.test(value))
    ? String(value)
    : JSON.stringify(value);
}

function entry(name, value, indent) {
  if (Array.isArray(value)) {
    const items = value.map((one) =>
      (typeof one === 'object'
        ? `{${Object.entries(one).map(([key, item]) => `${key}: ${scalar(item)}`).join(', ')}}`
        : scalar(one)));
    return `${indent}${name}: [${items.join(', ')}]\n`;
  }
  return typeof value === 'object'
    ? `${indent}${name}:\n${yaml(value, `${indent}  `)}`
    : `${indent}${name}: ${scalar(value)}\n`;
}

/** The document as YAML. */
export function yaml(document, indent = '') {
  return Object.entries(document).map(([name, value]) => entry(name, value, indent)).join('');
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** For a shell, with the command line. */
export const command = (spec) => `dunlin create -f - <<'END'\n${yaml(spec)}END`;

/** For a shell, with curl. @param root where the server is */
export function curl(spec, root) {
  return `curl -X POST ${quoted(`${root}/api/v1/migrations`)} \\
  -H "Authorization: Bearer $DUNLIN_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d ${quoted(JSON.stringify(spec, null, 2))}`;
}

/** For a shell, with kcat: one line on the topic of commands. */
export function message(spec) {
  const text = JSON.stringify({ type: 'create-migration', spec });
  return `echo ${quoted(text)} |\n  kcat -P -b "$KAFKA" -t dunlin.commands -k ${quoted(spec.name)}`;
}

/** All of them: list of {id, label, hint, text}. */
export function copies(spec, root) {
  return [
    { id: 'yaml', label: 'YAML', hint: 'For a file that dunlin create -f takes.', text: yaml(spec) },
    { id: 'cli', label: 'CLI', hint: 'For a shell that knows the server.', text: command(spec) },
    { id: 'curl', label: 'curl', hint: 'DUNLIN_TOKEN holds the token.', text: curl(spec, root) },
    { id: 'message', label: 'Message', hint: 'KAFKA names a broker, like kafka:9092.', text: message(spec) },
  ];
}
