package dev.dunlin.protocol;

/**
 * The coordinator's answer to a command. Topic {@link Topics#REPLIES}, key: migration name. A
 * command gets one first reply, {@code ACCEPTED} or {@code REJECTED}; one that was accepted gets
 * one final reply when what it asked for is done, has failed, or was taken back.
 *
 * @param message why it was refused or failed, empty otherwise
 * @param repeated whether this was said before: the command came again
 */
public record Reply(
        MigrationName migration,
        String commandId,
        Status status,
        String message,
        @Otherwise("false") boolean repeated) {

    /** Said for the first time. */
    public Reply(MigrationName migration, String commandId, Status status, String message) {
        this(migration, commandId, status, message, false);
    }

    /** The same, said again. */
    public Reply again() {
        return new Reply(migration, commandId, status, message, true);
    }

    /** How a command fared. */
    public enum Status {
        /** First reply: it is taken. */
        ACCEPTED,
        /** First and only reply: it is refused. */
        REJECTED,
        /** Final reply: what was asked for is done. */
        SUCCEEDED,
        /** Final reply: what was asked for failed. */
        FAILED,
        /** Final reply: what was asked for was taken back. */
        CANCELED;

        /** Whether it answers whether the command is taken. */
        public boolean first() {
            return this == ACCEPTED || this == REJECTED;
        }

        /** Whether nothing more is said of the command. */
        public boolean last() {
            return this != ACCEPTED;
        }
    }
}
