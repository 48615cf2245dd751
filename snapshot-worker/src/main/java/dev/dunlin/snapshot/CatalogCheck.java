package dev.dunlin.snapshot;

import static dev.dunlin.protocol.check.Check.database;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Check;
import java.util.Locale;

/**
 * Checks that are one query each, {@code checks/NAME.sql}: rows are the objects about which
 * something is to be said, and what to do about each.
 */
@SuppressWarnings("ImmutableEnumChecker") // a record of strings is immutable
public enum CatalogCheck implements Check {
    INVALID_INDEXES(
            database(
                    "DUN-SRC-INVALID-INDEXES",
                    "Invalid indexes",
                    Severity.WARNING,
                    "Invalid indexes, which do not move.",
                    "REINDEX or DROP them."),
            "invalid indexes, which do not move"),
    NOT_VALID(
            database(
                    "DUN-SRC-NOT-VALID",
                    "Constraints not proved",
                    Severity.WARNING,
                    "Constraints that are NOT VALID move as such: rows may break them.",
                    "ALTER TABLE … VALIDATE CONSTRAINT …."),
            "constraints that were never proved and move as NOT VALID"),
    TYPES(
            database(
                    "DUN-SRC-TYPES",
                    "Types of columns",
                    Severity.WARNING,
                    "Columns whose values name objects or roles (regclass and its like,"
                            + " aclitem): what they name must be on the target when the row"
                            + " arrives, before indexes and constraints are.",
                    "Change the type to text or oid, or --exclude the table."),
            "columns whose values name objects that must be on the target before the row is"),
    COLLATION_VERSIONS(
            database(
                    "DUN-SRC-COLLATION-VERSION",
                    "Versions of collations",
                    Severity.WARNING,
                    "Collations whose library changed since they were made: indexes on"
                            + " the source may be out of order.",
                    "REINDEX, then ALTER COLLATION … REFRESH VERSION."),
            "collations whose library changed since; indexes that use them may be out of order"),
    USER_COLLATIONS(
            database(
                    "DUN-SRC-USER-COLLATIONS",
                    "Collations of users",
                    Severity.SUCCEEDED,
                    "Collations that users made; they move, and the target must know"
                            + " their locales.",
                    ""),
            "collations that users made"),
    TABLESPACES(
            database(
                    "DUN-SRC-TABLESPACES",
                    "Tablespaces",
                    Severity.WARNING,
                    "Relations outside of the default tablespace move to that of the" + " target.",
                    "ALTER DATABASE … SET TABLESPACE on the target if they belong" + " elsewhere."),
            "relations in tablespaces, which move to the target's default one"),
    EVENT_TRIGGERS(
            database(
                    "DUN-SRC-EVENT-TRIGGERS",
                    "Event triggers",
                    Severity.WARNING,
                    "Event triggers move last; making them takes a superuser, and they"
                            + " act on the target from then on.",
                    "See that they suit the target."),
            "event triggers, which act on the target when they stand there"),
    PUBLICATIONS(
            database(
                    "DUN-SRC-PUBLICATIONS",
                    "Publications",
                    Severity.WARNING,
                    "Publications stay behind.",
                    "CREATE PUBLICATION on the target."),
            "publications, which do not move"),
    SUBSCRIPTIONS(
            database(
                    "DUN-SRC-SUBSCRIPTIONS",
                    "Subscriptions",
                    Severity.WARNING,
                    "Subscriptions stay behind: they hold passwords and would read twice.",
                    "CREATE SUBSCRIPTION on the target after the migration."),
            "subscriptions, which do not move"),
    FOREIGN_SERVERS(
            database(
                    "DUN-SRC-FOREIGN-SERVERS",
                    "Foreign servers",
                    Severity.WARNING,
                    "Foreign servers and user mappings move with their options, passwords"
                            + " of mappings included.",
                    "See that the target reaches them."),
            "foreign servers, which the target must reach"),
    NAMES_ALIKE(
            database(
                    "DUN-SRC-NAMES-ALIKE",
                    "Names alike",
                    Severity.WARNING,
                    "Relations whose names differ by case only are easily confused.",
                    "Rename one if it is an accident."),
            "relations whose names differ by case only"),
    SYSTEM_GRANTS(
            database(
                    "DUN-SRC-SYSTEM-GRANTS",
                    "Grants on system objects",
                    Severity.WARNING,
                    "Changed privileges on objects of the system; a target user who is no"
                            + " superuser cannot repeat them.",
                    "Repeat them on the target as a superuser where needed."),
            "objects of the system with changed privileges"),
    EXTENSION_SCHEMAS(
            database(
                    "DUN-SRC-EXTENSION-SCHEMA",
                    "Schemas of extensions",
                    Severity.WARNING,
                    "Extensions in a schema of the system, where managed services let"
                            + " nobody install.",
                    "DROP and CREATE EXTENSION … SCHEMA of your own."),
            "extensions in a schema of the system"),
    SETTINGS(
            database(
                    "DUN-SRC-SETTINGS",
                    "Settings of the database",
                    Severity.SUCCEEDED,
                    "Settings made by ALTER DATABASE … SET and ALTER ROLE … IN DATABASE …"
                            + " SET; they move at the end, but default_transaction_read_only.",
                    ""),
            "settings of the database, which move at its end"),
    MATERIALIZED_VIEWS(
            database(
                    "DUN-SRC-MATERIALIZED-VIEWS",
                    "Materialized views",
                    Severity.SUCCEEDED,
                    "Materialized views; they are filled on the target.",
                    ""),
            "materialized views, which are filled on the target");

    private final Description description;
    private final String what;

    CatalogCheck(Description description, String what) {
        this.description = description;
        this.what = what;
    }

    /** What the objects are that the query names. */
    String what() {
        return what;
    }

    /** The query's resource; its parameters are the oids of what moves and its schemas. */
    String query() {
        return "checks/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Description description() {
        return description;
    }
}
