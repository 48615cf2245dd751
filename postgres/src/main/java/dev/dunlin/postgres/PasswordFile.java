package dev.dunlin.postgres;

import dev.dunlin.protocol.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A libpq password file: lines {@code host:port:database:user:password}, {@code *} matching
 * anything, a backslash protecting ':' and '\'; the first line that matches counts. As in libpq, a
 * file that others may read is ignored with a warning.
 */
final class PasswordFile {

    private static final Logger log = LoggerFactory.getLogger(PasswordFile.class);
    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final List<String> lines;

    private PasswordFile(List<String> lines) {
        this.lines = lines;
    }

    /** The file at a path; a missing or unsafe one holds nothing. */
    static PasswordFile at(Path path) {
        try {
            if (!Files.exists(path) || !isPrivate(path)) {
                return new PasswordFile(List.of());
            }
            return new PasswordFile(Files.readAllLines(path));
        } catch (IOException e) {
            log.warn("password file {} cannot be read and is ignored", path);
            return new PasswordFile(List.of());
        }
    }

    private static boolean isPrivate(Path path) throws IOException {
        if (!Files.getFileStore(path).supportsFileAttributeView("posix")
                || PRIVATE.containsAll(Files.getPosixFilePermissions(path))) {
            return true;
        }
        log.warn("password file {} is ignored: others may read it; permissions must be 0600", path);
        return false;
    }

    /** The password of the first line that matches the address. */
    Optional<String> find(DatabaseAddress address) {
        var endpoint = address.endpoint();
        List<String> wanted =
                List.of(
                        endpoint.host(),
                        Integer.toString(endpoint.port()),
                        address.database(),
                        endpoint.user());
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(PasswordFile::fields)
                .filter(fields -> fields.size() == 5 && matches(fields, wanted))
                .map(List::getLast)
                .findFirst();
    }

    private static boolean matches(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !unescape(fields.get(i)).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Four fields as they stand, and the password unescaped: it may hold plain colons. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length() && fields.size() < 4; i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                fields.add(line.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(unescape(line.substring(start)));
        return fields;
    }

    private static String unescape(String field) {
        StringBuilder plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 1 < field.length()) {
                i++;
            }
            plain.append(field.charAt(i));
        }
        return plain.toString();
    }
}
