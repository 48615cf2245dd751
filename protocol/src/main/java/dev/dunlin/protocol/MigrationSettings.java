package dev.dunlin.protocol;

/**
 * How a migration runs.
 *
 * @param parallelism readers and index builds at a time, and partitions of the rows topic
 * @param chunkBytes the size a chunk of a table aims at
 * @param overwrite whether the content of a target database that is not empty may be dropped
 * @param owners whether objects get their source owners where those roles exist on the target
 * @param grants whether access privileges are restored where the roles exist on the target
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
        @Otherwise("4") int databasesAtOnce,
        OnlineSettings online) {

    public static final long DEFAULT_CHUNK_BYTES = 128L << 20;
    public static final int DEFAULT_DATABASES_AT_ONCE = 4;

    private static final int MOST_AT_ONCE = 64;

    private static final int USUAL_PARALLELISM = 4;

    public MigrationSettings {
        if (parallelism < 1 || parallelism > MOST_AT_ONCE) {
            throw new IllegalArgumentException("parallelism " + parallelism + " is not 1 to 64");
        }
        if (databasesAtOnce < 1 || databasesAtOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException(databasesAtOnce + " databases are not 1 to 64");
        }
        if (chunkBytes < 8192) {
            throw new IllegalArgumentException("a chunk must hold at least one page");
        }
    }

    /** What holds where nothing else is said. */
    public static MigrationSettings usual() {
        return new MigrationSettings(
                USUAL_PARALLELISM,
                DEFAULT_CHUNK_BYTES,
                VerifyMode.FULL,
                false,
                true,
                true,
                OnlineSettings.DEFAULT);
    }

    /** The same, with this said about target databases that are not empty. */
    public MigrationSettings overwriting(boolean value) {
        return new MigrationSettings(
                parallelism, chunkBytes, verify, value, owners, grants, databasesAtOnce, online);
    }

    /** With the default number of databases at a time. */
    public MigrationSettings(
            int parallelism,
            long chunkBytes,
            VerifyMode verify,
            boolean overwrite,
            boolean owners,
            boolean grants,
            OnlineSettings online) {
        this(
                parallelism,
                chunkBytes,
                verify,
                overwrite,
                owners,
                grants,
                DEFAULT_DATABASES_AT_ONCE,
                online);
    }
}
