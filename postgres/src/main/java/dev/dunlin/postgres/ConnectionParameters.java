package dev.dunlin.postgres;

import dev.dunlin.protocol.DatabaseAddress;
import dev.dunlin.protocol.Endpoint;
import dev.dunlin.protocol.Failure;
import dev.dunlin.protocol.FailureException;
import dev.dunlin.protocol.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What each of the {@link Endpoint#PARAMETERS} becomes for the driver. */
public final class ConnectionParameters {

    private static final Map<String, String> PASSED =
            Map.of(
                    "sslmode", "sslmode",
                    "sslcert", "sslcert",
                    "sslkey", "sslkey",
                    "channel_binding", "channelBinding",
                    "sslnegotiation", "sslNegotiation");

    private static final Map<String, String> SERVER_TYPES =
            Map.of(
                    "any", "any",
                    "read-write", "primary",
                    "primary", "primary",
                    "read-only", "secondary",
                    "standby", "secondary",
                    "prefer-standby", "preferSecondary");

    /** Taken and without effect: the driver always keeps connections alive, never uses GSS. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "gssencmode",
                    "keepalives",
                    "keepalives_idle",
                    "keepalives_interval",
                    "keepalives_count",
                    "client_encoding",
                    "sslcompression",
                    "sslsni");

    private static final Path ROOT_CERTIFICATE =
            Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");

    private static final int DEFAULT_TIMEOUT_SECONDS = 10;

    private ConnectionParameters() {}

    /** Driver properties for an address, without user and password. */
    static Properties driverProperties(DatabaseAddress address, String applicationName) {
        Properties properties = new Properties();
        properties.setProperty("sslmode", address.endpoint().sslMode());
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketFactory", BurstSocketFactory.class.getName());
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", applicationName);
        timeout(properties, DEFAULT_TIMEOUT_SECONDS);
        address.endpoint()
                .parameters()
                .forEach((name, value) -> apply(properties, address, name, value));
        trustMachine(properties);
        return properties;
    }

    private static void apply(
            Properties properties, DatabaseAddress address, String name, String value) {
        if (PASSED.containsKey(name)) {
            properties.setProperty(PASSED.getOrDefault(name, name), value);
            return;
        }
        if (WITHOUT_EFFECT.contains(name)) {
            return;
        }
        switch (name) {
            case "sslrootcert" -> rootCertificate(properties, value);
            case "application_name" -> properties.setProperty("ApplicationName", value);
            case "fallback_application_name" -> {
                if (!address.endpoint().parameters().containsKey("application_name")) {
                    properties.setProperty("ApplicationName", value);
                }
            }
            case "connect_timeout" -> timeout(properties, seconds(address, value));
            case "target_session_attrs" -> {
                String type = SERVER_TYPES.get(value);
                if (type == null) {
                    throw refused(address, name, "has an unknown value");
                }
                properties.setProperty("targetServerType", type);
            }
            default -> throw refused(address, name, "is not supported");
        }
    }

    /**
     * Without a certificate authority of the user's, given or at libpq's usual place, those of the
     * machine decide: managed servers have certificates that these know.
     */
    private static void trustMachine(Properties properties) {
        boolean verifies = properties.getProperty("sslmode").startsWith("verify-");
        boolean given = properties.getProperty("sslrootcert") != null;
        if (verifies && !given && !Files.exists(ROOT_CERTIFICATE)) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    /** As in libpq, {@code system} stands for the machine's own certificate authorities. */
    private static void rootCertificate(Properties properties, String value) {
        if (value.equals("system")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            properties.setProperty("sslmode", "verify-full");
        } else {
            properties.setProperty("sslrootcert", value);
        }
    }

    private static void timeout(Properties properties, int seconds) {
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        properties.setProperty("loginTimeout", Integer.toString(seconds));
    }

    private static int seconds(DatabaseAddress address, String value) {
        try {
            int seconds = Integer.parseInt(value.strip());
            return seconds <= 0 ? DEFAULT_TIMEOUT_SECONDS : seconds;
        } catch (NumberFormatException e) {
            throw refused(address, "connect_timeout", "is not a number of seconds");
        }
    }

    private static FailureException refused(DatabaseAddress address, String name, String why) {
        return FailureException.permanent(
                new Failure(
                        "DUN-CFG-PARAMETER",
                        FailureKind.CONFIGURATION,
                        "connection parameter " + name + " of " + address + " " + why,
                        "Use one of: " + String.join(", ", Endpoint.PARAMETERS) + "."));
    }
}
