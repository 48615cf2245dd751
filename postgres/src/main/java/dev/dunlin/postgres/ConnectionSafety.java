package dev.dunlin.postgres;

import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.check.Result;

/** Whether others could listen in, or stand in for the server. */
public final class ConnectionSafety {

    private static final String FIX =
            "Set sslmode=verify-full, with sslrootcert where an authority of your own signs.";

    private ConnectionSafety() {}

    /**
     * What is to be said of a connection that was opened.
     *
     * @param encrypted whether it uses TLS, as the server sees it
     */
    public static Result of(Endpoint endpoint, boolean encrypted) {
        String mode = endpoint.sslMode();
        if (Endpoint.local(endpoint.host())) {
            return Result.good(encrypted ? "the connection uses TLS" : "on this machine");
        }
        if (!encrypted) {
            return Result.warning("the connection to " + endpoint.host() + " is not encrypted", FIX)
                    .seenBy("sslmode=" + mode);
        }
        return mode.equals("verify-full")
                ? Result.good("the connection uses TLS, and the server proved who it is")
                : Result.warning(
                                "the connection to "
                                        + endpoint.host()
                                        + " is encrypted, but the server need not prove who it is",
                                FIX)
                        .seenBy("sslmode=" + mode);
    }
}
