package dev.dunlin.spec.uri;

import dev.dunlin.protocol.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The libpq keywords that are taken, their variables in the environment and their values. */
final class LibpqKeywords {

    /** Keywords that travel with the endpoint; every other one names who and where. */
    static final Set<String> PARAMETERS = Endpoint.PARAMETERS;

    private static final Set<String> IDENTITY =
            Set.of("host", "port", "user", "password", "dbname", "passfile");

    private static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry("PGHOST", "host"),
                    Map.entry("PGPORT", "port"),
                    Map.entry("PGUSER", "user"),
                    Map.entry("PGDATABASE", "dbname"),
                    Map.entry("PGPASSFILE", "passfile"),
                    Map.entry("PGCHANNELBINDING", "channel_binding"),
                    Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
                    Map.entry("PGGSSENCMODE", "gssencmode"),
                    Map.entry("PGSSLCERT", "sslcert"),
                    Map.entry("PGSSLKEY", "sslkey"),
                    Map.entry("PGSSLMODE", "sslmode"),
                    Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
                    Map.entry("PGSSLROOTCERT", "sslrootcert"),
                    Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"));

    private static final Map<String, List<String>> CHOICES =
            Map.of(
                    "sslmode",
                    List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                    "channel_binding",
                    List.of("disable", "prefer", "require"),
                    "gssencmode",
                    List.of("disable", "prefer", "require"),
                    "sslnegotiation",
                    List.of("postgres", "direct"),
                    "target_session_attrs",
                    List.of(
                            "any",
                            "read-write",
                            "read-only",
                            "primary",
                            "standby",
                            "prefer-standby"));

    private static final Map<String, String> REFUSED =
            Map.of(
                    "options", "'options' is not taken: sessions are set up by Dunlin",
                    "service", "service files are not read: name host, port and user",
                    "hostaddr", "'hostaddr' is not taken: put the address where the host stands",
                    "sslpassword", "'sslpassword' is not taken: use a key without a pass phrase",
                    "replication", "'replication' is not taken: it is set where it is needed");

    /**
     * What may be a misspelt keyword. Keywords have no digits; the piece of a password that holds
     * an unescaped question mark mostly has, and must not be repeated.
     */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]{1,40}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private LibpqKeywords() {}

    /** Words that the environment gives. */
    static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> words = new HashMap<>();
        VARIABLES.forEach(
                (variable, keyword) -> {
                    String value = environment.get(variable);
                    if (value != null && !value.isEmpty()) {
                        words.put(keyword, value);
                    }
                });
        return words;
    }

    /** Refuses a keyword that is not on the list, naming it and the list. */
    static void requireKnown(String keyword) throws UriException {
        String reason = REFUSED.get(keyword);
        if (reason != null) {
            throw new UriException(reason);
        }
        if (!PARAMETERS.contains(keyword) && !IDENTITY.contains(keyword)) {
            String shown =
                    NAME.matcher(keyword).matches() ? "'" + keyword + "'" : "of odd spelling";
            throw new UriException(
                    "unknown parameter " + shown + "; known are " + String.join(", ", all()));
        }
    }

    private static Set<String> all() {
        TreeSet<String> names = new TreeSet<>(PARAMETERS);
        names.addAll(IDENTITY);
        return names;
    }

    /** Refuses a value that its keyword cannot have. */
    static void check(String keyword, String value) throws UriException {
        if (value.indexOf('\0') >= 0) {
            throw new UriException("'" + keyword + "' holds a zero byte");
        }
        List<String> choices = CHOICES.get(keyword);
        if (choices != null && !choices.contains(value)) {
            throw new UriException("'" + keyword + "' is one of " + String.join(", ", choices));
        }
        switch (keyword) {
            case "host" -> checkHost(value);
            case "port" -> checkPort(value);
            case "connect_timeout" -> {
                if (!NUMBER.matcher(value).matches()) {
                    throw new UriException("'connect_timeout' is a number of seconds");
                }
            }
            case "user", "dbname" -> {
                if (value.isEmpty()) {
                    throw new UriException("'" + keyword + "' is empty");
                }
            }
            default -> {}
        }
    }

    private static void checkHost(String host) throws UriException {
        if (host.indexOf(',') >= 0) {
            throw new UriException("several hosts are given; name the one server to connect to");
        }
        if (host.startsWith("/")) {
            throw new UriException(
                    "the host is a socket directory; Dunlin connects over TCP, use localhost");
        }
        if (host.indexOf('@') >= 0) {
            throw new UriException("more than one '@': inside a user or password write it as %40");
        }
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            throw new UriException("the host is not a name or an address");
        }
    }

    private static void checkPort(String port) throws UriException {
        if (port.indexOf(',') >= 0) {
            throw new UriException("several ports are given; name the one server to connect to");
        }
        boolean number = NUMBER.matcher(port).matches();
        int value = number ? Integer.parseInt(port) : 0;
        if (value < 1 || value > 65_535) {
            throw new UriException(
                    "the port is not a number from 1 to 65535 (inside a user or password write"
                            + " '/' as %2F, ':' as %3A, '@' as %40)");
        }
    }

    /** An empty map for the words of one text. */
    static Map<String, String> words() {
        return new TreeMap<>();
    }
}
