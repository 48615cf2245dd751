// What a validation found, in the groups of its report: both servers, then each database. Pure.
const ORDER = ['Failed', 'Warning', 'Succeeded'];

/** How many there are of each severity. */
export function counts(findings) {
  return Object.fromEntries(
    ORDER.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]));
}

/** The worst severity there is. */
export const worst = (findings) =>
  ORDER.find((severity) => findings.some((one) => one.severity === severity)) ?? 'Succeeded';

const bySeverity = (one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity);

/** {title, level, findings} of each scope that has any, the worst findings first. */
export function groups(status) {
  const databases = status.spec.databases.map((pair) => pair.source);
  const servers = new Map();
  const own = new Map(databases.map((name) => [name, []]));
  status.findings.forEach((finding) => {
    const list = own.get(finding.scope)
      ?? servers.get(finding.scope)
      ?? servers.set(finding.scope, []).get(finding.scope);
    list.push(finding);
  });
  const group = (level) => ([title, findings]) =>
    ({ title, level, findings: [...findings].sort(bySeverity) });
  return [...[...servers].map(group('server')), ...[...own].map(group('database'))]
    .filter(({ findings }) => findings.length > 0);
}
