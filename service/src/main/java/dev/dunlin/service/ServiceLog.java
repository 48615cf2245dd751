package dev.dunlin.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a server: our own steps and what libraries warn of, to standard error. */
public final class ServiceLog {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} [%thread] %msg%n";

    private ServiceLog() {}

    /** Sends everything from now on to standard error. */
    public static void begin(LogFormat format) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(RedactingAppender.before(appender, context));
        context.getLogger("dev.dunlin").setLevel(Level.INFO);
        // Whatever ends Debezium's engine is reported, by name, by the capture that runs it.
        context.getLogger("io.debezium").setLevel(Level.OFF);
        // A single coordinator has no standby, and warns of it again and again.
        context.getLogger("org.apache.kafka.streams").setLevel(Level.ERROR);
        // Each retry of a transaction that follows the one before at once: a line for each record.
        context.getLogger("org.apache.kafka.clients.producer.internals.Sender")
                .setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        if (format == LogFormat.JSON) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            return encoder;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }
}
