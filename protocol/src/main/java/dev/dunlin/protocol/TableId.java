package dev.dunlin.protocol;

/**
 * A table of a migration: its source database and its place in that database's plan, where 0 is the
 * largest table.
 */
public record TableId(String database, int number) {

    public TableId {
        if (number < 0) {
            throw new IllegalArgumentException("table number " + number + " is negative");
        }
    }

    @Override
    public String toString() {
        return database + "/" + number;
    }
}
