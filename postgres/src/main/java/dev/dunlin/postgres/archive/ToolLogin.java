package dev.dunlin.postgres.archive;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a client program reaches a database: everything through its environment but the password,
 * which lies in a file that only this user may read and that is gone when this is closed.
 */
final class ToolLogin implements AutoCloseable {

    private static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry("sslmode", "PGSSLMODE"),
                    Map.entry("sslrootcert", "PGSSLROOTCERT"),
                    Map.entry("sslcert", "PGSSLCERT"),
                    Map.entry("sslkey", "PGSSLKEY"),
                    Map.entry("sslcrl", "PGSSLCRL"),
                    Map.entry("sslsni", "PGSSLSNI"),
                    Map.entry("sslcompression", "PGSSLCOMPRESSION"),
                    Map.entry("sslnegotiation", "PGSSLNEGOTIATION"),
                    Map.entry("channel_binding", "PGCHANNELBINDING"),
                    Map.entry("gssencmode", "PGGSSENCMODE"),
                    Map.entry("connect_timeout", "PGCONNECT_TIMEOUT"),
                    Map.entry("application_name", "PGAPPNAME"),
                    Map.entry("target_session_attrs", "PGTARGETSESSIONATTRS"));

    private static final String FULL = "verify-full";

    /** Where systems keep the certificate authorities they trust. */
    private static final List<String> AUTHORITIES =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/ssl/cert.pem");

    /** What has no variable and changes nothing about whom one talks to. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "keepalives",
                    "keepalives_idle",
                    "keepalives_interval",
                    "keepalives_count",
                    "client_encoding",
                    "fallback_application_name");

    private static final String SESSION_OPTIONS =
            "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=60s"
                    + " -c standard_conforming_strings=on -c search_path=pg_catalog";

    private final Map<String, String> environment = new HashMap<>();
    private final Path passwordFile;

    ToolLogin(DatabaseAddress address, Optional<String> password) {
        Endpoint endpoint = address.endpoint();
        environment.put("PGHOST", endpoint.host());
        environment.put("PGPORT", Integer.toString(endpoint.port()));
        environment.put("PGUSER", endpoint.user());
        environment.put("PGDATABASE", address.database());
        environment.put("PGAPPNAME", "dunlin");
        environment.put("PGCONNECT_TIMEOUT", "10");
        environment.put("PGGSSENCMODE", "disable");
        environment.put("PGOPTIONS", SESSION_OPTIONS);
        environment.put("PGSSLMODE", endpoint.sslMode());
        endpoint.parameters().forEach(this::add);
        trustMachine();
        passwordFile = writePasswordFile(password);
        environment.put("PGPASSFILE", passwordFile.toString());
    }

    /**
     * Without a certificate authority of the user's those of the machine decide, as for all other
     * connections; before version 16 libpq knows no word for them, so they are named as a file.
     */
    private void trustMachine() {
        String given = environment.getOrDefault("PGSSLROOTCERT", "");
        boolean verifies = environment.getOrDefault("PGSSLMODE", "").startsWith("verify-");
        Path own = Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
        boolean machine =
                given.equals("system") || (verifies && given.isEmpty() && !Files.exists(own));
        if (!machine) {
            return;
        }
        if (!given.isEmpty()) {
            environment.put("PGSSLMODE", FULL);
        }
        AUTHORITIES.stream()
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .ifPresent(file -> environment.put("PGSSLROOTCERT", file.toString()));
    }

    private void add(String parameter, String value) {
        String variable = VARIABLES.get(parameter);
        if (variable != null) {
            environment.put(variable, value);
        } else if (!LEFT_OUT.contains(parameter)) {
            throw FailureException.permanent(
                    new Failure(
                            "DUN-CFG-PARAMETER",
                            FailureKind.CONFIGURATION,
                            "connection parameter " + parameter + " cannot be given to pg_dump",
                            "leave the parameter out"));
        }
    }

    private static Path writePasswordFile(Optional<String> password) {
        try {
            Path file =
                    Files.createTempFile(
                            "dunlin-",
                            ".pgpass",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            String escaped = password.orElse("").replace("\\", "\\\\").replace(":", "\\:");
            Files.writeString(file, password.isEmpty() ? "" : "*:*:*:*:" + escaped + "\n");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(passwordFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
