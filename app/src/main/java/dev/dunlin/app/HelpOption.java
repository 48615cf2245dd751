package dev.dunlin.app;

import picocli.CommandLine.Option;

/** The option every command has; picocli acts on it. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    boolean requested;
}
