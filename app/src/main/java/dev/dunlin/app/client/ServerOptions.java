package dev.dunlin.app.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to. Its token is never a value on the command line. */
public final class ServerOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "The server, like https://dunlin.example.com:7070. Default: $DUNLIN_SERVER, else",
                "the dunlin run or dunlin serve of this user on this machine."
            })
    @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File whose one line is the token. Default: $DUNLIN_TOKEN.")
    @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = {
                "PEM file of the authority that signed the certificate of an https server.",
                "Default: $DUNLIN_CA_FILE, else the authorities that Java knows."
            })
    @Nullable Path authorities;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Talk to the process that has this work directory.")
    @Nullable Path workDirectory;

    /** Whether the user said which one. */
    boolean said() {
        return server != null || workDirectory != null;
    }
}
