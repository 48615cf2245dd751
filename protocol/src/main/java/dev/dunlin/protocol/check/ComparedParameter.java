package dev.dunlin.protocol.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Server parameters that are compared between source and target, since a difference changes what
 * applications see, or makes the target smaller. Everything else is the target's own business.
 */
public enum ComparedParameter {
    ARRAY_NULLS("whether NULL in an array's text is a null"),
    AUTOVACUUM("whether tables are kept small"),
    BACKSLASH_QUOTE("what quoting statements may use"),
    BYTEA_OUTPUT("the form in which clients get bytea"),
    DATESTYLE("how dates are read and shown"),
    DEFAULT_TEXT_SEARCH_CONFIG("what full text search finds"),
    DEFAULT_TRANSACTION_ISOLATION("what transactions see of each other"),
    DEFAULT_TRANSACTION_READ_ONLY("whether transactions may write"),
    ESCAPE_STRING_WARNING("what statements warn of"),
    EXTRA_FLOAT_DIGITS("how many digits of floats are shown"),
    IDLE_IN_TRANSACTION_SESSION_TIMEOUT("which sessions are ended"),
    INTERVALSTYLE("how intervals are shown"),
    LC_MONETARY("how money is read and shown"),
    LC_NUMERIC("how to_char shows numbers"),
    LC_TIME("how to_char shows dates"),
    LO_COMPAT_PRIVILEGES("who may read large objects"),
    LOCK_TIMEOUT("how long statements wait"),
    PASSWORD_ENCRYPTION("how new passwords are kept"),
    QUOTE_ALL_IDENTIFIERS("how names are shown"),
    ROW_SECURITY("whether policies hide or refuse"),
    SEARCH_PATH("which objects names without a schema mean"),
    SESSION_PRELOAD_LIBRARIES("what sessions load"),
    SHARED_PRELOAD_LIBRARIES("what extensions can do"),
    STANDARD_CONFORMING_STRINGS("how statements quote"),
    STATEMENT_TIMEOUT("which statements are ended"),
    SYNCHRONIZE_SEQSCANS("the order of rows without ORDER BY"),
    SYNCHRONOUS_COMMIT("what a commit promises"),
    TIMEZONE("which moment a time without a zone means"),
    TRANSFORM_NULL_EQUALS("what x = NULL means"),
    XMLBINARY("how XML shows bytea"),
    XMLOPTION("what counts as XML"),
    MAINTENANCE_WORK_MEM("how fast indexes are built", Kind.CAPACITY),
    MAX_CONNECTIONS("how many sessions there can be", Kind.CAPACITY),
    MAX_LOCKS_PER_TRANSACTION("how many tables a transaction can touch", Kind.CAPACITY),
    MAX_PREPARED_TRANSACTIONS("how many there can be", Kind.CAPACITY),
    MAX_REPLICATION_SLOTS("how many there can be", Kind.CAPACITY),
    MAX_WAL_SENDERS("how many replicas there can be", Kind.CAPACITY),
    SHARED_BUFFERS("how much is found in memory", Kind.CAPACITY),
    WAL_LEVEL("whether changes can be followed", Kind.CAPACITY),
    WORK_MEM("what is sorted in memory", Kind.CAPACITY);

    private final String why;
    private final Kind kind;

    /** What a difference is about. */
    public enum Kind {
        /** Any difference is told. */
        BEHAVIOUR,
        /** A smaller target is told. */
        CAPACITY
    }

    ComparedParameter(String why) {
        this(why, Kind.BEHAVIOUR);
    }

    ComparedParameter(String why, Kind kind) {
        this.why = why;
        this.kind = kind;
    }

    /** What it decides. */
    public String why() {
        return why;
    }

    /** What a difference is about. */
    public Kind kind() {
        return kind;
    }

    /** Its name in lower case; servers show some with capitals. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names as they are asked for. */
    public static List<String> names() {
        return Stream.of(values()).map(ComparedParameter::parameter).toList();
    }
}
