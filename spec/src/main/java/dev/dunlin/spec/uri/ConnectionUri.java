package dev.dunlin.spec.uri;

import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.SecretRef;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One server, database and user, read from a libpq URI or a {@code key=value} string. A password in
 * it is kept apart from the {@link Endpoint}, which travels.
 */
public final class ConnectionUri {

    private static final String DEFAULT_PORT = "5432";

    private final Endpoint endpoint;
    private final @Nullable String database;
    private final @Nullable String password;

    private ConnectionUri(Endpoint endpoint, @Nullable String database, @Nullable String password) {
        this.endpoint = endpoint;
        this.database = database;
        this.password = password;
    }

    /**
     * Reads a connection string; what it leaves out comes from the environment ({@code PGHOST},
     * {@code PGUSER}, {@code PGSSLMODE} …) and then from libpq's defaults, except that the host is
     * {@code localhost} and not a socket, and that a server elsewhere has to prove who it is
     * ({@code sslmode=verify-full}) unless something else is said. {@code PGPASSWORD} is not looked
     * at.
     */
    public static ConnectionUri parse(String text, Map<String, String> environment)
            throws UriException {
        return of(cut(text.strip()), environment);
    }

    /** The same, of libpq keywords that are already apart. */
    public static ConnectionUri of(Map<String, String> given, Map<String, String> environment)
            throws UriException {
        Map<String, String> words = LibpqKeywords.fromEnvironment(environment);
        words.putAll(given);
        String user = words.getOrDefault("user", System.getProperty("user.name", "postgres"));
        String host = words.getOrDefault("host", "localhost");
        String port = words.getOrDefault("port", DEFAULT_PORT);
        if (!Endpoint.local(host)) {
            words.putIfAbsent("sslmode", "verify-full");
        }
        for (Map.Entry<String, String> word : words.entrySet()) {
            LibpqKeywords.check(word.getKey(), word.getValue());
        }
        String passfile = words.get("passfile");
        SecretRef secret =
                passfile == null
                        ? SecretRef.NONE
                        : new SecretRef(SecretRef.Kind.PASSFILE, passfile);
        TreeMap<String, String> parameters = new TreeMap<>(words);
        parameters.keySet().retainAll(LibpqKeywords.PARAMETERS);
        Endpoint endpoint = new Endpoint(host, Integer.parseInt(port), user, parameters, secret);
        return new ConnectionUri(endpoint, words.get("dbname"), words.get("password"));
    }

    private static Map<String, String> cut(String text) throws UriException {
        if (text.isEmpty()) {
            throw new UriException("the connection string is empty");
        }
        if (text.regionMatches(true, 0, "jdbc:", 0, 5)) {
            throw new UriException(
                    "this is a JDBC URL: leave out 'jdbc:', name the user before '@'");
        }
        for (String scheme : new String[] {"postgresql://", "postgres://"}) {
            if (text.startsWith(scheme)) {
                return new UriText(text.substring(scheme.length())).words();
            }
        }
        int colon = text.indexOf("://");
        if (colon >= 0 && (text.indexOf('=') < 0 || colon < text.indexOf('='))) {
            throw new UriException("the scheme is neither postgresql:// nor postgres://");
        }
        if (text.indexOf('=') < 0) {
            throw new UriException("neither a postgresql:// URI nor key=value words");
        }
        return new DsnText(text).words();
    }

    /** The server and user; its password reference is a passfile if one was named, else none. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The database, if one was named; libpq would take one called like the user. */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    /** The password that stood in the text. */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return endpoint + "/" + database().orElse("");
    }
}
