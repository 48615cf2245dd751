package dev.dunlin.app.run;

import dev.dunlin.app.Surroundings;
import dev.dunlin.app.UsageException;
import dev.dunlin.protocol.SecretRef;
import dev.dunlin.protocol.SecretRef.Kind;
import dev.dunlin.protocol.Side;
import dev.dunlin.spec.uri.ConnectionUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the password of one side is found. The first of these that is there: the password file
 * option, the connection string, {@code DUNLIN_SOURCE_PASSWORD} / {@code DUNLIN_TARGET_PASSWORD},
 * {@code PGPASSWORD}, a libpq password file ({@code passfile=}, {@code PGPASSFILE}, {@code
 * ~/.pgpass}).
 */
record PasswordChoice(Side side, Surroundings surroundings) {

    /** The reference that travels with the endpoint. */
    SecretRef choose(ConnectionUri uri, @Nullable Path file) {
        if (file != null) {
            return file(file);
        }
        if (uri.password().isPresent()) {
            return new SecretRef(Kind.SESSION, side.label());
        }
        for (String variable : new String[] {ownVariable(), "PGPASSWORD"}) {
            if (!surroundings.variable(variable).isEmpty()) {
                return new SecretRef(Kind.ENV, variable);
            }
        }
        if (uri.endpoint().password().kind() == Kind.PASSFILE) {
            return uri.endpoint().password();
        }
        boolean hasDefault = Files.isReadable(surroundings.home().resolve(".pgpass"));
        return hasDefault ? new SecretRef(Kind.PASSFILE, "") : SecretRef.NONE;
    }

    /** The variable that holds the password of this side only. */
    String ownVariable() {
        return "DUNLIN_" + side.label().toUpperCase(Locale.ROOT) + "_PASSWORD";
    }

    private SecretRef file(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            String option = "--" + side.label() + "-password-file";
            throw new UsageException(
                    option + ": " + file + " cannot be read", option + " FILE (one line)");
        }
        return new SecretRef(Kind.FILE, file.toAbsolutePath().toString());
    }
}
