package dev.dunlin.sink.apply;

import dev.dunlin.protocol.Job;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions on the target of a job. */
@FunctionalInterface
public interface ApplyTarget {

    /** A session, auto-commit off, on a database that is known to be the migration's. */
    Connection open(Job.ApplyChanges job) throws SQLException;
}
