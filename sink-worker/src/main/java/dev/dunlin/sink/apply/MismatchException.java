package dev.dunlin.sink.apply;

/** A statement did not hit the rows it had to. */
final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private MismatchException(String message) {
        super(message);
    }

    static void require(TargetTable table, String statement, long expected, long hit) {
        if (expected != hit) {
            throw new MismatchException(
                    "%s of %d rows of %s hit %d".formatted(statement, expected, table.name(), hit));
        }
    }
}
