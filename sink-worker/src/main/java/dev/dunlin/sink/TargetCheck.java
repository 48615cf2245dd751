package dev.dunlin.sink;

import static dev.dunlin.protocol.check.Check.database;
import static dev.dunlin.protocol.check.Check.server;

import dev.dunlin.protocol.Severity;
import dev.dunlin.protocol.check.Check;

/** What a migration needs of its target. */
@SuppressWarnings("ImmutableEnumChecker") // a record of strings is immutable
public enum TargetCheck implements Check {
    CONNECT(
            server(
                    "DUN-TGT-CONNECT",
                    "Connection",
                    Severity.FAILED,
                    "Whether the server can be connected to as the user; the failure has"
                            + " a code of its own (DUN-TGT-AUTH, …).",
                    "See the message.")),
    VERSION(
            server(
                    "DUN-TGT-VERSION",
                    "Version",
                    Severity.FAILED,
                    "The major version is not older than the source's.",
                    "A target of the source's version or newer.")),
    WRITABLE(
            server(
                    "DUN-TGT-READONLY",
                    "Writable",
                    Severity.FAILED,
                    "No standby, and default_transaction_read_only is off.",
                    "Connect to the primary; ALTER SYSTEM (or DATABASE, ROLE) RESET"
                            + " default_transaction_read_only.")),
    ENCRYPTION(
            server(
                    "DUN-TGT-TLS",
                    "Encryption",
                    Severity.WARNING,
                    "Whether the connection to another machine uses TLS, and the server has to"
                            + " prove who it is.",
                    "sslmode=verify-full, with sslrootcert for an authority of your own.")),
    CONNECTIONS(
            server(
                    "DUN-TGT-CONNECTIONS",
                    "Connections",
                    Severity.WARNING,
                    "Connections that the server and the user have free now, against what"
                            + " loading in parallel takes.",
                    "Fewer --parallel, or ALTER SYSTEM SET max_connections and restart.")),
    REPLICAS(
            server(
                    "DUN-TGT-REPLICAS",
                    "Replicas",
                    Severity.WARNING,
                    "Replicas and synchronous standbys make every commit of the load" + " wait.",
                    "Attach them after the migration.")),
    PARAMETERS(
            server(
                    "DUN-TGT-PARAMETERS",
                    "Parameters",
                    Severity.WARNING,
                    "Server parameters that change what applications see and differ from"
                            + " the source's.",
                    "ALTER SYSTEM SET … as printed, then reload or restart.")),
    CAPACITY(
            server(
                    "DUN-TGT-CAPACITY",
                    "Capacity",
                    Severity.WARNING,
                    "Server parameters that make the target smaller than the source.",
                    "ALTER SYSTEM SET … as printed, then restart.")),
    ROLES(
            server(
                    "DUN-TGT-ROLES",
                    "Roles",
                    Severity.FAILED,
                    "Roles of the source that the target lacks: a warning, or with"
                            + " --roles copy whether the user may make them.",
                    "CREATE ROLE … as printed, or --roles copy as a user with CREATEROLE.")),
    OWNERS(
            server(
                    "DUN-TGT-OWNER",
                    "Owners",
                    Severity.WARNING,
                    "Owners that the target lacks or that the user may not assign: the"
                            + " user owns instead.",
                    "Create the roles and GRANT them to the user.")),
    GRANTS(
            server(
                    "DUN-TGT-GRANT",
                    "Privileges of roles",
                    Severity.WARNING,
                    "Grantees that the target lacks: what is granted to them is left out.",
                    "Create the roles before.")),
    REPLICA_ROLE(
            server(
                    "DUN-TGT-REPLICA-ROLE",
                    "Applying changes",
                    Severity.FAILED,
                    "Online: session_replication_role may be set; tried.",
                    "GRANT SET ON PARAMETER session_replication_role TO … (15 and later).")),
    SAME(
            database(
                    "DUN-TGT-SAME",
                    "Two databases",
                    Severity.FAILED,
                    "Source and target are not the same database.",
                    "Name another target.")),
    DATABASE(
            database(
                    "DUN-TGT-DATABASE",
                    "Database",
                    Severity.FAILED,
                    "The database is there, or the user may make it.",
                    "ALTER ROLE … CREATEDB.")),
    LOCALE(
            database(
                    "DUN-TGT-LOCALE",
                    "Locale",
                    Severity.FAILED,
                    "The target knows the source's locale; tried. Another one of a"
                            + " database that is there is a warning.",
                    "Install the locale, or drop the target database.")),
    PRIVILEGE(
            database(
                    "DUN-TGT-PRIVILEGE",
                    "Privileges",
                    Severity.FAILED,
                    "CREATE and TEMPORARY on the database.",
                    "GRANT ALL ON DATABASE … TO ….")),
    ENCODING(
            database(
                    "DUN-TGT-ENCODING",
                    "Encoding",
                    Severity.FAILED,
                    "Both have one encoding; UTF8 takes others (a warning), but nothing"
                            + " of SQL_ASCII.",
                    "Drop the target database: it is made with the source's.")),
    CONTENT(
            database(
                    "DUN-TGT-NOT-EMPTY",
                    "Content",
                    Severity.FAILED,
                    "The database is empty, or --overwrite was given (a warning).",
                    "Empty it, name another, or --overwrite.")),
    BUSY(
            database(
                    "DUN-TGT-BUSY",
                    "Another migration",
                    Severity.FAILED,
                    "No other migration works on the database.",
                    "Cancel that one, or name another database.")),
    INSTALLATION(
            database(
                    "DUN-TGT-INSTALLATION",
                    "Another installation",
                    Severity.FAILED,
                    "No migration of another installation of Dunlin owns the database; with"
                            + " --overwrite and none of its sessions there: a warning.",
                    "Cancel it there, or --overwrite once it is given up.")),
    DROPPING(
            database(
                    "DUN-TGT-DROPPING",
                    "Right to drop",
                    Severity.FAILED,
                    "With --overwrite: the user may drop everything that is there.",
                    "GRANT the owning roles to the user.")),
    IN_USE(
            database(
                    "DUN-TGT-IN-USE",
                    "Sessions",
                    Severity.WARNING,
                    "Other sessions in the target database may see it half full, or hold"
                            + " locks.",
                    "End them until the migration is done.")),
    EVENT_TRIGGERS(
            database(
                    "DUN-TGT-EVENT-TRIGGERS",
                    "Event triggers",
                    Severity.WARNING,
                    "Event triggers of the target act on every object that is made.",
                    "ALTER EVENT TRIGGER … DISABLE meanwhile.")),
    EXTENSIONS(
            database(
                    "DUN-TGT-EXTENSION",
                    "Extensions",
                    Severity.FAILED,
                    "Every extension of the source can be installed.",
                    "Install the packages on the target.")),
    EXTENSION_VERSIONS(
            database(
                    "DUN-TGT-EXTENSION-VERSION",
                    "Versions of extensions",
                    Severity.WARNING,
                    "Extensions that get another version.",
                    "Read their release notes.")),
    PRELOAD(
            database(
                    "DUN-TGT-PRELOAD",
                    "Preloaded libraries",
                    Severity.FAILED,
                    "Extensions that work only from shared_preload_libraries; those that"
                            + " can be made without are a warning.",
                    "ALTER SYSTEM SET shared_preload_libraries as printed; then restart.")),
    COLLATIONS(
            database(
                    "DUN-TGT-COLLATION",
                    "Collations",
                    Severity.FAILED,
                    "Collations of the system that columns use are there.",
                    "Install the locales, then SELECT pg_import_system_collations(…).")),
    COLLATION_VERSIONS(
            database(
                    "DUN-TGT-COLLATION-VERSION",
                    "Versions of sorting",
                    Severity.WARNING,
                    "The libraries that sort have one version on both sides; else text"
                            + " may sort in another order.",
                    "Compare what applications rely on; indexes are built anew in any" + " case.")),
    POWERS(
            database(
                    "DUN-TGT-SUPERUSER",
                    "Objects of superusers",
                    Severity.WARNING,
                    "Objects that only a superuser can make (C functions, base types,"
                            + " binary casts, wrappers, event triggers), and the user is none.",
                    "Connect as a superuser, or make them before.")),
    DISK(
            database(
                    "DUN-TGT-DISK",
                    "Disk space",
                    Severity.SUCCEEDED,
                    "What the database takes, with a quarter more; what is free cannot be"
                            + " seen from SQL.",
                    ""));

    private final Description description;

    TargetCheck(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
