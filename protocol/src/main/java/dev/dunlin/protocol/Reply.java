package dev.dunlin.protocol;

/**
 * The coordinator's answer to a command. Topic {@link Topics#REPLIES}, key: migration name.
 *
 * @param message why it was refused, empty when accepted
 */
public record Reply(MigrationName migration, String commandId, Status status, String message) {

    /** Whether the command was taken. */
    public enum Status {
        ACCEPTED,
        REJECTED
    }
}
