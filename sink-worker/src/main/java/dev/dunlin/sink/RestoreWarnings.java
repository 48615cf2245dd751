package dev.dunlin.sink;

import dev.dunlin.protocol.Finding;
import dev.dunlin.protocol.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a restore had to leave out, gathered so that a thousand cases of one cause are one line. */
final class RestoreWarnings {

    private static final Logger log = LoggerFactory.getLogger(RestoreWarnings.class);
    private static final int NAMED = 5;

    private final String database;
    private final TreeMap<Cause, Set<String>> objects = new TreeMap<>();

    RestoreWarnings(String database) {
        this.database = database;
    }

    private record Cause(String code, String check, String what, String fix)
            implements Comparable<Cause> {
        @Override
        public int compareTo(Cause other) {
            return (code + what).compareTo(other.code + other.what);
        }
    }

    /** An object stays with the connecting user, because its owner cannot be set. */
    void ownerLeftOut(String role, String object) {
        add(
                new Cause(
                        "DUN-TGT-OWNER",
                        "Owners",
                        "role "
                                + TableName.quote(role)
                                + " is missing or cannot be assigned;"
                                + " the target user owns instead",
                        "CREATE ROLE "
                                + TableName.quote(role)
                                + "; then ALTER … OWNER TO it, or GRANT it to the target user"),
                object);
    }

    /** A grant or policy names a role that is not there. */
    void roleMissing(String statementKind, String message, String object) {
        add(
                new Cause(
                        "DUN-TGT-GRANT",
                        "Privileges",
                        statementKind + " left out: " + message,
                        "create the role on the target and grant again"),
                object);
    }

    /** Something that only its owner or a superuser may do, and that data does not depend on. */
    void notPermitted(String statementKind, String message, String object) {
        add(
                new Cause(
                        "DUN-TGT-COMMENT",
                        statementKind,
                        statementKind + " left out: " + message,
                        "repeat it as a superuser if it matters"),
                object);
    }

    private void add(Cause cause, String object) {
        objects.computeIfAbsent(cause, _ -> new LinkedHashSet<>()).add(object);
    }

    /** One warning for each cause, with its number of objects and the first of them. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        objects.forEach(
                (cause, names) -> {
                    String first = String.join(", ", names.stream().limit(NAMED).toList());
                    String more = names.size() > NAMED ? " …" : "";
                    String message =
                            "%s (%d: %s%s)".formatted(cause.what(), names.size(), first, more);
                    log.warn("{} {}: {}", cause.code(), database, message);
                    findings.add(
                            Finding.warning(
                                    cause.code(), database, cause.check(), message, cause.fix()));
                });
        return findings;
    }
}
