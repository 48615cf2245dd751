package dev.dunlin.app.client;

import dev.dunlin.app.run.ServerFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whom a command talks to.
 *
 * @param root without a slash at its end
 * @param token what it wants to see; empty when nothing is shown
 * @param run the work directory of the run, where it is a dunlin run of this machine
 * @param pid that process, 0 for servers elsewhere
 * @param tls which certificate it has to show; empty for what the JDK trusts
 * @param place options that let another command find it, with a space before; mostly empty
 */
public record Server(
        URI root,
        Optional<String> token,
        Optional<SSLContext> tls,
        Optional<Path> run,
        long pid,
        String place) {

    /** The one of a run on this machine. */
    public static Server of(ServerFile file, Path run) {
        return new Server(
                file.root(),
                Optional.of(file.token()),
                Trust.of(file),
                Optional.of(run),
                file.pid(),
                "");
    }

    /** Whether a process of this machine was found that is not there any more. */
    public boolean gone() {
        return pid > 0 && ProcessHandle.of(pid).isEmpty();
    }

    /** Never with the token. */
    @Override
    public String toString() {
        return root.toString();
    }
}
