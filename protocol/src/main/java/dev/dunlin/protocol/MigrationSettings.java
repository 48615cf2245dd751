package dev.dunlin.protocol;

/**
 * How a migration runs.
 *
 * @param parallelism readers and index builds at a time, and partitions of the rows topic
 * @param chunkBytes the size a chunk of a table aims at
 * @param overwrite whether the content of a target database that is not empty may be dropped
 * @param owners whether objects get their source owners where those roles exist on the target
 * @param grants whether access privileges are restored where the roles exist on the target
 * @param roles what becomes of roles that the target lacks
 * @param databasesAtOnce databases of a migration of several that are copied at a time
 * @param online for a migration in mode {@link MigrationMode#ONLINE}; ignored otherwise
 */
public record MigrationSettings(
        int parallelism,
        long chunkBytes,
        VerifyMode verify,
        boolean overwrite,
        boolean owners,
        boolean grants,
        @Otherwise("\"check\"") Roles roles,
        @Otherwise("4") int databasesAtOnce,
        OnlineSettings online) {

    private static final int MOST_AT_ONCE = 64;
    private static final int PAGE_BYTES = 8192;

    private static final MigrationSettings USUAL =
            new MigrationSettings(
                    4,
                    128L << 20,
                    VerifyMode.FULL,
                    false,
                    true,
                    true,
                    Roles.CHECK,
                    4,
                    OnlineSettings.DEFAULT);

    public MigrationSettings {
        if (parallelism < 1 || parallelism > MOST_AT_ONCE) {
            throw new IllegalArgumentException("parallelism " + parallelism + " is not 1 to 64");
        }
        if (databasesAtOnce < 1 || databasesAtOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(databasesAtOnce + " databases are not 1 to 64");
        }
        if (chunkBytes < PAGE_BYTES) {
            throw new IllegalArgumentException("a chunk must hold at least one page");
        }
    }

    /** What holds where nothing else is said. */
    public static MigrationSettings usual() {
        return USUAL;
    }

    /** The same, with this said about target databases that are not empty. */
    public MigrationSettings overwriting(boolean value) {
        return new MigrationSettings(
                parallelism,
                chunkBytes,
                verify,
                value,
                owners,
                grants,
                roles,
                databasesAtOnce,
                online);
    }
}
