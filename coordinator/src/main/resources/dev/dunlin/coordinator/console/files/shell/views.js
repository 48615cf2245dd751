// Which address shows what. New views are added here, and nowhere else.
import { AboutPage } from '../about/page.js';
import { ConnectionsPage } from '../connections/page.js';
import { MigrationPage } from '../migration/page.js';
import { MigrationsPage } from '../migrations/page.js';
import { match } from '../state/router.js';
import { WizardPage } from '../wizard/page.js';
import { WorkersPage } from '../workers/page.js';
import { NotFound } from './not-found.js';

const VIEWS = [
  { pattern: '/', view: MigrationsPage, place: 'migrations', title: () => 'Migrations' },
  { pattern: '/migrations', view: MigrationsPage, place: 'migrations', title: () => 'Migrations' },
  {
    pattern: '/migrations/:name/:tab?',
    view: MigrationPage,
    place: 'migrations',
    title: ({ name }) => name,
  },
  { pattern: '/new/:step?', view: WizardPage, place: 'migrations', title: () => 'New migration' },
  { pattern: '/connections', view: ConnectionsPage, place: 'connections', title: () => 'Connections' },
  { pattern: '/workers', view: WorkersPage, place: 'workers', title: () => 'Workers and topics' },
  { pattern: '/about', view: AboutPage, place: 'about', title: () => 'About' },
];

/** {view, place, title, variables} of a path. */
export function viewOf(path) {
  for (const { pattern, view, place, title } of VIEWS) {
    const variables = match(pattern, path);
    if (variables) {
      return { view, place, variables, title: title(variables) };
    }
  }
  return { view: NotFound, place: '', variables: { path }, title: 'Not found' };
}
