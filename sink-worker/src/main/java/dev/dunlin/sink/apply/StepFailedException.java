package dev.dunlin.sink.apply;

import dev.dunlin.protocol.TableName;

/** Changes of one table could not be applied together, for a reason that is about its rows. */
final class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient TableName table;

    /** The reason never has the server's own words: they may hold values of rows. */
    StepFailedException(TableName table, String reason, Exception cause) {
        super(reason, cause);
        this.table = table;
    }

    TableName table() {
        return table;
    }
}
