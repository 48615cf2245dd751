package dev.dunlin.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactingAppenderTest {

    private final LoggerContext context = new LoggerContext();

    RedactingAppenderTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_database_said_is_not_written(boolean json) {
        SQLException sql = new SQLException("ERROR: invalid input: \"canary\"", "22P02");
        sql.addSuppressed(new SQLException("canary 2", "22001"));
        Logger log = log(json ? new JsonEncoder() : pattern());

        log.error("loading {} failed: {}", "t", sql.getMessage(), new RuntimeException(sql));
        log.error("plain", new IllegalStateException("told"));

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .as("what the logging library complains of")
                .noneMatch(status -> status.getLevel() == Status.ERROR);
        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("canary");
        assertThat(text).contains("SQLSTATE 22P02", "RuntimeException", "loading");
        assertThat(text).contains("RedactingAppenderTest", "IllegalStateException", "told");
    }

    private static PatternLayoutEncoder pattern() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%level %msg%n");
        return encoder;
    }

    private Logger log(EncoderBase<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(RedactingAppender.before(appender, context));
        return root;
    }
}
