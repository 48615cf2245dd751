package dev.dunlin.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. When we are root it runs in a user namespace of its own, where
 * it is nobody yet still owns its files; where namespaces are forbidden (many containers), as the
 * user nobody, who is given the data directory.
 */
final class Unprivileged {
    private static final String NOBODY = "65534";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final boolean NAMESPACES = ROOT && succeeds("unshare", "-U", "true");
    private static final boolean SESSIONS = succeeds("setsid", "true");

    private Unprivileged() {}

    static boolean needsOtherUser() {
        return ROOT && !NAMESPACES;
    }

    /** The command in a session of its own, out of reach of the terminal's Ctrl-C. */
    static List<String> detached(List<String> command) {
        var whole = new ArrayList<String>();
        if (SESSIONS) {
            whole.add("setsid");
        }
        whole.addAll(command);
        return whole;
    }

    /** The command, detached and without root's rights. */
    static List<String> command(List<String> command) {
        var whole = new ArrayList<String>();
        if (NAMESPACES) {
            whole.addAll(List.of("unshare", "-U"));
        } else if (needsOtherUser()) {
            whole.addAll(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        whole.addAll(command);
        return detached(whole);
    }

    static void own(Path path) throws IOException {
        if (needsOtherUser() && !succeeds("chown", NOBODY + ":" + NOBODY, path.toString())) {
            throw new IOException("cannot give " + path + " to user " + NOBODY);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
