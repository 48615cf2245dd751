package dev.dunlin.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * Where a server is reached.
 *
 * @param address where it listens; port 0 is a free one
 * @param basePath what stands before every path where a proxy publishes it, like {@code /dunlin};
 *     empty for nothing. The proxy may take it off or leave it
 */
public record RestPlace(InetSocketAddress address, String basePath) {

    private static final Pattern LEGAL = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    public RestPlace {
        if (!LEGAL.matcher(basePath).matches()) {
            throw new IllegalArgumentException("base path " + basePath);
        }
    }

    /** A free port that only this machine reaches. */
    public static RestPlace anyLocal() {
        return new RestPlace(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), "");
    }

    /** A path as people write it, made the way it is kept: {@code dunlin/} is {@code /dunlin}. */
    public static String basePath(String text) {
        String path = text.strip().replaceAll("/+$", "");
        String full = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
        if (!LEGAL.matcher(full).matches()) {
            throw new IllegalArgumentException("base path " + text);
        }
        return full;
    }
}
