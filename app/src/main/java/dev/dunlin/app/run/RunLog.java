package dev.dunlin.app.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.dunlin.service.RedactingAppender;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a run: our own steps and what libraries warn of, in a file and nowhere else. */
final class RunLog {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{20} [%thread] %msg%n";

    private RunLog() {}

    /** Sends everything from now on to the file. */
    static void to(Path file) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(RedactingAppender.before(appender, context));
        context.getLogger("dev.dunlin").setLevel(Level.INFO);
        // Whatever ends Debezium's engine is reported, by name, by the capture that runs it.
        context.getLogger("io.debezium").setLevel(Level.OFF);
    }
}
